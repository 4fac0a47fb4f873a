import { dayInMonth, civilDate, type Day } from './day.ts';
import type { Recurrence } from './facts.ts';

/** Names each day of a recurrence's windows `code-1`, `code+0`, `code+1` … */
export function markDays(
  { code, days, before, after, counting }: Recurrence,
  isClosed: (day: Day) => boolean,
  mark: (day: Day, name: string) => void,
): void {
  for (const main of days) {
    mark(main, `${code}+0`);
    for (const [direction, reach, sign] of [
      [-1, before, '-'],
      [1, after, '+'],
    ] as const) {
      let day = main;
      for (let step = 1; step <= reach; step += 1) {
        day = nextDay(day, direction, counting === 'openDays' ? isClosed : () => false);
        mark(day, `${code}${sign}${step}`);
      }
    }
  }
}

/** Longest run of closed days a window is carried over. */
const LONGEST_CLOSURE = 15;

function nextDay(from: Day, direction: 1 | -1, isClosed: (day: Day) => boolean): Day {
  let day = from + direction;
  for (let step = 0; step < LONGEST_CLOSURE && isClosed(day); step += 1) day += direction;
  return day;
}

export interface MonthlyDays {
  readonly from: Day;
  /** First day not wanted. */
  readonly to: Day;
  /** 1–31; in shorter months the last day. */
  readonly dayOfMonth: number;
  /** Where the day is no workday: paid before it, after it, or on it all the same. */
  readonly shift: 'before' | 'after' | 'none';
  readonly isWorkday: (day: Day) => boolean;
}

/** The pay days (or pension days) of a span, moved off days that are no workdays. */
export function monthlyDays({ from, to, dayOfMonth, shift, isWorkday }: MonthlyDays): Day[] {
  const days: Day[] = [];
  const { year, month } = civilDate(from);
  for (let number = 0; ; number += 1) {
    const due = dayInMonth(
      year + Math.floor((month - 1 + number) / 12),
      ((month - 1 + number) % 12) + 1,
      dayOfMonth,
    );
    if (due >= to) return days;
    const paid =
      shift === 'none' || isWorkday(due)
        ? due
        : nextDay(due, shift === 'after' ? 1 : -1, (day) => !isWorkday(day));
    if (paid >= from && paid < to) days.push(paid);
  }
}
