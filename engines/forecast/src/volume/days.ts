import type { Calendar, Day } from '../calendar/index.ts';
import type { Axis } from './series.ts';

/** The calendar laid over the axis and the horizon, as plain arrays indexed by day since the axis begins. */
export interface Days {
  readonly weekday: Int8Array;
  readonly closed: Uint8Array;
  readonly inFeast: Uint8Array;
  /** Index of the day a year before that felt alike; −1 where there is none on the axis. */
  readonly yearBefore: Int32Array;
  /** As `yearBefore`, but −1 as well where that day lay in a feast and this one does not. */
  readonly factorBefore: Int32Array;
  /** Index of the same date a year earlier, under the same condition. */
  readonly sameDateBefore: Int32Array;
  readonly marks: readonly (readonly number[])[];
  readonly markCount: number;
}

export function layDays(axis: Axis, horizon: number, calendar: Calendar): Days {
  const length = axis.origin - axis.from + horizon;
  const days = {
    weekday: new Int8Array(length),
    closed: new Uint8Array(length),
    inFeast: new Uint8Array(length),
    yearBefore: new Int32Array(length).fill(-1),
    factorBefore: new Int32Array(length).fill(-1),
    sameDateBefore: new Int32Array(length).fill(-1),
    marks: Array.from({ length }, (_, t) => calendar.marksOf(axis.from + t)),
    markCount: calendar.markCodes.length,
  };
  const onAxis = (day: Day | null) =>
    day !== null && day >= axis.from && day < axis.origin ? day - axis.from : -1;
  for (let t = 0; t < length; t += 1) {
    const day = axis.from + t;
    days.weekday[t] = calendar.weekday(day);
    days.closed[t] = calendar.isClosed(day) ? 1 : 0;
    days.inFeast[t] = calendar.feastOf(day) === null ? 0 : 1;
    // A day's past is laid first, so whether the earlier day was a feast is already known.
    const notStray = (s: number) => (s >= 0 && days.inFeast[t] === 0 && days.inFeast[s] === 1 ? -1 : s);
    days.yearBefore[t] = onAxis(calendar.yearBefore(day));
    days.factorBefore[t] = notStray(days.yearBefore[t]!);
    days.sameDateBefore[t] = notStray(onAxis(calendar.sameDateYearBefore(day)));
  }
  return days;
}
