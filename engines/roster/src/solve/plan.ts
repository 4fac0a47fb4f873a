import { cellOf, rolesOf } from './cells.ts';
import type { Compiled } from './compile.ts';

/**
 * A roster under change with its cost kept up to date: take the days of a few people out, price each day and value
 * for one of them against all the others, put days back.
 */
export interface Plan {
  /** `[person * days + day]`: 0 free, s + 1 on shift type s. */
  readonly rows: Int16Array;
  /** Row of a person, a view. */
  readonly rowOf: readonly Int16Array[];
  /** Sum of all terms; people taken out count as absent in the window they were taken from. */
  readonly cost: () => number;
  takeOut(person: number, from: number, to: number): void;
  putIn(person: number, from: number, to: number): void;
  /** Writes `out[day * (types + 1) + value]` for a person who is out: what each adds against everybody else. */
  price(person: number, from: number, to: number, out: Float64Array): void;
  /**
   * The same without cover: requests, changes, fairness and pairings with people who are in. Fairness is priced by the
   * tangent of its square at the old days; the answer is what to add to a sum of prices for a lower bound on the terms.
   */
  priceOwn(person: number, from: number, to: number, out: Float64Array): number;
  /** Replaces everything. */
  load(rows: Int16Array): void;
  /** Cost of a cell with what it counts now. */
  cellCost(cell: number): number;
  /** People a joint cell wants for a set of its roles, less those present who can fill any of them. */
  missingIn(cell: number, set: number): number;
  /** People a simple cell counts now. */
  readonly counts: Int32Array;
}

export function createPlan({ days, types, people, base, cells, weekend }: Compiled): Plan {
  const values = types + 1;
  const rows = new Int16Array(people.length * days);
  const rowOf = people.map((_, n) => rows.subarray(n * days, (n + 1) * days));
  const counts = new Int32Array(cells.count);
  /** Joint cells: people present who can fill any role of the set. */
  const present = new Int32Array(cells.table.length);
  const missing = new Float64Array(cells.count);
  const isOut = new Uint8Array(people.length);
  const counted = people.map(({ counters }) => new Float64Array(counters.length));
  const slopes = new Float64Array(types + 1);
  const weekendSlopes = new Float64Array(types + 1);
  let sum = 0;

  const isCounted = (c: Counters[number], day: number, value: number) =>
    value > 0 && c.types[value - 1] === 1 && (!c.weekendsOnly || weekend[day] !== 0);

  function countCell(cell: number, roles: number, sign: number): void {
    const start = cells.tableStart[cell]!;
    const joint = cells.jointRoles[cell]!;
    if (joint === 0) {
      const x = counts[cell]!;
      counts[cell] = x + sign;
      sum += cells.table[start + x + sign]! - cells.table[start + x]!;
      return;
    }
    let worst = 0;
    for (let set = 1; set < 1 << joint; set++) {
      if ((set & roles) !== 0) present[start + set]! += sign;
      const gap = cells.table[start + set]! - present[start + set]!;
      if (gap > worst) worst = gap;
    }
    sum += cells.underCost[cell]! * (worst - missing[cell]!);
    missing[cell] = worst;
  }

  function gain(cell: number, roles: number): number {
    const start = cells.tableStart[cell]!;
    const joint = cells.jointRoles[cell]!;
    if (joint === 0) {
      const x = start + counts[cell]!;
      return cells.table[x + 1]! - cells.table[x]!;
    }
    if (missing[cell] === 0) return 0;
    let worst = 0;
    for (let set = 1; set < 1 << joint; set++) {
      const gap = cells.table[start + set]! - present[start + set]! - ((set & roles) !== 0 ? 1 : 0);
      if (gap > worst) worst = gap;
    }
    return cells.underCost[cell]! * (worst - missing[cell]!);
  }

  function pairCost(person: number, from: number, to: number): number {
    let cost = 0;
    for (const pair of people[person]!.pairs) {
      if (isOut[pair.other] === 1) continue;
      const mine = rowOf[person]!;
      const theirs = rowOf[pair.other]!;
      for (let day = from; day < to; day++) {
        const [a, b] = [mine[day]!, theirs[day]!];
        if (pair.kind === 'apart' ? a > 0 && a === b : a !== b && (pair.kind === 'leads' ? b : a) > 0)
          cost += pair.cost;
      }
    }
    return cost;
  }

  function fairCost(person: number): number {
    let cost = 0;
    for (const [index, counter] of people[person]!.counters.entries())
      cost += counter.weight * (counted[person]![index]! + counter.offset) ** 2;
    return cost;
  }

  function change(person: number, from: number, to: number, sign: number): void {
    const row = rowOf[person]!;
    const { counters } = people[person]!;
    if (sign < 0) sum -= pairCost(person, from, to) + fairCost(person);
    for (let day = from; day < to; day++) {
      const value = row[day]!;
      const own = base[(person * days + day) * values + value]!;
      // The free days a search starts from may be forbidden (pinned): no cost, or the sum would never be finite again.
      if (own !== Infinity) sum += sign * own;
      if (value === 0) continue;
      const place = day * types + value - 1;
      for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
        const source = cells.sources[at]!;
        const roles = rolesOf(cells, person, source);
        if (roles !== 0) countCell(cellOf(source), roles, sign);
      }
      for (let index = 0; index < counters.length; index++)
        if (isCounted(counters[index]!, day, value)) counted[person]![index]! += sign;
    }
    isOut[person] = sign < 0 ? 1 : 0;
    if (sign > 0) sum += pairCost(person, from, to) + fairCost(person);
    else sum += fairCost(person);
  }

  function priceOwn(person: number, from: number, to: number, out: Float64Array): number {
    const { counters, pairs } = people[person]!;
    slopes.fill(0);
    weekendSlopes.fill(0);
    let constant = 0;
    for (const [index, counter] of counters.entries()) {
      const outside = counted[person]![index]!;
      let x = outside;
      for (let day = from; day < to; day++) if (isCounted(counter, day, rowOf[person]![day]!)) x++;
      const slope = 2 * counter.weight * (x + counter.offset);
      constant +=
        counter.weight * ((x + counter.offset) ** 2 - (outside + counter.offset) ** 2) -
        slope * (x - outside);
      for (let type = 0; type < types; type++) {
        if (counter.types[type] === 0) continue;
        weekendSlopes[type + 1]! += slope;
        if (!counter.weekendsOnly) slopes[type + 1]! += slope;
      }
    }
    const own = person * days * values;
    for (let day = from; day < to; day++) {
      const slope = weekend[day] === 0 ? slopes : weekendSlopes;
      for (let value = 0; value < values; value++)
        out[day * values + value] = base[own + day * values + value]! + slope[value]!;
    }
    for (const pair of pairs) {
      if (isOut[pair.other] === 1) continue;
      for (let day = from; day < to; day++) {
        const theirs = rowOf[pair.other]![day]!;
        const to_ = day * values;
        if (pair.kind === 'apart') {
          if (theirs > 0) out[to_ + theirs]! += pair.cost;
        } else if (pair.kind === 'follows' || theirs > 0) {
          const first = pair.kind === 'leads' ? 0 : 1;
          for (let value = first; value < values; value++)
            if (value !== theirs) out[to_ + value]! += pair.cost;
        }
      }
    }
    return constant;
  }

  return {
    rows,
    rowOf,
    counts,
    cost: () => sum,
    takeOut: (person, from, to) => change(person, from, to, -1),
    putIn(person, from, to) {
      sum -= fairCost(person);
      change(person, from, to, 1);
    },
    price(person, from, to, out) {
      priceOwn(person, from, to, out);
      for (let day = from; day < to; day++) {
        const to_ = day * values;
        for (let type = 0; type < types; type++) {
          if (out[to_ + type + 1] === Infinity) continue;
          const place = day * types + type;
          let cost = 0;
          for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
            const source = cells.sources[at]!;
            const roles = rolesOf(cells, person, source);
            if (roles !== 0) cost += gain(cellOf(source), roles);
          }
          out[to_ + type + 1]! += cost;
        }
      }
    },
    priceOwn,
    load(from) {
      rows.set(from);
      counts.fill(0);
      present.fill(0);
      isOut.fill(1);
      for (const counter of counted) counter.fill(0);
      sum = 0;
      for (let cell = 0; cell < cells.count; cell++) {
        missing[cell] = 0;
        if (cells.jointRoles[cell] === 0) sum += cells.table[cells.tableStart[cell]!]!;
        else {
          const start = cells.tableStart[cell]!;
          for (let set = 1; set < 1 << cells.jointRoles[cell]!; set++)
            missing[cell] = Math.max(missing[cell]!, cells.table[start + set]!);
          sum += cells.underCost[cell]! * missing[cell]!;
        }
      }
      for (let person = 0; person < people.length; person++) change(person, 0, days, 1);
    },
    missingIn(cell, set) {
      const at = cells.tableStart[cell]! + set;
      return cells.table[at]! - present[at]!;
    },
    cellCost(cell) {
      const start = cells.tableStart[cell]!;
      return cells.jointRoles[cell] === 0
        ? cells.table[start + counts[cell]!]!
        : cells.underCost[cell]! * missing[cell]!;
    },
  };
}

type Counters = Compiled['people'][number]['counters'];
