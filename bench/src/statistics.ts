/** The value below which a share of the samples lies; samples need not be sorted. Milliseconds in, one decimal out. */
export function percentile(samples: readonly number[], share: number): number {
  if (samples.length === 0) return 0;
  const sorted = Float64Array.from(samples).sort();
  return round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!);
}

export function round(value: number, digits = 1): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
