/** Log ratios are held within ±2 (a factor of 7.4); in bins of 0.02, inside which the median is interpolated: exact to about 0.3 %. */
const RANGE = 2;
const WIDTH = 0.02;
const BINS = Math.round((2 * RANGE) / WIDTH);

/**
 * The median of a log ratio over any number of series, per day, without keeping the series: a histogram a day.
 * Memory: 0.8 kB a day, whatever the number of series. The order in which series come does not matter.
 */
export interface LogHistograms {
  add(day: number, logRatio: number): void;
  count(day: number): number;
  /** Median by linear interpolation inside its bin; 0 for a day without values. */
  median(day: number): number;
}

export function createLogHistograms(days: number): LogHistograms {
  const bins = new Uint32Array(days * BINS);
  const counts = new Uint32Array(days);
  return {
    add(day, logRatio) {
      const bin = Math.floor((logRatio + RANGE) / WIDTH);
      bins[day * BINS + Math.max(0, Math.min(BINS - 1, bin))]! += 1;
      counts[day]! += 1;
    },
    count: (day) => counts[day]!,
    median(day) {
      const half = counts[day]! / 2;
      if (half === 0) return 0;
      let below = 0;
      for (let bin = 0; bin < BINS; bin += 1) {
        const here = bins[day * BINS + bin]!;
        if (here > 0 && below + here >= half) return (bin + (half - below) / here) * WIDTH - RANGE;
        below += here;
      }
      return 0;
    },
  };
}
