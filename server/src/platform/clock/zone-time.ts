import { DateTime } from 'luxon';

/** Calendar arithmetic in a branch's time zone; never derived from UTC. Dates are `2026-11-20`, times `09:00`. */

export function dateIn(zone: string, instant: number): string {
  return DateTime.fromMillis(instant, { zone }).toISODate()!;
}

/** The instant of a wall time on a day. A time skipped by daylight saving is the moment the clocks jump to. */
export function instantOf(zone: string, date: string, time: string): number {
  return DateTime.fromISO(`${date}T${time}`, { zone }).toMillis();
}

export function addDays(date: string, days: number): string {
  return DateTime.fromISO(date, { zone: 'utc' }).plus({ days }).toISODate()!;
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: string): number {
  return DateTime.fromISO(date, { zone: 'utc' }).weekday;
}
