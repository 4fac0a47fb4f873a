import { cellOf, rolesOf } from './cells.ts';
import type { Compiled } from './compile.ts';
import type { LinearProgram } from './linear-program.ts';
import { createLinearProgram } from './linear-program.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/**
 * The restricted master program of column generation (Dantzig & Wolfe 1960) for some people and a window of days, all
 * else fixed: choose one row of days (a column) for each, at least cost of rows and cover. A cell whose cost bends
 * within what these people can add has a program row, with one slack per slope; a straight one is folded into the
 * columns. Joint cells are left out: their cost is never negative, so bounds stay valid.
 */
export interface Master {
  readonly lp: LinearProgram;
  /** Adds the person's days as a column, or finds the column that has them; returns its number. */
  addColumn(slot: number, row: Int16Array): number;
  /** Turns own prices into reduced costs for the duals of the cells, without the convexity dual, in place. */
  discount(person: number, prices: Float64Array, duals: Float64Array): void;
  /** Adds what a row contributes to each program row. */
  countInto(person: number, row: Int16Array, sums: Float64Array): void;
  /** Number of cells with a row; their duals come first. */
  readonly cellRows: number;
  /** Range of sensible duals of a row. */
  leastDual(row: number): number;
  mostDual(row: number): number;
  /** Dual of the person's convexity row. */
  convexityDual(slot: number): number;
  /**
   * Least of Σ cells' cost + duals × people, over any counts: the cells' share of the Lagrangian bound. Writes the
   * counts when asked.
   */
  cellBound(duals: Float64Array, counts: Float64Array | null): number;
  /** Cost of the plan with the program's solution. */
  cost(): number;
  readonly columnsOf: readonly number[][];
  daysOf(column: number): Int16Array;
  /** Finishes the set-up. */
  begin(): void;
}

/** Of right sides, in people. */
const perturbation = 1e-2;

export function createMaster(
  compiled: Compiled,
  plan: Plan,
  crew: readonly number[],
  from: number,
  to: number,
  own: readonly Float64Array[],
  random: Random,
): Master {
  const { types, cells } = compiled;
  const values = types + 1;
  const { table, tableStart, jointRoles } = cells;

  // How many of the crew each cell may count.
  const reach = new Int32Array(cells.count);
  const touched: number[] = [];
  const lastSeen = new Int32Array(cells.count).fill(-1);
  for (const [slot, person] of crew.entries())
    for (let place = from * types; place < to * types; place++) {
      if (own[slot]![Math.floor(place / types) * values + (place % types) + 1] === Infinity) continue;
      for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
        const cell = cellOf(cells.sources[at]!);
        if (lastSeen[cell] === slot || jointRoles[cell] !== 0) continue;
        if (rolesOf(cells, person, cells.sources[at]!) === 0) continue;
        lastSeen[cell] = slot;
        if (reach[cell]!++ === 0) touched.push(cell);
      }
    }

  const rowOfCell = new Int32Array(cells.count).fill(-1);
  const slopeOfCell = new Float64Array(cells.count);
  const rowCells: number[] = [];
  let constant = plan.cost();
  for (const cell of touched) {
    const first = tableStart[cell]! + plan.counts[cell]!;
    const slope = table[first + 1]! - table[first]!;
    slopeOfCell[cell] = slope;
    for (let k = 1; k < reach[cell]!; k++)
      if (Math.abs(table[first + k + 1]! - table[first + k]! - slope) > 1e-9) {
        rowOfCell[cell] = rowCells.length;
        rowCells.push(cell);
        break;
      }
  }
  const rows = rowCells.length + crew.length;
  const rightSide = new Float64Array(rows).fill(1);
  const shift = new Float64Array(rows);
  const slacks: { column: number; upper: number }[][] = [];
  const surplus: number[] = [];
  const bends: { length: number; slope: number }[][] = [];
  for (const [row, cell] of rowCells.entries()) {
    const first = tableStart[cell]! + plan.counts[cell]!;
    const parts: { length: number; slope: number }[] = [];
    let last = table[first + 1]! - table[first]!;
    let begin = 0;
    for (let k = 1; k < reach[cell]!; k++) {
      const slope = table[first + k + 1]! - table[first + k]!;
      if (Math.abs(slope - last) <= 1e-9) continue;
      parts.push({ length: k - begin, slope: last });
      begin = k;
      last = slope;
    }
    constant += table[first + begin]! - table[first]!;
    // A little more than whole on the right keeps pivots from stalling; what is asked of the program is corrected.
    shift[row] = perturbation * (0.5 + random.next());
    rightSide[row] = begin + shift[row]!;
    parts.push({ length: Infinity, slope: last });
    bends.push(parts);
  }
  const lp = createLinearProgram(rows, rightSide);
  const one = Float64Array.of(1);
  const minusOne = Float64Array.of(-1);
  const single = new Int32Array(1);
  for (const [row, parts] of bends.entries()) {
    single[0] = row;
    surplus.push(lp.addColumn(parts.at(-1)!.slope, Infinity, single, minusOne, 1));
    slacks.push(
      parts.slice(0, -1).map(({ length, slope }, at) => {
        const upper = at === 0 ? Infinity : length;
        return { column: lp.addColumn(-slope, upper, single, one, 1), upper };
      }),
    );
  }
  const days = new Map<number, Int16Array>();
  const columnsOf: number[][] = crew.map(() => []);
  const known = new Map<string, number>();
  const columnRows = new Int32Array(rows);
  const columnValues = new Float64Array(rows);
  const contribution = new Float64Array(rowCells.length);

  return {
    lp,
    columnsOf,
    cost() {
      let cost = constant + lp.objective();
      for (let row = 0; row < rowCells.length; row++) cost -= lp.duals[row]! * shift[row]!;
      return cost;
    },
    daysOf: (column) => days.get(column)!,
    cellRows: rowCells.length,
    leastDual: (row) => -bends[row]!.at(-1)!.slope,
    mostDual: (row) => -bends[row]![0]!.slope,
    countInto(person, row, sums) {
      for (let day = from; day < to; day++) {
        if (row[day] === 0) continue;
        const place = day * types + row[day]! - 1;
        for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
          const source = cells.sources[at]!;
          const lpRow = rowOfCell[cellOf(source)]!;
          if (lpRow >= 0 && rolesOf(cells, person, source) !== 0) sums[lpRow]!++;
        }
      }
    },
    convexityDual: (slot) => lp.duals[rowCells.length + slot]!,
    addColumn(slot, row) {
      const window = row.slice(from, to);
      const key = `${slot}:${String.fromCharCode(...window)}`;
      const old = known.get(key);
      if (old !== undefined) return old;
      const person = crew[slot]!;
      let cost = 0;
      for (let day = from; day < to; day++) {
        const value = row[day]!;
        cost += own[slot]![day * values + value]!;
        if (value === 0) continue;
        const place = day * types + value - 1;
        for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
          const source = cells.sources[at]!;
          const cell = cellOf(source);
          if (rolesOf(cells, person, source) === 0 || jointRoles[cell] !== 0) continue;
          const lpRow = rowOfCell[cell]!;
          if (lpRow < 0) cost += slopeOfCell[cell]!;
          else contribution[lpRow]!++;
        }
      }
      let size = 0;
      for (let lpRow = 0; lpRow < rowCells.length; lpRow++)
        if (contribution[lpRow]! > 0) {
          columnRows[size] = lpRow;
          columnValues[size++] = contribution[lpRow]!;
          contribution[lpRow] = 0;
        }
      columnRows[size] = rowCells.length + slot;
      columnValues[size++] = 1;
      const column = lp.addColumn(cost, Infinity, columnRows, columnValues, size);
      days.set(column, window);
      columnsOf[slot]!.push(column);
      known.set(key, column);
      return column;
    },
    discount(person, prices, duals) {
      for (let day = from; day < to; day++)
        for (let type = 0; type < types; type++) {
          if (prices[day * values + type + 1] === Infinity) continue;
          const place = day * types + type;
          let sum = 0;
          for (let at = cells.sourceStart[place]!; at < cells.sourceStart[place + 1]!; at++) {
            const source = cells.sources[at]!;
            const cell = cellOf(source);
            if (jointRoles[cell] !== 0 || rolesOf(cells, person, source) === 0) continue;
            const lpRow = rowOfCell[cell]!;
            sum += lpRow < 0 ? slopeOfCell[cell]! : -duals[lpRow]!;
          }
          prices[day * values + type + 1]! += sum;
        }
    },
    cellBound(duals, counts) {
      let sum = 0;
      for (const [lpRow, cell] of rowCells.entries()) {
        const first = tableStart[cell]! + plan.counts[cell]!;
        let least = Infinity;
        for (let k = 0; k <= reach[cell]!; k++) {
          const cost = table[first + k]! - table[first]! + duals[lpRow]! * k;
          if (cost >= least) continue;
          least = cost;
          if (counts !== null) counts[lpRow] = k;
        }
        sum += least;
      }
      return sum;
    },
    begin() {
      // Nobody works and everything is uncovered: unlike a roster that covers exactly, a corner with room to move.
      const basis = new Int32Array(rows);
      for (let lpRow = 0; lpRow < rowCells.length; lpRow++) {
        let open = rightSide[lpRow]!;
        for (const { column, upper } of slacks[lpRow]!.toReversed()) {
          basis[lpRow] = column;
          if (open <= upper) break;
          lp.putAtUpper(column);
          open -= upper;
        }
      }
      const worst = bends.reduce((most, parts) => Math.max(most, Math.abs(parts[0]!.slope)), 1);
      for (const slot of crew.keys()) {
        single[0] = rowCells.length + slot;
        basis[rowCells.length + slot] = lp.addColumn(1000 + worst * 4 * (to - from), 1, single, one, 1);
      }
      lp.setBasis(basis);
    },
  };
}
