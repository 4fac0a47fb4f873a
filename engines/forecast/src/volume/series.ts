import type { Calendar, Day, UserEvent } from '../calendar/index.ts';
import { ForecastProblem, requireAmount } from '../problem.ts';

/** Daily amounts of one series (a service at a branch, a machine): pieces, people or money, never negative. */
export interface DailySeries {
  readonly id: string;
  /** The day of `values[0]`. */
  readonly start: Day;
  /** One a day, without gaps; null or NaN where the figure is missing or the place was shut. 0 is a figure. */
  readonly values: ArrayLike<number | null>;
  /** What a usual day is expected to bring, for a place too new to tell (from its plan or its neighbours). */
  readonly expectedLevel?: number;
}

/** The span of days all series of a network are laid on: [from, origin). */
export interface Axis {
  readonly from: Day;
  /** First day to forecast. */
  readonly origin: Day;
}

/**
 * The series on the axis: NaN where nothing is known, closed days included; past user events are divided out.
 * Throws `forecast.not_a_number` for a negative or infinite amount.
 */
export function layOnAxis(
  series: DailySeries,
  axis: Axis,
  calendar: Calendar,
  events: readonly UserEvent[],
): Float64Array {
  const laid = new Float64Array(axis.origin - axis.from).fill(Number.NaN);
  const end = Math.min(axis.origin, series.start + series.values.length);
  for (let day = Math.max(axis.from, series.start); day < end; day += 1) {
    const value = series.values[day - series.start];
    if (value === null || value === undefined || Number.isNaN(value) || calendar.isClosed(day)) continue;
    requireAmount(`amount of ${series.id}`, value);
    laid[day - axis.from] = value;
  }
  for (const event of events) takeOut(event, series.id, laid, axis);
  return laid;
}

function takeOut(event: UserEvent, seriesId: string, laid: Float64Array, axis: Axis): void {
  if (!concerns(event, seriesId)) return;
  const first = Math.max(axis.from, event.from) - axis.from;
  const last = Math.min(axis.origin - 1, event.to) - axis.from;
  // A day on which nothing could come teaches nothing about other days.
  for (let t = first; t <= last; t += 1) laid[t] = event.factor > 0 ? laid[t]! / event.factor : Number.NaN;
}

/** Product of the factors of all events of a series on a day; 1 without any. */
export function eventFactor(events: readonly UserEvent[], seriesId: string, day: Day): number {
  let factor = 1;
  for (const event of events) {
    if (day >= event.from && day <= event.to && concerns(event, seriesId)) factor *= event.factor;
  }
  return factor;
}

function concerns(event: UserEvent, seriesId: string): boolean {
  return event.seriesIds === undefined || event.seriesIds.includes(seriesId);
}

/** Throws for a factor that is no amount or an event that ends before it begins. */
export function requireEvents(events: readonly UserEvent[]): void {
  for (const event of events) {
    requireAmount(`factor of the event "${event.reason}"`, event.factor);
    if (event.to < event.from)
      throw new ForecastProblem('forecast.out_of_range', `the event "${event.reason}" ends before it begins`);
  }
}
