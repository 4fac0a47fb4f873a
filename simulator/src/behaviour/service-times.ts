import type { Random } from '../bank/random.ts';

/** Handling times are lognormal: medians in seconds and the sigma of the logarithm, per service. */
const handling: Readonly<Record<string, readonly [median: number, sigma: number]>> = {
  personal: [470, 0.5],
  cash: [300, 0.45],
  transfer: [290, 0.45],
  pension: [390, 0.45],
  wealth: [840, 0.5],
  corporate: [690, 0.55],
};
/** Nothing takes less than this or longer than that. */
const shortest = 45;
const longest = 3_600;

export function drawServiceSeconds(random: Random, serviceCode: string, elder: boolean): number {
  const [median, sigma] = handling[serviceCode] ?? [420, 0.5];
  const seconds = random.lognormal(median, sigma) * (elder ? 1.12 : 1);
  return Math.round(Math.min(longest, Math.max(shortest, seconds)));
}

/** What the bank would say a service usually takes, before it has measured any. */
export function usualServiceSeconds(serviceCode: string): number {
  return (handling[serviceCode] ?? [420])[0];
}

/** From the call to the counter. */
export function drawWalkSeconds(random: Random, elder: boolean): number {
  return Math.round(random.lognormal(elder ? 26 : 18, 0.4));
}

/** After a service, until the teller is ready for the next. */
export function drawPauseBetweenSeconds(random: Random): number {
  return Math.round(random.lognormal(9, 0.5));
}

/** How long somebody waits before leaving without a word. */
export function drawPatienceSeconds(random: Random, serviceCode: string, elder: boolean): number {
  const median = serviceCode === 'wealth' ? 2_400 : elder ? 4_500 : 3_300;
  return Math.round(random.lognormal(median, 0.6));
}
