import type { Amounts } from './amount-distribution.ts';

/**
 * Where a stock of cash may stand: probabilities of the levels 0, step, 2 × step … capacity. Amounts between two levels
 * are split between them so that the mean is kept; only the spread grows a little (at most step² ÷ 4 a day).
 */
export interface StockGrid {
  readonly step: number;
  readonly levels: number;
}

export interface StockDay {
  /** Probabilities of each level at the end of the day. */
  readonly after: Float64Array;
  /** Chance that the day's need cannot be met in full, and money expected to be refused. */
  readonly emptyChance: number;
  readonly shortage: number;
  /** Chance that a deposit does not fit, and money expected to be refused. */
  readonly fullChance: number;
  readonly overflow: number;
}

/** Splits an amount of money over two neighbouring levels of a grid; outside, the nearest end. */
export function putOnGrid(into: Float64Array, grid: StockGrid, amount: number, chance: number): void {
  const place = Math.max(0, Math.min(grid.levels - 1, amount / grid.step));
  const low = Math.min(grid.levels - 2, Math.floor(place));
  const share = place - low;
  into[low]! += chance * (1 - share);
  into[low + 1]! += chance * share;
}

/** A day's trade: need > stock empties it (the rest is refused), need < 0 fills it (what does not fit is refused). */
export function walkDay(grid: StockGrid, before: Float64Array, need: Amounts): StockDay {
  const after = new Float64Array(grid.levels);
  const capacity = (grid.levels - 1) * grid.step;
  const day = { emptyChance: 0, shortage: 0, fullChance: 0, overflow: 0 };
  for (let level = 0; level < grid.levels; level += 1) {
    const chance = before[level]! / need.length;
    if (chance === 0) continue;
    for (const amount of need) {
      const left = level * grid.step - amount;
      if (left < 0) {
        day.emptyChance += chance;
        day.shortage -= chance * left;
      } else if (left > capacity) {
        day.fullChance += chance;
        day.overflow += chance * (left - capacity);
      }
      putOnGrid(after, grid, left, chance);
    }
  }
  // Thousands of small shares add up to one and a little.
  return {
    after,
    ...day,
    emptyChance: Math.min(1, day.emptyChance),
    fullChance: Math.min(1, day.fullChance),
  };
}
