import type { Compiled } from './compile.ts';
import type { Pace } from './pace.ts';
import { createRowSolver } from './row-solver.ts';

/**
 * The row solver with caps on shift types kept. First without caps; a type that comes out used too often is tracked in
 * the states and the row solved again (state space relaxed and refined, Righini & Salani 2008), so that most calls
 * never pay for a cap and the answer is exact. Where too many caps bind at once for that, the others are priced until
 * they hold, and at last kept only on the days where they were worth most: legal, and near the cheapest.
 */
export interface RowFitter {
  /** As the row solver's. */
  solve(
    person: number,
    row: Int16Array,
    from: number,
    to: number,
    cost: Float64Array,
    pace: Pace | null,
  ): number;
  /** After a successful `solve`: no legal days cost less than this; equal to the cost when the answer was exact. */
  lowerBound(): number;
}

/** Most counts of tracked uses per state; and as the last resort, when prices find no legal row. */
const mostCounts = 100;
const lastCounts = 3000;
const pricedRounds = 5;

export function createRowFitter(compiled: Compiled): RowFitter {
  const { days, types, people } = compiled;
  const values = types + 1;
  const solver = createRowSolver(compiled);
  const price = new Float64Array(types);
  const priced = new Float64Array(days * values);
  const used = new Int32Array(types);
  const room = new Int32Array(types);
  const trial = new Int16Array(days);
  let bound = 0;

  return {
    lowerBound: () => bound,
    solve(person, row, from, to, cost, pace): number {
      const { cappedTypes } = people[person]!;
      if (!measureRoom(person, row, from, to)) {
        bound = solver.solve(person, row, from, to, cost, pace, [], room);
        return bound;
      }
      priced.set(cost.subarray(from * values, to * values), from * values);
      price.fill(0);
      let tracked: number[] = [];
      let counts = 1;
      for (const type of cappedTypes) if (room[type]! <= 0) forbid(type, from, to, 0);
      trial.set(row);
      bound = -Infinity;
      let step = 16;
      let rest = pricedRounds + types;
      for (;;) {
        const relaxed = solver.solve(person, trial, from, to, priced, pace, tracked, room);
        // Days forbidden one by one may forbid too much; before that, there is no row.
        if (relaxed === Infinity)
          return rest < types ? solveTracked(person, row, from, to, cost, pace) : Infinity;
        if (rest >= types) bound = Math.max(bound, relaxed - pricedAway(cappedTypes));
        countUse(trial, from, to);
        const excessive = cappedTypes.filter((type) => used[type]! > room[type]!);
        if (excessive.length === 0) break;
        // A paced row is long: its states are many enough.
        const most = pace === null ? mostCounts : 1;
        const trackable = excessive.filter((type) => counts * (room[type]! + 1) <= most);
        if (trackable.length > 0) {
          const tightest = trackable.reduce((a, b) => (room[a]! <= room[b]! ? a : b));
          tracked = [...tracked, tightest];
          counts *= room[tightest]! + 1;
          continue;
        }
        if (rest-- < 0) return solveTracked(person, row, from, to, cost, pace);
        for (const type of excessive) {
          if (rest < types) forbid(type, from, to, room[type]!);
          else {
            const rise = step * (0.5 + 0.5 * (used[type]! - room[type]!));
            price[type]! += rise;
            for (let day = from; day < to; day++) priced[day * values + type + 1]! += rise;
          }
        }
        step *= 1.6;
      }
      row.set(trial.subarray(from, to), from);
      let sum = 0;
      for (let day = from; day < to; day++) sum += cost[day * values + row[day]!]!;
      return sum;
    },
  };

  /** With every cap that can bind in the states: exact and slow. */
  function solveTracked(
    person: number,
    row: Int16Array,
    from: number,
    to: number,
    cost: Float64Array,
    pace: Pace | null,
  ): number {
    const tight = people[person]!.cappedTypes.filter((type) => room[type]! < to - from);
    const counts = tight.reduce((product, type) => product * (Math.max(0, room[type]!) + 1), 1);
    if (counts > lastCounts) return Infinity;
    bound = solver.solve(person, row, from, to, cost, pace, tight, room);
    return bound;
  }

  /** Uses left for the window; false when no cap can bind in it. */
  function measureRoom(person: number, row: Int16Array, from: number, to: number): boolean {
    const { cappedTypes, caps } = people[person]!;
    let canBind = false;
    used.fill(0);
    for (let day = 0; day < days; day++) {
      if (day === from) day = to - 1;
      else if (row[day]! > 0) used[row[day]! - 1]!++;
    }
    for (const type of cappedTypes) {
      room[type] = caps[type]! - used[type]!;
      if (room[type]! < to - from) canBind = true;
    }
    return canBind;
  }

  function countUse(row: Int16Array, from: number, to: number): void {
    used.fill(0);
    for (let day = from; day < to; day++) if (row[day]! > 0) used[row[day]! - 1]!++;
  }

  /** Σ price × room: what a legal row might have paid in prices. */
  function pricedAway(cappedTypes: readonly number[]): number {
    let sum = 0;
    for (const type of cappedTypes) if (room[type]! > 0) sum += price[type]! * room[type]!;
    return sum;
  }

  /** Leaves the type its first `keep` days of the trial, and no other. */
  function forbid(type: number, from: number, to: number, keep: number): void {
    let kept = 0;
    for (let day = from; day < to; day++) {
      if (trial[day] === type + 1 && kept < keep) kept++;
      else priced[day * values + type + 1] = Infinity;
    }
  }
}
