import { cellOf, rolesOf } from './cells.ts';
import type { Compiled } from './compile.ts';
import type { LinearProgram } from './linear-program.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/**
 * Cover as rows of the master program, for a crew that is out of the plan and a window of days.
 *
 * A simple cell whose convex cost bends within what the crew can add has one row, people + slacks − surplus = last bend,
 * with one slack per slope. A straight one is folded into prices. A joint cell has a row per set of its roles, people
 * who can fill any of them + missing − surplus = wanted, and one `missing` for all of them (Hall's theorem, relaxed).
 */
export interface CoverRows {
  readonly count: number;
  readonly rightSide: Float64Array;
  /** What was added to right sides against stalling. */
  readonly shift: Float64Array;
  /** Cost of the plan beside the program's, prices aside. */
  readonly constant: number;
  /** Rows a person's place (day − from, type) counts in: `rows[start[slot * places + place]]` … */
  readonly start: Int32Array;
  readonly rows: Int32Array;
  /** What straight cells add to the price of a place. */
  readonly linear: Float64Array;
  /** Adds slacks; writes a basis of them, in which nobody works, to the first entries. */
  addSlacks(lp: LinearProgram, basis: Int32Array): void;
  /**
   * Cost of the plan + least of Σ (cells' cost + duals × people), over any counts. Mends duals that no cost allows, and
   * writes the counts where it is least when asked.
   */
  lagrangian(duals: Float64Array, counts: Float64Array | null): number;
  /** Moves duals into the range that costs allow. */
  clamp(duals: Float64Array): void;
  /** Where a row's dual is kept between programs: its place in `cells.table`. */
  readonly placeOfRow: Int32Array;
  /** Writes the duals of this program, those of straight cells included, by place. */
  keepDuals(duals: Float64Array, into: Float64Array): void;
  /** Largest cost of one missing person. */
  readonly worst: number;
}

/** Of right sides, in people. */
const perturbation = 1e-2;

interface SimpleRow {
  readonly row: number;
  /** Cost of x people more, x = 0 … reach, less the cost of none. */
  readonly cost: Float64Array;
  readonly parts: readonly { readonly length: number; readonly slope: number }[];
}

interface JointRows {
  readonly row: number;
  readonly sets: number;
  readonly underCost: number;
  readonly wanted: Float64Array;
  /** What the cell costs while the crew is out. */
  readonly costNow: number;
}

export function createCoverRows(
  compiled: Compiled,
  plan: Plan,
  crew: readonly number[],
  from: number,
  to: number,
  own: readonly Float64Array[],
  random: Random,
): CoverRows {
  const { types, cells } = compiled;
  const values = types + 1;
  const places = (to - from) * types;
  const { table, tableStart, jointRoles } = cells;

  const reach = new Int32Array(cells.count);
  const touched: number[] = [];
  const lastSeen = new Int32Array(cells.count).fill(-1);
  const visit = (slot: number, place: number, see: (cell: number, roles: number) => void) => {
    const day = from + Math.floor(place / types);
    if (own[slot]![day * values + (place % types) + 1] === Infinity) return;
    const index = from * types + place;
    for (let at = cells.sourceStart[index]!; at < cells.sourceStart[index + 1]!; at++) {
      const roles = rolesOf(cells, crew[slot]!, cells.sources[at]!);
      if (roles !== 0) see(cellOf(cells.sources[at]!), roles);
    }
  };
  for (const slot of crew.keys())
    for (let place = 0; place < places; place++)
      visit(slot, place, (cell) => {
        if (lastSeen[cell] === slot) return;
        lastSeen[cell] = slot;
        if (reach[cell]!++ === 0) touched.push(cell);
      });

  const rowOf = new Int32Array(cells.count).fill(-1);
  const slopeOf = new Float64Array(cells.count);
  const simple: SimpleRow[] = [];
  const joint: JointRows[] = [];
  const placeOfRow: number[] = [];
  let count = 0;
  let constant = plan.cost();
  let worst = 1;
  for (const cell of touched) {
    if (jointRoles[cell] === 0) {
      const first = tableStart[cell]! + plan.counts[cell]!;
      const cost = Float64Array.from(
        { length: reach[cell]! + 1 },
        (_, x) => table[first + x]! - table[first]!,
      );
      const parts = partsOf(cost);
      worst = Math.max(worst, Math.abs(parts[0]!.slope));
      if (parts.length === 1) slopeOf[cell] = parts[0]!.slope;
      else {
        rowOf[cell] = count;
        placeOfRow.push(tableStart[cell]!);
        simple.push({ row: count++, cost, parts });
        constant += parts.reduce(
          (sum, { length, slope }) => (length < Infinity ? sum + length * slope : sum),
          0,
        );
      }
    } else {
      const costNow = plan.cellCost(cell);
      if (costNow === 0) continue;
      rowOf[cell] = count;
      const sets = (1 << jointRoles[cell]!) - 1;
      const wanted = Float64Array.from({ length: sets }, (_, at) => plan.missingIn(cell, at + 1));
      joint.push({ row: count, sets, underCost: cells.underCost[cell]!, wanted, costNow });
      for (let set = 1; set <= sets; set++) placeOfRow.push(tableStart[cell]! + set);
      count += sets;
      constant -= costNow;
      worst = Math.max(worst, cells.underCost[cell]!);
    }
  }

  const shift = Float64Array.from({ length: count }, () => perturbation * (0.5 + random.next()));
  const rightSide = shift.slice();
  for (const { row, parts } of simple)
    for (const { length } of parts) if (length < Infinity) rightSide[row]! += length;
  for (const { row, wanted } of joint)
    for (const [at, want] of wanted.entries()) rightSide[row + at]! += want;

  const start = new Int32Array(crew.length * places + 1);
  const rows: number[] = [];
  const linear = new Float64Array(crew.length * places);
  for (const slot of crew.keys())
    for (let place = 0; place < places; place++) {
      const index = slot * places + place;
      visit(slot, place, (cell, roles) => {
        const row = rowOf[cell]!;
        if (row < 0) linear[index]! += slopeOf[cell]!;
        else if (jointRoles[cell] === 0) rows.push(row);
        else
          for (let set = 1; set < 1 << jointRoles[cell]!; set++)
            if ((set & roles) !== 0) rows.push(row + set - 1);
      });
      start[index + 1] = rows.length;
    }

  return {
    count,
    rightSide,
    shift,
    constant,
    start,
    rows: Int32Array.from(rows),
    linear,
    worst,
    placeOfRow: Int32Array.from(placeOfRow),
    clamp(duals) {
      for (const { row, parts } of simple)
        duals[row] = Math.min(-parts[0]!.slope, Math.max(-parts.at(-1)!.slope, duals[row]!));
      for (const { row, sets, underCost } of joint)
        for (let at = row; at < row + sets; at++) duals[at] = Math.min(underCost, Math.max(0, duals[at]!));
    },
    keepDuals(duals, into) {
      for (const cell of touched)
        if (rowOf[cell]! < 0) into[tableStart[cell]!] = jointRoles[cell] === 0 ? -slopeOf[cell]! : 0;
      for (const [row, place] of placeOfRow.entries()) into[place] = duals[row]!;
    },
    addSlacks(lp, basis) {
      const one = Float64Array.of(1);
      const minusOne = Float64Array.of(-1);
      const single = new Int32Array(1);
      for (const { row, parts } of simple) {
        single[0] = row;
        lp.addColumn(parts.at(-1)!.slope, Infinity, single, minusOne, 1);
        const slacks = parts.slice(0, -1).map(({ length, slope }, at) => ({
          length,
          column: lp.addColumn(-slope, at === 0 ? Infinity : length, single, one, 1),
        }));
        // The last slopes are the cheapest slacks: full, until the first takes the rest.
        for (const { column } of slacks.slice(1)) lp.putAtUpper(column);
        basis[row] = slacks[0]!.column;
      }
      for (const { row, sets, underCost } of joint) {
        const every = Int32Array.from({ length: sets }, (_, at) => row + at);
        const missing = lp.addColumn(underCost, Infinity, every, new Float64Array(sets).fill(1), sets);
        let neediest = row;
        for (const index of every) if (rightSide[index]! > rightSide[neediest]!) neediest = index;
        for (const index of every) {
          single[0] = index;
          const surplus = lp.addColumn(0, Infinity, single, minusOne, 1);
          basis[index] = index === neediest ? missing : surplus;
        }
      }
    },
    lagrangian(duals, counts) {
      let sum = plan.cost();
      for (const { row, cost } of simple) {
        let least = Infinity;
        for (let x = 0; x < cost.length; x++) {
          const total = cost[x]! + duals[row]! * x;
          if (total >= least) continue;
          least = total;
          if (counts !== null) counts[row] = x;
        }
        sum += least;
      }
      for (const { row, sets, underCost, wanted, costNow } of joint) {
        let total = 0;
        for (let at = row; at < row + sets; at++) {
          duals[at] = Math.max(0, duals[at]!);
          total += duals[at]!;
        }
        const scale = total > underCost ? underCost / total : 1;
        sum -= costNow;
        for (let at = 0; at < sets; at++) {
          duals[row + at]! *= scale;
          if (counts !== null) counts[row + at] = Math.max(0, wanted[at]!);
          sum += duals[row + at]! * wanted[at]!;
        }
      }
      return sum;
    },
  };
}

/** Stretches of equal slope of a convex cost. */
function partsOf(cost: Float64Array): { length: number; slope: number }[] {
  const parts: { length: number; slope: number }[] = [];
  let begin = 0;
  for (let x = 1; x < cost.length; x++) {
    const slope = cost[x]! - cost[x - 1]!;
    const next = x + 1 < cost.length ? cost[x + 1]! - cost[x]! : Infinity;
    if (Math.abs(next - slope) <= 1e-9) continue;
    parts.push({ length: x + 1 < cost.length ? x - begin : Infinity, slope });
    begin = x;
  }
  return parts;
}
