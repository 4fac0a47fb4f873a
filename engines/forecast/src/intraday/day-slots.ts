import type { Day } from '../calendar/index.ts';
import { ForecastProblem, requireAmount } from '../problem.ts';

/** One day's counts in equal slots (5, 15, 30 minutes …) from opening to close. */
export interface DaySlots {
  readonly day: Day;
  /** Counts ≥ 0, all known. Leave a day out rather than guess a slot. */
  readonly counts: ArrayLike<number>;
}

/** Ascending days with equally many slots; throws otherwise. */
export function requireDays(history: readonly DaySlots[]): number {
  const slots = history[0]?.counts.length ?? 0;
  if (slots === 0) throw new ForecastProblem('forecast.short_history', 'no day of history, or no slot in it');
  history.forEach(({ day, counts }, number) => {
    if (counts.length !== slots)
      throw new ForecastProblem(
        'forecast.wrong_shape',
        `${counts.length} slots on a day, ${slots} on the first`,
      );
    if (number > 0 && day <= history[number - 1]!.day)
      throw new ForecastProblem('forecast.wrong_shape', 'days of history must ascend');
    for (let slot = 0; slot < slots; slot += 1) requireAmount('count of a slot', counts[slot]!);
  });
  return slots;
}

export function totalOf(counts: ArrayLike<number>, from = 0, to = counts.length): number {
  let sum = 0;
  for (let slot = from; slot < to; slot += 1) sum += counts[slot]!;
  return sum;
}
