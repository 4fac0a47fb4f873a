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
  /** Turns own prices into reduced costs without the convexity dual, in place. */
  discount(person: number, prices: Float64Array): void;
  /** Dual of the person's convexity row. */
  convexityDual(slot: number): number;
  /** Least of Σ cells' cost + duals × people, over any counts: the cells' share of the Lagrangian bound. */
  cellBound(): number;
  /** Cost of everything else: objective of the program + `constant` is the cost of the plan. */
  readonly constant: number;
  readonly columnsOf: readonly number[][];
  daysOf(column: number): Int16Array;
  /** Finishes the set-up: the given column of each person is the first solution. */
  begin(columns: readonly number[]): void;
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
    // A little more than whole on the right keeps pivots from stalling; bounds do not depend on it.
    rightSide[row] = begin + 1e-5 * (0.5 + random.next());
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
  const firstColumn = lp.size();
  const days: Int16Array[] = [];
  const columnsOf: number[][] = crew.map(() => []);
  const known = new Map<string, number>();
  const columnRows = new Int32Array(rows);
  const columnValues = new Float64Array(rows);
  const contribution = new Float64Array(rowCells.length);
  const use: Int32Array[] = [];

  return {
    lp,
    constant,
    columnsOf,
    daysOf: (column) => days[column - firstColumn]!,
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
      days.push(window);
      use.push(columnRows.slice(0, size - 1));
      columnsOf[slot]!.push(column);
      known.set(key, column);
      return column;
    },
    discount(person, prices) {
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
            sum += lpRow < 0 ? slopeOfCell[cell]! : -lp.duals[lpRow]!;
          }
          prices[day * values + type + 1]! += sum;
        }
    },
    cellBound() {
      let sum = 0;
      for (const [lpRow, cell] of rowCells.entries()) {
        const first = tableStart[cell]! + plan.counts[cell]!;
        let least = Infinity;
        for (let k = 0; k <= reach[cell]!; k++)
          least = Math.min(least, table[first + k]! - table[first]! + lp.duals[lpRow]! * k);
        sum += least;
      }
      return sum;
    },
    begin(columns) {
      const covered = new Float64Array(rowCells.length);
      for (const column of columns)
        for (const lpRow of use[column - firstColumn]!) covered[lpRow]!++;
      const basis = new Int32Array(rows);
      for (let lpRow = 0; lpRow < rowCells.length; lpRow++) {
        let open = rightSide[lpRow]! - covered[lpRow]!;
        basis[lpRow] = surplus[lpRow]!;
        if (open <= 0) continue;
        for (const { column, upper } of slacks[lpRow]!.toReversed()) {
          basis[lpRow] = column;
          if (open <= upper) break;
          lp.putAtUpper(column);
          open -= upper;
        }
      }
      for (const [slot, column] of columns.entries()) basis[rowCells.length + slot] = column;
      lp.setBasis(basis);
    },
  };
}
