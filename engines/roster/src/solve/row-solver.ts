import type { Compiled } from './compile.ts';
import { createRowSymbols } from './row-symbols.ts';
import type { Pace } from './pace.ts';
import { createOutside, markDeadEnds, measureOutside, weekendsIn } from './row-outside.ts';

/**
 * Cheapest legal days `from … to−1` of one person with the rest of the row fixed: a shortest path over (day, node of
 * the rule automaton, paid minutes, weekends, uses of tracked shift types). Exact; caps are kept for tracked types only,
 * since each multiplies the states (`fit-row.ts` finds out which are needed). A backward pass bounds the minutes each node can still add, so that only states that can end well
 * are ever visited. No allocation after the first calls. `from` and `to` must not be Sundays, unless at the edges.
 */
export interface RowSolver {
  /**
   * `cost[day * (types + 1) + value]`, Infinity where forbidden. Writes the days into `row` and returns their cost, or
   * returns Infinity and leaves `row` alone. Of each tracked type, at most `room[type]` days are used.
   */
  solve(
    person: number,
    row: Int16Array,
    from: number,
    to: number,
    cost: Float64Array,
    pace: Pace | null,
    tracked: readonly number[],
    room: Int32Array,
  ): number;
}

const never = 1 << 28;

export function createRowSolver(compiled: Compiled): RowSolver {
  const { days, people, weekend } = compiled;
  const mostNodes = people.reduce((most, { automaton }) => Math.max(most, automaton.nodes), 1);
  const symbolTable = createRowSymbols(compiled);
  const { groupCost, groupType, units, ruleSymbol, countStep, countLimit } = symbolTable;
  const least = new Int32Array((days + 1) * mostNodes);
  const most = new Int32Array((days + 1) * mostNodes);
  const low = new Int32Array((days + 1) * mostNodes);
  const high = new Int32Array((days + 1) * mostNodes);
  const base = new Int32Array(days + 1);
  const width = new Int32Array(days + 1);
  const weekBase = new Int32Array(days + 1);
  const weekCount = new Int32Array(days + 1);
  const outside = createOutside();
  const isDead = new Uint8Array(mostNodes);
  const traceStart = new Int32Array(days + 2);
  let current = new Float64Array(1024);
  let following = new Float64Array(1024);
  let trace = new Uint16Array(1024);

  return { solve };

  function solve(
    person: number,
    row: Int16Array,
    from: number,
    to: number,
    cost: Float64Array,
    pace: Pace | null,
    tracked: readonly number[],
    room: Int32Array,
  ): number {
    const { automaton, minUnits, maxUnits, maxWeekends } = people[person]!;
    const { nodes, groups, next, isWork } = automaton;
    const ruleSymbols = groups + 1;
    // A tracked type is a symbol of its own beside its group.
    const symbols = ruleSymbols + tracked.length;
    const length = to - from;
    const counts = symbolTable.prepare(person, tracked, room);

    measureOutside(automaton, row, from, to, weekend, units, outside);
    if (outside.node < 0) return Infinity;
    const { node: startNode, units: outsideUnits, weekends: outsideWeekends } = outside;

    symbolTable.priceDays(person, tracked, from, to, cost);

    // Backward: least and most units each node can still add; `never` where it cannot end well.
    const end = length * nodes;
    for (let last = 0; last < nodes; last++) {
      least[end + last] = 0;
      most[end + last] = 0;
    }
    if (to < days) {
      markDeadEnds(automaton, row, to, isDead);
      for (let last = 0; last < nodes; last++)
        if (isDead[last] === 1) {
          least[end + last] = never;
          most[end + last] = -never;
        }
    }
    for (let step = length - 1; step >= 0; step--) {
      const here = step * nodes;
      const there = here + nodes;
      const costs = step * symbols;
      for (let at = 0; at < nodes; at++) {
        let smallest = never;
        let largest = -never;
        for (let symbol = 0; symbol < symbols; symbol++) {
          const target = next[at * ruleSymbols + ruleSymbol[symbol]!]!;
          if (target < 0 || groupCost[costs + symbol] === Infinity) continue;
          const rest = least[there + target]!;
          if (rest >= never) continue;
          const unit = units[symbol]!;
          if (rest + unit < smallest) smallest = rest + unit;
          const top = most[there + target]! + unit;
          if (top > largest) largest = top;
        }
        least[here + at] = smallest;
        most[here + at] = largest;
      }
    }
    let lowest = minUnits - outsideUnits;
    let highest = maxUnits - outsideUnits;
    const canAddLeast = least[startNode]!;
    if (canAddLeast >= never || most[startNode]! < lowest || canAddLeast > highest) return Infinity;
    const countsUnits = pace !== null || most[startNode]! > highest || canAddLeast < lowest;
    if (!countsUnits) {
      units.fill(0, 0, symbols);
      for (let at = 0; at < (length + 1) * nodes; at++) {
        if (least[at]! < never) {
          least[at] = 0;
          most[at] = 0;
        }
      }
      lowest = 0;
      highest = 0;
    }

    // Weekends: counted only where the limit can bind.
    const weekendsLeft = maxWeekends - outsideWeekends;
    if (weekendsLeft < 0) return Infinity;
    let weekendsSeen = 0;
    weekBase[0] = 0;
    weekCount[0] = 1;
    const countsWeekends = weekendsIn(row, from, to, weekend) > weekendsLeft;
    for (let step = 0; step < length; step++) {
      const kind = weekend[from + step]!;
      if (kind === 1 || (kind === 2 && step === 0)) weekendsSeen++;
      const top = countsWeekends ? Math.min(weekendsSeen, weekendsLeft) : 0;
      weekBase[step + 1] = 0;
      weekCount[step + 1] = top + 1;
      if (pace !== null && countsWeekends) {
        const allowed = Math.min(top, pace.mostWeekends[from + step + 1]! - outsideWeekends);
        if (allowed < 0) return Infinity;
        weekBase[step + 1] = Math.max(0, allowed - pace.weekendSlack);
        weekCount[step + 1] = allowed - weekBase[step + 1]! + 1;
      }
    }

    // Forward on nodes: the corridor of units of each.
    low.fill(never, 0, (length + 1) * nodes);
    high.fill(-never, 0, (length + 1) * nodes);
    low[startNode] = 0;
    high[startNode] = 0;
    base[0] = 0;
    width[0] = 1;
    for (let step = 0; step < length; step++) {
      const here = step * nodes;
      const there = here + nodes;
      const costs = step * symbols;
      for (let at = 0; at < nodes; at++) {
        if (low[here + at]! > high[here + at]!) continue;
        for (let symbol = 0; symbol < symbols; symbol++) {
          const target = next[at * ruleSymbols + ruleSymbol[symbol]!]!;
          if (target < 0 || groupCost[costs + symbol] === Infinity) continue;
          if (least[there + target]! >= never) continue;
          const unit = units[symbol]!;
          if (low[here + at]! + unit < low[there + target]!) low[there + target] = low[here + at]! + unit;
          if (high[here + at]! + unit > high[there + target]!) high[there + target] = high[here + at]! + unit;
        }
      }
      let bottom = never;
      let top = -never;
      const paceLow = pace === null ? -never : pace.leastUnits[from + step + 1]! - outsideUnits;
      const paceHigh = pace === null ? never : pace.mostUnits[from + step + 1]! - outsideUnits;
      for (let at = 0; at < nodes; at++) {
        const index = there + at;
        if (low[index]! > high[index]!) continue;
        const from_ = Math.max(low[index]!, lowest - most[index]!, paceLow);
        const to_ = Math.min(high[index]!, highest - least[index]!, paceHigh);
        low[index] = from_;
        high[index] = to_;
        if (from_ > to_) continue;
        if (from_ < bottom) bottom = from_;
        if (to_ > top) top = to_;
      }
      if (bottom > top) return Infinity;
      base[step + 1] = bottom;
      width[step + 1] = top - bottom + 1;
    }

    // Forward on states.
    let space = 0;
    let traced = 0;
    for (let step = 0; step <= length; step++) {
      const size = nodes * weekCount[step]! * counts * width[step]!;
      if (size > space) space = size;
      traceStart[step] = traced;
      traced += size;
    }
    if (space > current.length) {
      current = new Float64Array(space * 2);
      following = new Float64Array(space * 2);
    }
    if (traced > trace.length) trace = new Uint16Array(Math.ceil(traced * 1.5));
    current.fill(Infinity, 0, nodes * counts);
    current[startNode * counts] = 0;
    for (let step = 0; step < length; step++) {
      const day = from + step;
      const here = step * nodes;
      const there = here + nodes;
      const costs = step * symbols;
      const widthHere = width[step]!;
      const widthThere = width[step + 1]!;
      const weeksHere = weekCount[step]!;
      const weeksThere = weekCount[step + 1]!;
      const weekShift = weekBase[step]! - weekBase[step + 1]!;
      const baseHere = base[step]!;
      const baseThere = base[step + 1]!;
      const traceAt = traceStart[step + 1]!;
      const kind = countsWeekends ? weekend[day]! : 0;
      following.fill(Infinity, 0, nodes * weeksThere * counts * widthThere);
      for (let at = 0; at < nodes; at++) {
        const lowHere = low[here + at]!;
        const highHere = high[here + at]!;
        if (lowHere > highHere) continue;
        for (let symbol = 0; symbol < symbols; symbol++) {
          const target = next[at * ruleSymbols + ruleSymbol[symbol]!]!;
          if (target < 0) continue;
          const price = groupCost[costs + symbol]!;
          if (price === Infinity) continue;
          const unit = units[symbol]!;
          const first = Math.max(lowHere, low[there + target]! - unit);
          const final = Math.min(highHere, high[there + target]! - unit);
          if (first > final) continue;
          const adds = symbol > 0 && (kind === 1 || (kind === 2 && (day === 0 || isWork[at] === 0))) ? 1 : 0;
          const code = at * symbols + symbol;
          const stride = countStep[symbol]!;
          for (let week = 0; week < weeksHere; week++) {
            const weekThere = week + adds + weekShift;
            if (weekThere < 0 || weekThere >= weeksThere) continue;
            for (let count = 0; count < counts; count++) {
              if (stride > 0 && Math.floor(count / stride) % countLimit[symbol]! === countLimit[symbol]! - 1)
                continue;
              let source = ((at * weeksHere + week) * counts + count) * widthHere - baseHere + first;
              let sink =
                ((target * weeksThere + weekThere) * counts + count + stride) * widthThere -
                baseThere +
                unit +
                first;
              for (let unitsSoFar = first; unitsSoFar <= final; unitsSoFar++, source++, sink++) {
                const sum = current[source]! + price;
                if (sum < following[sink]!) {
                  following[sink] = sum;
                  trace[traceAt + sink] = code;
                }
              }
            }
          }
        }
      }
      [current, following] = [following, current];
    }

    let best = Infinity;
    let bestAt = -1;
    const size = nodes * weekCount[length]! * counts * width[length]!;
    for (let at = 0; at < size; at++)
      if (current[at]! < best) {
        best = current[at]!;
        bestAt = at;
      }
    if (bestAt < 0) return Infinity;

    // Trace back.
    for (let step = length; step > 0; step--) {
      const code = trace[traceStart[step]! + bestAt]!;
      const at = Math.floor(code / symbols);
      const symbol = code - at * symbols;
      const day = from + step - 1;
      const widthThere = width[step]!;
      const inner = bestAt % (weekCount[step]! * counts * widthThere);
      const side = Math.floor(inner / widthThere);
      const week = Math.floor(side / counts) + weekBase[step]!;
      const count = side % counts;
      const unitsThere = (inner % widthThere) + base[step]!;
      const kind = countsWeekends ? weekend[day]! : 0;
      const adds = symbol > 0 && (kind === 1 || (kind === 2 && (day === 0 || isWork[at] === 0))) ? 1 : 0;
      row[day] = groupType[(step - 1) * symbols + symbol]!;
      bestAt =
        ((at * weekCount[step - 1]! + week - adds - weekBase[step - 1]!) * counts +
          count -
          countStep[symbol]!) *
          width[step - 1]! +
        unitsThere -
        units[symbol]! -
        base[step - 1]!;
    }
    return best;
  }
}
