import { medianOf } from '../statistics/quantile.ts';

/**
 * Seasonal naive: the last known value of the same place in the period (same weekday for period 7), `horizon` values on.
 * A place never seen gets the last known value at all; nothing known: 0.
 */
export function seasonalNaive(history: ArrayLike<number>, period: number, horizon: number): Float64Array {
  const last = lastKnown(history);
  return Float64Array.from({ length: horizon }, (_, step) => {
    for (let t = history.length + step - period; t >= 0; t -= period) {
      const value = history[t];
      if (value !== undefined && !Number.isNaN(value)) return value;
    }
    return last;
  });
}

/** Median of the last `count` known values of the same place in the period: a plain peer that is hard to beat. */
export function seasonalMedian(
  history: ArrayLike<number>,
  period: number,
  count: number,
  horizon: number,
): Float64Array {
  const last = lastKnown(history);
  return Float64Array.from({ length: horizon }, (_, step) => {
    const seen: number[] = [];
    for (let t = history.length + step - period; t >= 0 && seen.length < count; t -= period) {
      const value = history[t];
      if (value !== undefined && !Number.isNaN(value)) seen.push(value);
    }
    return medianOf(seen) ?? last;
  });
}

function lastKnown(history: ArrayLike<number>): number {
  for (let t = history.length - 1; t >= 0; t -= 1) {
    if (!Number.isNaN(history[t]!)) return history[t]!;
  }
  return 0;
}
