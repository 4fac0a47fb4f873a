import { rounding } from './board.ts';
import type { ColumnPool } from './column-pool.ts';
import type { Compiled } from './compile.ts';
import { hasWholeCosts } from './compile.ts';
import type { RowFitter } from './fit-row.ts';
import { createMaster } from './master.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

/** Planning some people anew together. While it is open they are out of the plan; `close` puts them back. */
export interface ColumnSearch {
  /** Generates columns until none helps (true), the goal is proven out of reach, or time is over (false). */
  converge(goal: number, isOver: () => boolean): boolean;
  /**
   * Fixes people to heavy columns step by step, generating anew for the others; each call takes another way. The rows
   * of one solution per person, or null when the goal was out of reach on the way or time is over.
   */
  dive(goal: number, isOver: () => boolean): Int16Array[] | null;
  /** Writes the duals of cover by their places in `cells.table`. */
  keepDuals(into: Float64Array): void;
  /** Puts the crew back on the given rows, or on those they had. */
  close(rows: readonly Int16Array[] | null): void;
  /** No plan for this crew and window, all else as it is, costs less. */
  readonly bound: number;
  readonly rounds: number;
  readonly pivots: number;
}

const mostRounds = 1000;
/** Columns with less gain than this are not worth their place. */
const worthAColumn = 1e-4;
const roundsAfterFixing = 10;
const blockedCost = 1e6;
/** Share of open people fixed at once while the program is still whole. */
const batch = 0.1;

export function openColumnSearch(
  compiled: Compiled,
  plan: Plan,
  fitter: RowFitter,
  random: Random,
  pool: ColumnPool,
  crew: readonly number[],
  from: number,
  to: number,
): ColumnSearch {
  const { days, types } = compiled;
  const values = types + 1;
  const trial = new Int16Array(days);
  const prices = new Float64Array(days * values);
  const isWhole = hasWholeCosts(compiled);
  const before = crew.map((n) => plan.rowOf[n]!.slice());
  for (const n of crew) plan.takeOut(n, from, to);
  let ownConstant = 0;
  const own = crew.map((n) => {
    const ownPrices = new Float64Array(days * values);
    ownConstant += plan.priceOwn(n, from, to, ownPrices);
    return ownPrices;
  });
  const master = createMaster(compiled, plan, crew, from, to, own, random);
  const { lp } = master;
  const isFixed = new Uint8Array(crew.length);
  const duals = new Float64Array(lp.duals.length);
  let bound = -Infinity;
  let rounds = 0;

  const isFull = from === 0 && to === days;
  for (const [slot, n] of crew.entries()) {
    master.addColumn(slot, before[slot]!);
    if (isFull) for (const row of pool.rowsOf(n)) master.addColumn(slot, row);
  }

  function generate(limit: number, goal: number, wantsBound: boolean, isOver: () => boolean): boolean {
    for (let round = 0; round < limit; round++) {
      while (!lp.optimize(500)) if (isOver()) return false;
      if (isOver()) return false;
      rounds++;
      duals.set(lp.duals);
      let least = ownConstant + master.lagrangian(duals);
      let added = 0;
      for (const [slot, n] of crew.entries()) {
        if (isFixed[slot] === 1) continue;
        prices.set(own[slot]!.subarray(from * values, to * values), from * values);
        master.discount(slot, prices, duals);
        trial.set(before[slot]!);
        const cost = fitter.solve(n, trial, from, to, prices, null);
        least += cost === Infinity ? -Infinity : fitter.lowerBound();
        if (cost - master.convexityDual(slot) >= -worthAColumn) continue;
        const size = lp.size();
        if (master.addColumn(slot, trial) >= size) added++;
        if (isFull) pool.add(n, trial);
      }
      if (wantsBound) {
        const rounded = isWhole ? Math.ceil(least - rounding) : least;
        if (rounded > bound) bound = rounded;
        if (bound > goal) return true;
      }
      if (added === 0) return true;
    }
    return false;
  }

  const heaviest = new Int32Array(crew.length);
  const weight = new Float64Array(crew.length);
  function weigh(): void {
    for (const slot of crew.keys()) {
      weight[slot] = -1;
      for (const column of master.columnsOf[slot]!) {
        const value = lp.value(column);
        if (value > weight[slot]!) {
          weight[slot] = value;
          heaviest[slot] = column;
        }
      }
    }
  }

  const costs = new Map<number, number>();
  function fix(slot: number, column: number): void {
    isFixed[slot] = 1;
    for (const other of master.columnsOf[slot]!) {
      if (other === column) continue;
      lp.block(other, true);
      costs.set(other, lp.costOf(other));
      lp.setCost(other, blockedCost);
    }
  }

  function release(slot: number): void {
    isFixed[slot] = 0;
    for (const column of master.columnsOf[slot]!) {
      const cost = costs.get(column);
      if (cost === undefined) continue;
      costs.delete(column);
      lp.block(column, false);
      lp.setCost(column, cost);
    }
  }

  return {
    keepDuals: master.keepDuals,
    converge: (goal, isOver) => generate(mostRounds, goal, true, isOver),
    dive(goal, isOver) {
      for (const slot of crew.keys()) if (isFixed[slot] === 1) release(slot);
      for (let step = 0; step < 2 * crew.length + 4; step++) {
        while (!lp.optimize(500)) if (isOver()) return null;
        weigh();
        const open = [...crew.keys()].filter((slot) => weight[slot]! < 1 - 1e-3);
        if (open.length === 0) return Array.from(heaviest, (column) => master.daysOf(column));
        if (master.cost() + ownConstant > goal + 0.5) return null;
        const noisy = open.map((slot) => weight[slot]! + 0.15 * random.next());
        const order = [...open.keys()].sort((a, b) => noisy[b]! - noisy[a]!);
        const most = Math.max(1, Math.ceil(open.length * batch));
        for (const [rank, at] of order.slice(0, most).entries()) {
          const slot = open[at]!;
          if (rank === 0 || weight[slot]! > 0.6) fix(slot, heaviest[slot]!);
        }
        generate(roundsAfterFixing, goal, false, isOver);
        if (isOver()) return null;
      }
      return null;
    },
    close(rows) {
      for (const [slot, n] of crew.entries()) {
        if (rows === null) plan.rowOf[n]!.set(before[slot]!);
        else plan.rowOf[n]!.set(rows[slot]!, from);
        plan.putIn(n, from, to);
      }
    },
    get bound() {
      return bound;
    },
    get rounds() {
      return rounds;
    },
    get pivots() {
      return lp.pivots();
    },
  };
}
