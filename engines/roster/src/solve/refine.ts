import type { Board } from './board.ts';
import { rounding } from './board.ts';
import { createColumnPool } from './column-pool.ts';
import type { ColumnPool } from './column-pool.ts';
import type { ColumnSearch } from './column-search.ts';
import { openColumnSearch } from './column-search.ts';
import type { Compiled } from './compile.ts';
import { hasWholeCosts } from './compile.ts';
import { descend } from './descend.ts';
import type { RowFitter } from './fit-row.ts';
import type { Plan } from './plan.ts';
import { createPlan } from './plan.ts';
import type { Random } from './random.ts';

/** Improves a good roster by planning many people anew together (column generation). */
export interface Refiner {
  /** Plans part of the people or of the horizon anew; returns the work done. */
  step(isOver: IsOver): number;
  /** Duals of cover, by place in `cells.table`, from the latest sweep over each day. */
  readonly duals: Float64Array;
  /** Sweeps completed over the horizon. */
  readonly sweeps: () => number;
}

/** Whether the budget is used or the run cancelled, given work underway that is not counted yet. */
type IsOver = (underway: number) => boolean;

/** In moves of the annealer, or so. */
function workOf({ rounds, pivots }: ColumnSearch, crew: number): number {
  return rounds * crew + pivots / 4;
}

export interface RefinerParts {
  readonly compiled: Compiled;
  readonly plan: Plan;
  readonly fitter: RowFitter;
  readonly random: Random;
  readonly pool: ColumnPool;
}

/** Rows of a program that pivots fast enough, for a part of the people, and for everybody. */
const partRows = 340;
const sweepRows = 150;
const longestWindow = 42;
/** A part is meant to take about this many pivots. */
const easyPivots = 5000;
const mostPivots = 40000;

/**
 * Two kinds of part: some people over a long window (the whole horizon where that is small), their number adapted to
 * what is easy; and everybody over a short one, which sweeps over the horizon in half steps.
 */
export function createRefiner({ compiled, plan, fitter, random, pool }: RefinerParts): Refiner {
  const { days, people, weekend, cells } = compiled;
  const rowsPerDay = Math.max(1, cells.count / days);
  const widthFor = (rows: number) =>
    Math.min(days, Math.max(7, Math.min(longestWindow, Math.floor(rows / rowsPerDay))));
  const partWidth = rowsPerDay * days <= partRows && days <= 100 ? days : widthFor(partRows);
  const sweepWidth = widthFor(sweepRows);
  const sweeps = partWidth < days || sweepWidth * 1.5 < days;
  const leastGain = hasWholeCosts(compiled) ? 1 : 1e-3;
  let personDays = 12 * partWidth;
  let sweepAt = -Math.floor(sweepWidth / 2);
  const duals = new Float64Array(cells.table.length);
  let completed = 0;
  const order = people.map((_, n) => n);
  const kept = new Int16Array(plan.rows.length);

  /** Clipped to the horizon, never cutting a weekend. */
  function align(start: number, width: number): [number, number] {
    let from = Math.max(0, start);
    let to = Math.min(days, start + width);
    if (from > 0 && weekend[from] === 2) from--;
    if (to < days && weekend[to] === 2) to++;
    return [from, to];
  }

  function choosePart(): [number, number, number] {
    if (sweeps && random.next() < 0.5) {
      const [from, to] = align(sweepAt, sweepWidth);
      sweepAt += Math.ceil(sweepWidth / 2);
      if (sweepAt >= days - 3) {
        sweepAt = -random.below(sweepWidth);
        completed++;
      }
      return [from, to, people.length];
    }
    const width = Math.min(partWidth, Math.ceil(partWidth * (0.6 + 0.8 * random.next())));
    const [from, to] = align(random.below(days - width + 1), width);
    const size = Math.round((personDays / (to - from)) * (0.7 + 0.6 * random.next()));
    return [from, to, Math.max(Math.min(2, people.length), Math.min(people.length, size))];
  }

  function chooseCrew(wanted: number): number[] {
    for (let at = 0; at < wanted; at++) {
      const pick = at + random.below(order.length - at);
      [order[at], order[pick]] = [order[pick]!, order[at]!];
    }
    return order.slice(0, wanted);
  }

  return {
    duals,
    sweeps: () => completed,
    step(isOver) {
      const [from, to, size] = choosePart();
      const crew = chooseCrew(size);
      const before = plan.cost();
      kept.set(plan.rows);
      const search = openColumnSearch(compiled, plan, fitter, random, pool, crew, from, to);
      const isTooMuch = () => isOver(workOf(search, crew.length)) || search.pivots > mostPivots;
      search.converge(before - leastGain + rounding, isTooMuch);
      if (size === people.length) search.keepDuals(duals);
      const isProven = search.bound > before - leastGain + rounding;
      const rows = isProven || isTooMuch() ? null : search.dive(before, isTooMuch);
      search.close(rows);
      if (rows !== null) descend(compiled, plan, fitter, crew, from, to);
      if (plan.cost() > before + rounding) plan.load(kept);
      if (search.pivots > mostPivots) personDays *= 0.8;
      else if (search.pivots < easyPivots && size < people.length)
        personDays = Math.min(people.length * days, personDays * 1.1);
      return workOf(search, crew.length);
    },
  };
}

/** Everybody over the whole horizon: the bound, and dives from the one program. */
export interface RootSearch {
  /** True when the bound is the best there is. */
  converge(isOver: IsOver): boolean;
  /** One more dive, shown on the board when better. */
  dive(isOver: IsOver): void;
  readonly work: () => number;
}

/** Whether planning everybody at once is within reach; beyond, windows are. */
export function canSearchWhole({ days, cells, people }: Compiled): boolean {
  return days <= 100 && cells.count + people.length <= 600;
}

export function openRoot({ compiled, plan, fitter, random, pool }: RefinerParts, board: Board): RootSearch {
  const { people, days } = compiled;
  const everybody = people.map((_, n) => n);
  const emptied = createPlan(compiled);
  emptied.load(plan.rows);
  const trial = createPlan(compiled);
  const rows = new Int16Array(plan.rows.length);
  const search = openColumnSearch(compiled, emptied, fitter, random, pool, everybody, 0, days);
  const work = () => workOf(search, people.length);
  return {
    work,
    converge(isOver) {
      const isDone = search.converge(Infinity, () => {
        board.raiseBound(search.bound);
        return isOver(work());
      });
      board.raiseBound(search.bound);
      return isDone;
    },
    dive(isOver) {
      const found = search.dive(board.cost, () => isOver(work()));
      if (found === null) return;
      for (const [n, row] of found.entries()) rows.set(row, n * days);
      trial.load(rows);
      descend(compiled, trial, fitter, everybody, 0, days);
      board.offer(trial.rows, trial.cost());
    },
  };
}

/** Rows remembered per person. */
export function createPool({ people }: Compiled): ColumnPool {
  return createColumnPool(people.length, 120);
}
