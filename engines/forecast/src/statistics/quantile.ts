/**
 * Quantile of ascending numbers by linear interpolation: definition 7 of Hyndman & Fan, The American
 * Statistician 50 (1996) 361–365. Not for an empty list.
 */
export function quantileOfSorted(sorted: ArrayLike<number>, share: number): number {
  const rank = (sorted.length - 1) * share;
  const low = Math.floor(rank);
  const below = sorted[low]!;
  const above = sorted[Math.min(low + 1, sorted.length - 1)]!;
  return below + (above - below) * (rank - low);
}

/** Median of numbers in any order; null for none. Does not change its input. */
export function medianOf(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  return quantileOfSorted(Float64Array.from(values).sort(), 0.5);
}

/** Median of the first `count` numbers of a scratch buffer, which it reorders; null for none. O(count). */
export function medianInPlace(buffer: Float64Array, count: number): number | null {
  if (count === 0) return null;
  const middle = count >> 1;
  const upper = selectInPlace(buffer, count, middle);
  if (count % 2 === 1) return upper;
  let lower = buffer[0]!;
  for (let index = 1; index < middle; index += 1) lower = Math.max(lower, buffer[index]!);
  return (lower + upper) / 2;
}

/** Hoare's FIND (Comm. ACM 4 (1961) 321): afterwards the number of rank `rank` lies in its place, smaller ones before it. */
function selectInPlace(buffer: Float64Array, count: number, rank: number): number {
  let left = 0;
  let right = count - 1;
  while (left < right) {
    const pivot = buffer[rank]!;
    let i = left;
    let j = right;
    while (i <= j) {
      while (buffer[i]! < pivot) i += 1;
      while (pivot < buffer[j]!) j -= 1;
      if (i > j) break;
      const swapped = buffer[i]!;
      buffer[i] = buffer[j]!;
      buffer[j] = swapped;
      i += 1;
      j -= 1;
    }
    if (j < rank) left = i;
    if (rank < i) right = j;
  }
  return buffer[rank]!;
}

export function meanInPlace(buffer: Float64Array, count: number): number | null {
  return meanOf(buffer.subarray(0, count));
}

/** The middle of the first `count` numbers of a buffer, which it may reorder; null for none. */
export type Centre = (buffer: Float64Array, count: number) => number | null;

function meanOf(values: ArrayLike<number>): number | null {
  if (values.length === 0) return null;
  let sum = 0;
  for (let index = 0; index < values.length; index += 1) sum += values[index]!;
  return sum / values.length;
}

/** log(a ÷ b) held within ±1 (a factor of 2.7 either way); 0 when either is not positive, that is: no evidence. */
export function boundedLogRatio(a: number, b: number): number {
  if (!(a > 0 && b > 0)) return 0;
  return Math.max(-1, Math.min(1, Math.log(a / b)));
}
