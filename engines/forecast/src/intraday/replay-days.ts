import { ForecastProblem, requireCount, requireLevels } from '../problem.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import { requireDays, type DaySlots } from './day-slots.ts';
import { forecastDay, type DayAheadForecast, type IntradayOptions } from './forecast-day.ts';

/** A past day beside what would have been forecast the evening before. */
export interface ReplayedDay {
  readonly forecast: DayAheadForecast;
  readonly counts: ArrayLike<number>;
}

const LEAST_DAYS = 10;

/** Forecasts each of the last `days` days of a history from the days before it alone. */
export function replayDays(
  history: readonly DaySlots[],
  options: IntradayOptions & { readonly days: number },
): ReplayedDay[] {
  requireDays(history);
  requireCount('days', options.days, 1);
  const replayed: ReplayedDay[] = [];
  for (let n = Math.max(LEAST_DAYS, history.length - options.days); n < history.length; n += 1) {
    const { day, counts } = history[n]!;
    replayed.push({ forecast: forecastDay(history.slice(0, n), day, options), counts });
  }
  return replayed;
}

export interface SlotInterval {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/**
 * Interval per slot that holds a share `level` of counts, from errors of replayed days measured in units of
 * √(forecast + (spread × forecast)²): chance arrivals (Poisson) and a day that is off as a whole. Low ends are ≥ 0.
 */
export function slotIntervals(
  replayed: readonly ReplayedDay[],
  counts: ArrayLike<number>,
  level: number,
): SlotInterval {
  requireLevels([level]);
  if (replayed.length === 0) throw new ForecastProblem('forecast.short_history', 'no replayed day');
  const spread = dayErrorSpread(replayed);
  const unit = (forecast: number) => Math.sqrt(Math.max(1e-9, forecast + (spread * forecast) ** 2));
  const errors: number[] = [];
  for (const { forecast, counts: actual } of replayed) {
    forecast.counts.forEach((expected, slot) => errors.push((actual[slot]! - expected) / unit(expected)));
  }
  const sorted = Float64Array.from(errors).sort();
  const low = quantileOfSorted(sorted, (1 - level) / 2);
  const high = quantileOfSorted(sorted, (1 + level) / 2);
  const expected = Float64Array.from(counts);
  return {
    low: expected.map((count) => Math.max(0, count + low * unit(count))),
    high: expected.map((count) => Math.max(0, count + high * unit(count))),
  };
}

/** Root mean square relative error of day totals. */
function dayErrorSpread(replayed: readonly ReplayedDay[]): number {
  let sum = 0;
  let days = 0;
  for (const { forecast, counts } of replayed) {
    if (!(forecast.total > 0)) continue;
    let total = 0;
    for (let slot = 0; slot < counts.length; slot += 1) total += counts[slot]!;
    sum += (total / forecast.total - 1) ** 2;
    days += 1;
  }
  return days === 0 ? 0 : Math.sqrt(sum / days);
}
