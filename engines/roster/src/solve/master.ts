import type { Compiled } from './compile.ts';
import { createCoverRows } from './cover-rows.ts';
import type { LinearProgram } from './linear-program.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import { createLinearProgram } from './simplex.ts';

/**
 * The restricted master program of column generation (Dantzig & Wolfe 1960) for some people and a window of days, all
 * else fixed: choose one row of days (a column) for each, at least cost of rows and cover.
 */
export interface Master {
  readonly lp: LinearProgram;
  /** Adds the person's days as a column, or finds the column that has them; returns its number. */
  addColumn(slot: number, row: Int16Array): number;
  /** Turns own prices into reduced costs without the convexity dual, in place. */
  discount(slot: number, prices: Float64Array, duals: Float64Array): void;
  /** Dual of the person's convexity row. */
  convexityDual(slot: number): number;
  /** Lower bound on the plan's cost, given the least reduced costs of the crew for these duals are added. */
  lagrangian(duals: Float64Array): number;
  /** Writes the duals of cover by their places in `cells.table`. */
  keepDuals(into: Float64Array): void;
  /** Cost of the plan with the program's solution. */
  cost(): number;
  readonly columnsOf: readonly number[][];
  daysOf(column: number): Int16Array;
}

export function createMaster(
  compiled: Compiled,
  plan: Plan,
  crew: readonly number[],
  from: number,
  to: number,
  own: readonly Float64Array[],
  random: Random,
): Master {
  const { types } = compiled;
  const values = types + 1;
  const places = (to - from) * types;
  const cover = createCoverRows(compiled, plan, crew, from, to, own, random);
  const rows = cover.count + crew.length;
  const rightSide = new Float64Array(rows).fill(1);
  rightSide.set(cover.rightSide);
  const lp = createLinearProgram(rows, rightSide);
  const columnRows = new Int32Array(rows);
  const columnValues = new Float64Array(rows);
  const counted = new Float64Array(cover.count);
  const days = new Map<number, Int16Array>();
  const columnsOf: number[][] = crew.map(() => []);
  const known = new Map<string, number>();

  function costOf(slot: number, row: Int16Array): number {
    let cost = 0;
    for (let day = from; day < to; day++) {
      const value = row[day]!;
      cost += own[slot]![day * values + value]!;
      if (value > 0) cost += cover.linear[slot * places + (day - from) * types + value - 1]!;
    }
    return cost;
  }

  // Nobody works and everything is uncovered: unlike a roster that covers exactly, a corner with room to move.
  const basis = new Int32Array(rows);
  cover.addSlacks(lp, basis);
  for (const [slot, n] of crew.entries()) {
    const absent = 1000 + 4 * cover.worst * (to - from) + 2 * Math.abs(costOf(slot, plan.rowOf[n]!));
    const row = Int32Array.of(cover.count + slot);
    basis[cover.count + slot] = lp.addColumn(absent, 1, row, Float64Array.of(1), 1);
  }
  lp.setBasis(basis);

  return {
    lp,
    columnsOf,
    cost() {
      let cost = cover.constant + lp.objective();
      for (let row = 0; row < cover.count; row++) cost -= lp.duals[row]! * cover.shift[row]!;
      return cost;
    },
    daysOf: (column) => days.get(column)!,
    convexityDual: (slot) => lp.duals[cover.count + slot]!,
    addColumn(slot, row) {
      const window = row.slice(from, to);
      const key = `${slot}:${String.fromCharCode(...window)}`;
      const old = known.get(key);
      if (old !== undefined) return old;
      let size = 0;
      for (let day = from; day < to; day++) {
        const value = row[day]!;
        if (value === 0) continue;
        const place = slot * places + (day - from) * types + value - 1;
        for (let at = cover.start[place]!; at < cover.start[place + 1]!; at++) {
          const lpRow = cover.rows[at]!;
          if (counted[lpRow]!++ === 0) columnRows[size++] = lpRow;
        }
      }
      for (let at = 0; at < size; at++) {
        columnValues[at] = counted[columnRows[at]!]!;
        counted[columnRows[at]!] = 0;
      }
      columnRows[size] = cover.count + slot;
      columnValues[size++] = 1;
      const column = lp.addColumn(costOf(slot, row), Infinity, columnRows, columnValues, size);
      days.set(column, window);
      columnsOf[slot]!.push(column);
      known.set(key, column);
      return column;
    },
    discount(slot, prices, duals) {
      for (let day = from; day < to; day++)
        for (let type = 0; type < types; type++) {
          const index = day * values + type + 1;
          if (prices[index] === Infinity) continue;
          const place = slot * places + (day - from) * types + type;
          let sum = cover.linear[place]!;
          for (let at = cover.start[place]!; at < cover.start[place + 1]!; at++)
            sum -= duals[cover.rows[at]!]!;
          prices[index]! += sum;
        }
    },
    lagrangian: (duals) => cover.lagrangian(duals, null),
    keepDuals: (into) => cover.keepDuals(lp.duals, into),
  };
}
