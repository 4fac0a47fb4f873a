import { buildCalendar, dayOf, weekdayOf, type CalendarFacts, type Day } from '../calendar/index.ts';
import type { DailySeries } from './series.ts';

export const START = dayOf('2024-01-01');
const WEEKDAYS = [1.2, 1, 1, 1, 1.1, 0.6, 0.4];
/** First days of the lunar years 2024–2026. */
export const SPRING_FESTIVALS = ['2024-02-10', '2025-01-29', '2026-02-17'].map(dayOf);

export const calendarOf = (facts: CalendarFacts = {}) => buildCalendar(START - 400, START + 1_200, facts);

/** Repeatable noise in [−1, 1): a hash, not chance. */
function noise(series: number, day: number): number {
  let mixed = Math.imul(series + 1, 0x9e3779b1) ^ Math.imul(day + 7, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0xc2b2ae35);
  return ((mixed ^ (mixed >>> 13)) >>> 0) / 2 ** 31 - 1;
}

/** Branches of levels 50, 60 …, with known weekdays and whatever `effect` says of a day; noise ± `spread`. */
export function makeBranches(options: {
  readonly count: number;
  readonly days: number;
  readonly spread?: number;
  readonly effect?: (day: Day) => number;
}): DailySeries[] {
  const { count, days, spread = 0, effect = () => 1 } = options;
  return Array.from({ length: count }, (_, number) => ({
    id: `branch-${number}`,
    start: START,
    values: Array.from(
      { length: days },
      (_unused, t) => usualDay(number, START + t) * effect(START + t) * (1 + spread * noise(number, t)),
    ),
  }));
}

export function usualDay(number: number, day: Day): number {
  return (50 + 10 * number) * WEEKDAYS[weekdayOf(day)]!;
}
