import type { Compiled } from './compile.ts';
import type { RowSolver } from './row-solver.ts';
import { createRowSolver } from './row-solver.ts';

/**
 * The row solver with caps on shift types kept. Caps are priced: a type used too often gets dearer until it is not.
 * Prices are remembered per person, since the next call is about a similar row. When prices do not settle, the type
 * is kept only on the days where it was worth most. So caps always hold, at a cost that is near the least.
 */
export interface RowFitter extends RowSolver {}

const rounds = 4;
/** Of a forgotten price, what is left at the next call: unneeded prices fade. */
const memory = 0.6;

export function createRowFitter(compiled: Compiled): RowFitter {
  const { days, types, people } = compiled;
  const values = types + 1;
  const solver = createRowSolver(compiled);
  const prices = people.map(() => new Float64Array(types));
  const priced = new Float64Array(days * values);
  const used = new Int32Array(types);
  const allowed = new Int32Array(types);
  const trial = new Int16Array(days);

  function countUse(row: Int16Array, from: number, to: number): void {
    used.fill(0);
    for (let day = from; day < to; day++) if (row[day]! > 0) used[row[day]! - 1]!++;
  }

  function costOf(row: Int16Array, from: number, to: number, cost: Float64Array): number {
    let sum = 0;
    for (let day = from; day < to; day++) sum += cost[day * values + row[day]!]!;
    return sum;
  }

  return {
    solve(person, row, from, to, cost, pace): number {
      const { cappedTypes, caps } = people[person]!;
      let binding = 0;
      used.fill(0);
      for (let day = 0; day < days; day++) {
        if (day === from) day = to - 1;
        else if (row[day]! > 0) used[row[day]! - 1]!++;
      }
      for (const type of cappedTypes) {
        allowed[type] = caps[type]! - used[type]!;
        if (allowed[type]! < to - from) binding++;
      }
      if (binding === 0) return solver.solve(person, row, from, to, cost, pace);
      const price = prices[person]!;
      const start = from * values;
      priced.set(cost.subarray(start, to * values), start);
      for (const type of cappedTypes) {
        price[type]! *= memory;
        if (price[type]! < 0.5) price[type] = 0;
        const extra = allowed[type]! <= 0 ? Infinity : price[type]!;
        if (extra > 0) for (let day = from; day < to; day++) priced[day * values + type + 1]! += extra;
      }
      trial.set(row);
      let step = 16;
      for (let round = 0; ; round++) {
        if (solver.solve(person, trial, from, to, priced, pace) === Infinity) return Infinity;
        countUse(trial, from, to);
        let isLegal = true;
        for (const type of cappedTypes) {
          const excess = used[type]! - allowed[type]!;
          if (excess <= 0) continue;
          isLegal = false;
          if (round >= rounds) keepBestDays(type, from, to);
          else {
            const rise = step * (1 + 0.5 * (excess - 1));
            price[type]! += rise;
            for (let day = from; day < to; day++) priced[day * values + type + 1]! += rise;
          }
        }
        if (isLegal) break;
        if (round > rounds + types) return Infinity;
        step *= 1.7;
      }
      row.set(trial.subarray(from, to), from);
      return costOf(row, from, to, cost);
    },
  };

  function keepBestDays(type: number, from: number, to: number): void {
    let kept = 0;
    for (let day = from; day < to; day++) {
      if (trial[day] === type + 1 && kept < allowed[type]!) kept++;
      else priced[day * values + type + 1] = Infinity;
    }
  }
}
