import { ForecastProblem } from '../problem.ts';

/** A calendar day as whole days since 1970-01-01; no time zone: the business date of the branch. */
export type Day = number;

/** 0 Monday … 6 Sunday. */
export type Weekday = number;

const MS_PER_DAY = 86_400_000;

/** '2026-02-17' → days since 1970-01-01. Throws `forecast.bad_date` for anything else. */
export function dayOf(date: string): Day {
  const instant = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  // 31 April parses as 1 May in some engines and as nothing in others: both are refused.
  if (!Number.isFinite(instant) || new Date(instant).toISOString().slice(0, 10) !== date)
    throw new ForecastProblem('forecast.bad_date', `not a date written YYYY-MM-DD: ${date}`);
  return instant / MS_PER_DAY;
}

export function dateOf(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** 1970-01-01 was a Thursday. */
export function weekdayOf(day: Day): Weekday {
  return (((day + 3) % 7) + 7) % 7;
}

export interface CivilDate {
  readonly year: number;
  /** 1–12. */
  readonly month: number;
  /** 1–31. */
  readonly dayOfMonth: number;
  /** 28–31. */
  readonly daysInMonth: number;
}

export function civilDate(day: Day): CivilDate {
  const date = new Date(day * MS_PER_DAY);
  const year = date.getUTCFullYear();
  const month = date.getUTCMonth() + 1;
  return {
    year,
    month,
    dayOfMonth: date.getUTCDate(),
    daysInMonth: new Date(Date.UTC(year, month, 0)).getUTCDate(),
  };
}

/** The day of a month, or the month's last day where it has fewer; months past 12 count into the next year. */
export function dayInMonth(year: number, month: number, dayOfMonth: number): Day {
  const first = Date.UTC(year, month - 1, 1);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return first / MS_PER_DAY + Math.min(dayOfMonth, last) - 1;
}
