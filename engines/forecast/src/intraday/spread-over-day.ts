import type { DayForecast, Interval } from '../volume/index.ts';
import type { DayProfiles } from './day-profile.ts';

export interface SlotForecast {
  readonly counts: Float64Array;
  /** One a level of the day forecast, in its order. */
  readonly intervals: readonly {
    readonly level: number;
    readonly low: Float64Array;
    readonly high: Float64Array;
  }[];
}

/**
 * Spreads a day's forecast over its slots. Slots sum to the day. The interval of a slot joins two independent errors
 * in squares: the day's own, in proportion, and chance arrivals of variance = mean (Poisson) in the slot.
 */
export function spreadOverDay(forecast: DayForecast, profiles: DayProfiles): SlotForecast {
  const shares = profiles.shares(forecast.day);
  const counts = shares.map((share) => share * forecast.value);
  return {
    counts,
    intervals: forecast.intervals.map((interval) => spreadInterval(interval, forecast.value, counts)),
  };
}

function spreadInterval({ level, low, high }: Interval, value: number, counts: Float64Array) {
  const z = normalQuantile((1 + level) / 2);
  const reach = (count: number, end: number) =>
    value > 0 ? Math.sqrt(((count * (end - value)) / value) ** 2 + z * z * count) : 0;
  return {
    level,
    low: counts.map((count) => Math.max(0, count - reach(count, low))),
    high: counts.map((count) => count + reach(count, high)),
  };
}

/** Standard normal quantile for 0.5 ≤ p < 1: formula 26.2.23 of Abramowitz & Stegun (1964), error below 4.5e-4. */
function normalQuantile(p: number): number {
  const t = Math.sqrt(-2 * Math.log(1 - p));
  return (
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t)
  );
}
