import { DateTime } from 'luxon';

/** Calendar arithmetic in a branch's time zone; never derived from UTC. Dates are `2026-11-20`, times `09:00`. */

export function dateIn(zone: string, instant: number): string {
  // Every command asks for its date, and nearly always it is the same day again.
  const kept = lastDay.get(zone);
  if (kept !== undefined && instant >= kept.from && instant < kept.until) return kept.date;
  const day = DateTime.fromMillis(instant, { zone });
  const date = day.toISODate()!;
  lastDay.set(zone, {
    date,
    from: day.startOf('day').toMillis(),
    until: day.plus({ days: 1 }).startOf('day').toMillis(),
  });
  return date;
}

const lastDay = new Map<string, { date: string; from: number; until: number }>();

/** Wall time of an instant: `10:42`. */
export function clockIn(zone: string, instant: number): string {
  return DateTime.fromMillis(instant, { zone }).toFormat('HH:mm');
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
