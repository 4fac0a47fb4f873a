import { normalProbability, normalQuantile } from '../numbers/normal.ts';
import type { Random } from './random.ts';

/** A duration in minutes. */
export type Distribution =
  | { readonly kind: 'constant'; readonly minutes: number }
  | { readonly kind: 'exponential'; readonly meanMinutes: number }
  /** `variation`: standard deviation ÷ mean. Teller and call services are close to it (Brown et al. 2005, section 4). */
  | { readonly kind: 'lognormal'; readonly meanMinutes: number; readonly variation: number }
  /** One of the values measured, each as likely. */
  | { readonly kind: 'measured'; readonly minutes: readonly number[] };

const msPerMinute = 60_000;

/** Draws durations in ms; every draw takes exactly one number from the generator, so paired runs stay in step. */
export function samplerOf(distribution: Distribution): (random: Random) => number {
  switch (distribution.kind) {
    case 'constant': {
      const ms = requireDuration(distribution.minutes) * msPerMinute;
      return (random) => {
        random.bits();
        return ms;
      };
    }
    case 'exponential': {
      const mean = requireDuration(distribution.meanMinutes) * msPerMinute;
      return (random) => mean * random.exponential();
    }
    case 'lognormal': {
      const squared = Math.log1p(requireDuration(distribution.variation) ** 2);
      const spread = Math.sqrt(squared);
      const scale = requireDuration(distribution.meanMinutes) * msPerMinute * Math.exp(-squared / 2);
      return (random) => scale * Math.exp(spread * normalQuantile(random.share()));
    }
    case 'measured': {
      if (distribution.minutes.length === 0) throw new RangeError('a measured distribution needs a value');
      const values = Float64Array.from(
        distribution.minutes,
        (minutes) => requireDuration(minutes) * msPerMinute,
      );
      return (random) => values[random.index(values.length)]!;
    }
  }
}

export function meanMinutesOf(distribution: Distribution): number {
  switch (distribution.kind) {
    case 'constant':
      return distribution.minutes;
    case 'measured':
      return distribution.minutes.reduce((sum, minutes) => sum + minutes, 0) / distribution.minutes.length;
    default:
      return distribution.meanMinutes;
  }
}

/** E min(S, x): the part of a service that lies within its first `x` minutes, in the mean. */
export function partialMean(distribution: Distribution, x: number): number {
  if (x <= 0) return 0;
  switch (distribution.kind) {
    case 'constant':
      return Math.min(distribution.minutes, x);
    case 'exponential':
      return -distribution.meanMinutes * Math.expm1(-x / distribution.meanMinutes);
    case 'lognormal': {
      const squared = Math.log1p(distribution.variation ** 2);
      if (squared === 0) return Math.min(distribution.meanMinutes, x);
      const standard = (Math.log(x / distribution.meanMinutes) + squared / 2) / Math.sqrt(squared);
      return (
        distribution.meanMinutes * normalProbability(standard - Math.sqrt(squared)) +
        x * normalProbability(-standard)
      );
    }
    case 'measured':
      return (
        distribution.minutes.reduce((sum, minutes) => sum + Math.min(minutes, x), 0) /
        distribution.minutes.length
      );
  }
}

function requireDuration(value: number): number {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`a duration must be finite and ≥ 0, was ${value}`);
  return value;
}
