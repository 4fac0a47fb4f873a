import { rounding } from './board.ts';
import type { Compiled } from './compile.ts';
import type { RowFitter } from './fit-row.ts';
import type { Master } from './master.ts';
import { createMaster } from './master.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';

export interface ColumnSearch {
  /**
   * Re-plans the crew's days `from … to−1` together: column generation to (near) optimality, then a dive. The plan ends
   * no dearer than before.
   */
  improve(crew: readonly number[], from: number, to: number, isOver: () => boolean): Outcome;
}

export interface Outcome {
  /** Cost of the plan before − after. */
  readonly saved: number;
  /** No re-planning of this crew and window costs less than this. */
  readonly bound: number;
  readonly rounds: number;
  readonly pivots: number;
  /** Whether the column generation converged. */
  readonly converged: boolean;
}

const mostRounds = 400;
/** Reduced costs above −this are not worth a column. */
const worthAColumn = 1e-4;

export function createColumnSearch(
  compiled: Compiled,
  plan: Plan,
  fitter: RowFitter,
  random: Random,
): ColumnSearch {
  const { days, types, people } = compiled;
  const values = types + 1;
  const trial = new Int16Array(days);
  const prices = new Float64Array(days * values);
  /** Whether every cost is whole: then bounds round up. */
  const isWhole = [compiled.base, compiled.cells.table, compiled.cells.underCost].every((list) =>
    list.every((cost) => cost === Infinity || Number.isInteger(cost)),
  ) && people.every(({ counters }) => counters.length === 0);

  function improve(crew: readonly number[], from: number, to: number, isOver: () => boolean): Outcome {
    const before = crew.map((n) => plan.rowOf[n]!.slice());
    const old = plan.cost();
    for (const n of crew) plan.takeOut(n, from, to);
    const floor = plan.cost();
    let ownConstant = 0;
    const own = crew.map((n) => {
      const prices_ = new Float64Array(days * values);
      ownConstant += plan.priceOwn(n, from, to, prices_);
      return prices_;
    });
    const master = createMaster(compiled, plan, crew, from, to, own, random);
    master.begin(crew.map((n, slot) => master.addColumn(slot, plan.rowOf[n]!)));
    const { lp } = master;
    const target = old - (isWhole ? 1 : rounding);
    const isFixed = new Uint8Array(crew.length);
    let bound = -Infinity;
    let rounds = 0;

    /** Rounds of pricing until nothing is worth a column; false when stopped before. */
    function generate(limit: number, wantsBound: boolean): boolean {
      for (let round = 0; round < limit; round++) {
        lp.optimize(4000);
        if (isOver()) return false;
        rounds++;
        let least = floor + ownConstant + (wantsBound ? master.cellBound() : 0);
        let added = 0;
        for (const [slot, n] of crew.entries()) {
          if (isFixed[slot] === 1) continue;
          prices.set(own[slot]!.subarray(from * values, to * values), from * values);
          master.discount(n, prices);
          trial.set(plan.rowOf[n]!);
          const cost = fitter.solve(n, trial, from, to, prices, null);
          least += cost === Infinity ? -Infinity : fitter.lowerBound();
          if (cost - master.convexityDual(slot) < -worthAColumn) {
            const size = lp.size();
            if (master.addColumn(slot, trial) >= size) added++;
          }
        }
        if (wantsBound) {
          const rounded = isWhole ? Math.ceil(least - rounding) : least;
          if (rounded > bound) bound = rounded;
          if (bound > target + rounding) return true;
        }
        if (added === 0) return true;
      }
      return false;
    }

    const converged = generate(mostRounds, true);
    let solution: Int16Array[] | null = null;
    if (!isOver() && bound <= target + rounding) solution = dive(master, crew, isFixed, generate, target - ownConstant, isOver);
    for (const [slot, n] of crew.entries()) {
      if (solution !== null) plan.rowOf[n]!.set(solution[slot]!, from);
      plan.putIn(n, from, to);
    }
    if (solution !== null) {
      descend(crew, from, to);
      if (plan.cost() > old + rounding) {
        for (const n of crew) plan.takeOut(n, from, to);
        for (const [slot, n] of crew.entries()) {
          plan.rowOf[n]!.set(before[slot]!);
          plan.putIn(n, from, to);
        }
      }
    }
    return { saved: old - plan.cost(), bound, rounds, pivots: lp.pivots(), converged };
  }

  /** Fixes people to their heaviest columns, a few at a time, pricing the others anew after each. */
  function dive(
    master: Master,
    crew: readonly number[],
    isFixed: Uint8Array,
    generate: (limit: number, wantsBound: boolean) => boolean,
    goal: number,
    isOver: () => boolean,
  ): Int16Array[] | null {
    const { lp } = master;
    const best = new Int32Array(crew.length);
    const weight = new Float64Array(crew.length);
    for (;;) {
      let isWholeNow = true;
      for (const [slot] of crew.entries()) {
        weight[slot] = -1;
        for (const column of master.columnsOf[slot]!) {
          const value = lp.value(column);
          if (value > weight[slot]!) {
            weight[slot] = value;
            best[slot] = column;
          }
        }
        if (weight[slot]! < 1 - 1e-3) isWholeNow = false;
      }
      if (isWholeNow) return Array.from(best, (column) => master.daysOf(column));
      if (isOver() || lp.objective() + master.constant > goal + 0.5) return null;
      const open = crew.map((_, slot) => slot).filter((slot) => isFixed[slot] === 0 && weight[slot]! < 1 - 1e-3);
      open.sort((a, b) => weight[b]! - weight[a]!);
      const take = open.filter((slot, rank) => rank === 0 || (rank < 3 && weight[slot]! > 0.8));
      for (const slot of take) {
        isFixed[slot] = 1;
        for (const column of master.columnsOf[slot]!) {
          if (column === best[slot]) continue;
          lp.block(column);
          lp.setCost(column, 1e6);
        }
      }
      generate(12, false);
    }
  }

  /** Each in turn on the days that are cheapest against all others, while that helps. */
  function descend(crew: readonly number[], from: number, to: number): void {
    for (let helped = true; helped; ) {
      helped = false;
      for (const n of crew) {
        const cost = plan.cost();
        const row = plan.rowOf[n]!.slice();
        plan.takeOut(n, from, to);
        plan.price(n, from, to, prices);
        fitter.solve(n, plan.rowOf[n]!, from, to, prices, null);
        plan.putIn(n, from, to);
        if (plan.cost() < cost - rounding) helped = true;
        else if (plan.cost() > cost + rounding) {
          plan.takeOut(n, from, to);
          plan.rowOf[n]!.set(row);
          plan.putIn(n, from, to);
        }
      }
    }
  }

  return { improve };
}
