import type { Calendar, Day } from '../calendar/index.ts';
import { ForecastProblem } from '../problem.ts';
import { learnDayEffects, type LogTotal } from './day-effects.ts';
import { learnProfiles } from './day-profile.ts';
import { requireDays, totalOf, type DaySlots } from './day-slots.ts';

export interface IntradayOptions {
  readonly calendar: Calendar;
  /** Minutes of one slot. */
  readonly slotMinutes: number;
}

export interface DayAheadForecast {
  readonly day: Day;
  readonly total: number;
  /** Expected counts per slot; they sum to `total`. */
  readonly counts: Float64Array;
  /** level (units a day) × weekday × calendar = total. */
  readonly reasons: { readonly level: number; readonly weekday: number; readonly calendar: number };
}

/** Weight of the newest day in the level. High: the effects have taken out what is not level. */
const LEVEL_STEP = 0.5;
/** A day moves the level as if it had been off by no more than this (log units): one odd day is not a new level. */
const LARGEST_SURPRISE = 0.15;
const LEVEL_DAYS = 60;
const LEAST_DAYS = 5;

/**
 * One day from the days before it: weekday and calendar effects by ridge regression, the level by simple exponential
 * smoothing of what they leave (Brown 1959), spread by the weekday's profile. For the next one to ten open days; farther
 * ahead use the volume model and `spreadOverDay`.
 * Throws `forecast.short_history` under 5 days with counts.
 */
export function forecastDay(
  history: readonly DaySlots[],
  day: Day,
  options: IntradayOptions,
): DayAheadForecast {
  const slots = requireDays(history);
  if (history.at(-1)!.day >= day)
    throw new ForecastProblem('forecast.wrong_shape', 'history must end before the day to forecast');
  if (options.calendar.isClosed(day)) {
    return {
      day,
      total: 0,
      counts: new Float64Array(slots),
      reasons: { level: 0, weekday: 1, calendar: 1 },
    };
  }
  const totals = history
    .map(({ day: past, counts }): LogTotal => ({ day: past, log: Math.log(totalOf(counts)) }))
    .filter(({ log }) => Number.isFinite(log));
  if (totals.length < LEAST_DAYS)
    throw new ForecastProblem(
      'forecast.short_history',
      `${totals.length} days with counts, ${LEAST_DAYS} needed`,
    );
  const effects = learnDayEffects(totals, options.calendar);
  const level = smoothedLevel(
    totals.slice(-LEVEL_DAYS).map(({ day: past, log }) => {
      const { weekday, marks } = effects.effectOf(past);
      return log - weekday - marks;
    }),
  );
  const { weekday, marks } = effects.effectOf(day);
  const total = Math.exp(level + weekday + marks);
  const shares = learnProfiles(history, options).shares(day);
  return {
    day,
    total,
    counts: shares.map((share) => share * total),
    reasons: { level: Math.exp(level), weekday: Math.exp(weekday), calendar: Math.exp(marks) },
  };
}

function smoothedLevel(logs: readonly number[]): number {
  return logs.reduce((level, log) => {
    const surprise = Math.max(-LARGEST_SURPRISE, Math.min(LARGEST_SURPRISE, log - level));
    return level + LEVEL_STEP * surprise;
  });
}
