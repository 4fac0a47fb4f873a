import { ForecastProblem, requireAmount, requireCount } from '../problem.ts';
import type { Amounts } from './amount-distribution.ts';
import { putOnGrid, walkDay, type StockGrid } from './stock-walk.ts';

export interface OrderPlanInput {
  /** Money in stock at the opening of day 0, before any delivery. */
  readonly stock: number;
  readonly capacity: number;
  /** Net need per day. */
  readonly needs: readonly Amounts[];
  /** Days on which the carrier comes; index = day. Absent: every day. */
  readonly deliverable?: readonly boolean[];
  /** Largest delivery; absent: whatever fits. */
  readonly largestOrder?: number;
  readonly costs: CashCosts;
  /** Levels of the grid; default 101. More is finer and slower (time grows with the square). */
  readonly levels?: number;
}

/** All in one money unit, the unit of the stock. */
export interface CashCosts {
  /** One visit of the carrier, however much it brings. */
  readonly order: number;
  /** Holding one unit over one night: the bank's daily interest and insurance, e.g. 0.02 ÷ 365. */
  readonly holding: number;
  /** One unit refused to a customer, e.g. 0.01–0.1; far above holding, or nothing is ever ordered. */
  readonly shortage: number;
  /** One unit that could not be deposited; default as shortage. */
  readonly overflow?: number;
}

export interface PlannedDay {
  /** Order when the opening stock is below `reorderBelow`, up to `orderUpTo`; null on days without a carrier or where ordering never pays. */
  readonly reorderBelow: number | null;
  readonly orderUpTo: number | null;
  /** Chance of a delivery and its mean size over all paths (0 where none comes). */
  readonly orderChance: number;
  readonly expectedOrder: number;
  readonly emptyChance: number;
  readonly expectedShortage: number;
  readonly expectedOverflow: number;
  readonly expectedStock: number;
}

export interface OrderPlan {
  /** What to order for day 0, knowing its opening stock. */
  readonly firstOrder: number;
  readonly expectedCost: number;
  /** The same without any order: what the plan saves. */
  readonly costWithoutOrders: number;
  readonly days: readonly PlannedDay[];
}

/**
 * The cheapest plan of deliveries by backward dynamic programming over days and stock levels:
 *
 * V_t(x) = min over y ≥ x of  K·[y > x] + G_t(y),
 * G_t(y) = E[ h·(stock after) + p·(refused) + o·(not taken in) + V_{t+1}(stock after) ]
 *
 * A delivery is decided when the opening stock is known and comes before trade, so unmet need is lost, not owed. For
 * such costs the best rule is of (s, S) form (Scarf 1960 for owed demand; with lost demand and limits it is so in
 * practice, and the table is followed exactly whether or not it is). Costs after the last day are 0, so give some days
 * more than are to be used.
 */
export function planOrders(input: OrderPlanInput): OrderPlan {
  const { stock, capacity, needs, costs, levels = 101 } = input;
  check(input, levels);
  const grid: StockGrid = { step: capacity / (levels - 1), levels };
  const most = Math.floor((input.largestOrder ?? capacity) / grid.step + 1e-9);
  let value = new Float64Array(levels);
  let idle = new Float64Array(levels);
  const rules: Int32Array[] = [];
  for (let day = needs.length - 1; day >= 0; day -= 1) {
    const after = costAfterTrade(grid, needs[day]!, costs, value);
    idle = costAfterTrade(grid, needs[day]!, costs, idle);
    const canDeliver = input.deliverable?.[day] ?? true;
    const rule = new Int32Array(levels);
    value = Float64Array.from({ length: levels }, (_, level) => {
      let best = level;
      let least = after[level]!;
      for (let up = level + 1; canDeliver && up <= Math.min(levels - 1, level + most); up += 1) {
        const cost = costs.order + after[up]!;
        if (cost < least - 1e-12) {
          least = cost;
          best = up;
        }
      }
      rule[level] = best;
      return least;
    });
    rules.unshift(rule);
  }
  const start = new Float64Array(levels);
  putOnGrid(start, grid, stock, 1);
  const mean = (values: Float64Array) =>
    start.reduce((sum, chance, level) => sum + chance * values[level]!, 0);
  const nearest = Math.min(levels - 1, Math.round(stock / grid.step));
  return {
    firstOrder: needs.length === 0 ? 0 : (rules[0]![nearest]! - nearest) * grid.step,
    expectedCost: mean(value),
    costWithoutOrders: mean(idle),
    days: followPlan(grid, start, rules, needs, input.deliverable),
  };
}

function check(
  { stock, capacity, needs, costs, largestOrder, deliverable }: OrderPlanInput,
  levels: number,
): void {
  requireAmount('stock', stock);
  requireAmount('capacity', capacity);
  requireCount('levels', levels, 2);
  for (const [name, cost] of Object.entries(costs)) requireAmount(`${name} cost`, cost);
  if (largestOrder !== undefined) requireAmount('largestOrder', largestOrder);
  if (!(capacity > 0) || stock > capacity)
    throw new ForecastProblem(
      'forecast.impossible_limits',
      `a stock of ${stock} does not fit into ${capacity}`,
    );
  if (deliverable !== undefined && deliverable.length !== needs.length)
    throw new ForecastProblem(
      'forecast.wrong_shape',
      `${deliverable.length} carrier days, ${needs.length} days of need`,
    );
  needs.forEach((need, day) => {
    if (need.length === 0 || !need.every(Number.isFinite))
      throw new ForecastProblem('forecast.not_a_number', `need of day ${day} must be finite values`);
  });
}

/** G_t(y) for every level y. */
function costAfterTrade(
  grid: StockGrid,
  need: Amounts,
  costs: CashCosts,
  next: Float64Array,
): Float64Array<ArrayBuffer> {
  const capacity = (grid.levels - 1) * grid.step;
  return Float64Array.from({ length: grid.levels }, (_, level) => {
    let cost = 0;
    for (const amount of need) {
      const left = level * grid.step - amount;
      if (left < 0) cost -= costs.shortage * left;
      if (left > capacity) cost += (costs.overflow ?? costs.shortage) * (left - capacity);
      const kept = Math.max(0, Math.min(capacity, left));
      const place = Math.min(grid.levels - 2, Math.floor(kept / grid.step));
      const share = kept / grid.step - place;
      cost += costs.holding * kept + next[place]! * (1 - share) + next[place + 1]! * share;
    }
    return cost / need.length;
  });
}

function followPlan(
  grid: StockGrid,
  start: Float64Array,
  rules: readonly Int32Array[],
  needs: readonly Amounts[],
  deliverable: readonly boolean[] | undefined,
): PlannedDay[] {
  let before = start;
  return rules.map((rule, day) => {
    const supplied = new Float64Array(grid.levels);
    let orderChance = 0;
    let expectedOrder = 0;
    rule.forEach((up, level) => {
      supplied[up]! += before[level]!;
      if (up === level) return;
      orderChance += before[level]!;
      expectedOrder += before[level]! * (up - level) * grid.step;
    });
    const walked = walkDay(grid, supplied, needs[day]!);
    before = walked.after;
    const orders = Array.from(rule.keys()).filter((level) => rule[level]! > level);
    const last = orders.at(-1);
    const canDeliver = (deliverable?.[day] ?? true) && last !== undefined;
    return {
      reorderBelow: canDeliver ? (last + 1) * grid.step : null,
      orderUpTo: canDeliver ? rule[last]! * grid.step : null,
      orderChance: Math.min(1, orderChance),
      expectedOrder,
      emptyChance: Math.min(1, walked.emptyChance),
      expectedShortage: walked.shortage,
      expectedOverflow: walked.overflow,
      expectedStock: before.reduce((sum, chance, level) => sum + chance * level * grid.step, 0),
    };
  });
}
