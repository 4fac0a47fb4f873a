import type { StrategyDocument } from '@huiting/contracts/queue';

export type PriorityClass = StrategyDocument['classes'][number];

/** Where two classes that began to wait at the same moment have the same credit. */
export interface Crossing {
  readonly minutes: number;
  readonly credit: number;
  /** Overtakes there: has the lower start and the higher rate. */
  readonly overtaking: string;
  readonly overtaken: string;
}

export const creditAt = (one: PriorityClass, minutes: number): number =>
  one.startingCredit + one.creditPerMinute * minutes;

/** Crossings inside the picture, before either has reached its guarantee. */
export function crossingsOf(classes: readonly PriorityClass[], untilMinutes: number): Crossing[] {
  const crossings: Crossing[] = [];
  for (const [at, one] of classes.entries()) {
    for (const other of classes.slice(at + 1)) {
      const rate = one.creditPerMinute - other.creditPerMinute;
      if (rate === 0) continue;
      const minutes = (other.startingCredit - one.startingCredit) / rate;
      const end = Math.min(
        untilMinutes,
        one.guaranteedWaitMinutes ?? Infinity,
        other.guaranteedWaitMinutes ?? Infinity,
      );
      if (minutes <= 0 || minutes >= end) continue;
      const [overtaking, overtaken] = rate > 0 ? [one, other] : [other, one];
      crossings.push({
        minutes,
        credit: creditAt(one, minutes),
        overtaking: overtaking.code,
        overtaken: overtaken.code,
      });
    }
  }
  return crossings.sort((a, b) => a.minutes - b.minutes);
}

/** How long somebody of `one` must have waited to stand level with `credit`; 0 = from the start; null = never by credit. */
export function minutesToReach(one: PriorityClass, credit: number): number | null {
  if (one.startingCredit >= credit) return 0;
  if (one.creditPerMinute <= 0) return null;
  return (credit - one.startingCredit) / one.creditPerMinute;
}

/** Minutes the picture shows: past the longest guarantee, at least half an hour. */
export function spanMinutes(classes: readonly PriorityClass[]): number {
  const longest = Math.max(30, ...classes.map((one) => one.guaranteedWaitMinutes ?? 0));
  return Math.ceil((longest * 1.15) / 10) * 10;
}
