import { medianInPlace, quantileOfSorted, type Centre } from '../statistics/quantile.ts';

/** Days before and after whose middle is a day's local level: 57 days, eight whole weeks and the day itself. */
export const HALF_WINDOW = 28;

/**
 * The middle of the known values within ±28 days of each day; where none is known the level before it; NaN before
 * anything is known.
 */
export function localLevels(values: Float64Array, centre: Centre): Float64Array {
  const levels = new Float64Array(values.length);
  fillFrom(0, values, levels, centre);
  return levels;
}

/** The same as somebody would have computed it at an earlier origin: the last 28 days without what came later. Kept in `room`. */
export function localLevelsAsOf(
  levels: Float64Array,
  values: Float64Array,
  origin: number,
  centre: Centre,
  room: Float64Array,
): Float64Array {
  const seen = room.subarray(0, origin);
  seen.set(levels.subarray(0, origin));
  if (origin < values.length) {
    fillFrom(Math.max(0, origin - HALF_WINDOW), values.subarray(0, origin), seen, centre);
  }
  return seen;
}

function fillFrom(first: number, values: Float64Array, levels: Float64Array, centre: Centre): void {
  if (centre === medianInPlace) {
    fillMedians(first, values, levels);
    return;
  }
  const scratch = new Float64Array(2 * HALF_WINDOW + 1);
  for (let t = first; t < values.length; t += 1) {
    let count = 0;
    const end = Math.min(values.length, t + HALF_WINDOW + 1);
    for (let s = Math.max(0, t - HALF_WINDOW); s < end; s += 1) {
      if (!Number.isNaN(values[s]!)) scratch[count++] = values[s]!;
    }
    levels[t] = centre(scratch, count) ?? levels[t - 1] ?? Number.NaN;
  }
}

/** The same for medians from day `first` on, in O(days × window), by keeping the window sorted. */
function fillMedians(first: number, values: Float64Array, levels: Float64Array): void {
  const window: number[] = [];
  for (
    let s = Math.max(0, first - HALF_WINDOW - 1);
    s < Math.min(values.length, first + HALF_WINDOW);
    s += 1
  ) {
    if (!Number.isNaN(values[s]!)) window.push(values[s]!);
  }
  window.sort((a, b) => a - b);
  for (let t = first; t < values.length; t += 1) {
    const entering = values[t + HALF_WINDOW];
    if (entering !== undefined && !Number.isNaN(entering)) {
      window.splice(placeOf(window, entering), 0, entering);
    }
    const leaving = values[t - HALF_WINDOW - 1];
    if (leaving !== undefined && !Number.isNaN(leaving)) window.splice(placeOf(window, leaving), 1);
    levels[t] = window.length > 0 ? quantileOfSorted(window, 0.5) : (levels[t - 1] ?? Number.NaN);
  }
}

/** First place in an ascending list whose number is not smaller. */
function placeOf(ascending: readonly number[], value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
