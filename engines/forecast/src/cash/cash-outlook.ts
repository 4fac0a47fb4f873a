import { ForecastProblem, requireAmount, requireCount } from '../problem.ts';
import type { Amounts } from './amount-distribution.ts';
import { putOnGrid, walkDay } from './stock-walk.ts';

export interface CashOutlookInput {
  /** Money in the machine or vault now. */
  readonly stock: number;
  /** Most it holds (machine) or may hold (vault limit). */
  readonly capacity: number;
  /** Net need per day, from today on (`netNeed`). */
  readonly needs: readonly Amounts[];
  /** Deliveries already ordered, added before the day's trade; index = day. */
  readonly deliveries?: readonly number[];
  /** Levels of the grid; default 201. */
  readonly levels?: number;
}

export interface CashDay {
  /** Expected stock at the end of the day. */
  readonly stock: number;
  /** Chance that the day's need cannot be met in full; that it happens for the first time today; that it has by today. */
  readonly emptyChance: number;
  readonly firstEmptyChance: number;
  readonly emptyByChance: number;
  /** The same for a deposit that does not fit. */
  readonly fullChance: number;
  readonly firstFullChance: number;
  readonly fullByChance: number;
  /** Money expected to be refused to customers: to withdraw, to deposit. */
  readonly shortage: number;
  readonly overflow: number;
}

/**
 * Day by day, how likely a machine or vault runs empty or full if nothing but `deliveries` comes. Days are taken as
 * independent given their forecasts. "First" is counted on a second walk from which paths that ran empty (full) have
 * been taken out.
 */
export function cashOutlook({
  stock,
  capacity,
  needs,
  deliveries = [],
  levels = 201,
}: CashOutlookInput): CashDay[] {
  requireAmount('stock', stock);
  requireAmount('capacity', capacity);
  requireCount('levels', levels, 2);
  if (!(capacity > 0))
    throw new ForecastProblem('forecast.impossible_limits', 'a capacity of 0 holds nothing');
  const grid = { step: capacity / (levels - 1), levels };
  let all = new Float64Array(levels);
  putOnGrid(all, grid, stock, 1);
  let neverEmpty = all.slice();
  let neverFull = all.slice();
  let emptyBy = 0;
  let fullBy = 0;
  return needs.map((need, day) => {
    if (need.length === 0 || !need.every(Number.isFinite))
      throw new ForecastProblem('forecast.not_a_number', `need of day ${day} must be finite values`);
    const delivered = deliveries[day] ?? 0;
    requireAmount(`delivery of day ${day}`, delivered);
    const shifted: Amounts = delivered === 0 ? need : need.map((amount) => amount - delivered);
    const walked = walkDay(grid, all, shifted);
    const firstEmpty = survive(grid, neverEmpty, shifted, 'empty');
    const firstFull = survive(grid, neverFull, shifted, 'full');
    all = Float64Array.from(walked.after);
    neverEmpty = firstEmpty.left;
    neverFull = firstFull.left;
    emptyBy = Math.min(1, emptyBy + firstEmpty.chance);
    fullBy = Math.min(1, fullBy + firstFull.chance);
    return {
      stock: all.reduce((sum, chance, level) => sum + chance * level * grid.step, 0),
      emptyChance: Math.min(1, walked.emptyChance),
      firstEmptyChance: firstEmpty.chance,
      emptyByChance: emptyBy,
      fullChance: Math.min(1, walked.fullChance),
      firstFullChance: firstFull.chance,
      fullByChance: fullBy,
      shortage: walked.shortage,
      overflow: walked.overflow,
    };
  });
}

/** One day of the paths to which it has not happened yet: how many it now happens to, and who is left. */
function survive(
  grid: { readonly step: number; readonly levels: number },
  before: Float64Array,
  need: Amounts,
  what: 'empty' | 'full',
): { chance: number; left: Float64Array<ArrayBuffer> } {
  const left = new Float64Array(grid.levels);
  const capacity = (grid.levels - 1) * grid.step;
  let chance = 0;
  for (let level = 0; level < grid.levels; level += 1) {
    const each = before[level]! / need.length;
    if (each === 0) continue;
    for (const amount of need) {
      const rest = level * grid.step - amount;
      if (what === 'empty' ? rest < 0 : rest > capacity) chance += each;
      else putOnGrid(left, grid, rest, each);
    }
  }
  return { chance: Math.min(1, chance), left };
}
