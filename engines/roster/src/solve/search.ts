import { InvalidProblem } from '../model/index.ts';
import type { RosterProblem } from '../model/index.ts';
import { createAnnealer } from './anneal.ts';
import type { Board } from './board.ts';
import { rounding } from './board.ts';
import type { Compiled } from './compile.ts';
import { hardCost, hasWholeCosts } from './compile.ts';
import { construct } from './construct.ts';
import { ascendDuals } from './dual-ascent.ts';
import { createRowFitter } from './fit-row.ts';
import { createPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { canSearchWhole, createPool, createRefiner, openRoot } from './refine.ts';
import { restore } from './restore.ts';

export interface SearchOptions {
  readonly seed: number;
  /** Share of the budget used, 0…1, after so much work; the search ends at 1. */
  readonly used: (work: number) => number;
  readonly board: Board;
  /** `alone` does everything in turn; two workers share it: one anneals, one starts from the whole program. */
  readonly role: 'alone' | 'anneal' | 'columns';
}

/** Moves between looks at clock, board and cancellation. */
const stride = 16;
/** Temperatures, in units of the typical penalty of one uncovered place. */
const hottest = 0.2;
const coldest = 0.005;
/**
 * Share of the budget spent annealing: little where everybody can be planned at once soon after, more where only parts
 * can, nearly all where the budget is short for the size.
 */
const annealing = { whole: 0.15, parts: 0.35, huge: 0.95 };
/** The other worker's, which only needs a start for its parts. */
const shortAnnealing = 0.1;
/** Days up to which whole rows are priced fast enough for a bound from stitched duals, and climbs a sweep. */
const longestPriced = 100;
const ascents = 40;
/** Times every stretch of every row is renewed in an unhurried annealing. */
const unhurried = 100;
/** Dives from the whole program before parts are planned; later one now and then. */
const firstDives = 3;

/** Improves a roster until the budget is used; everything better than before is shown on the board. Returns the work done. */
export function search(problem: RosterProblem, compiled: Compiled, options: SearchOptions): number {
  const { board, used, role } = options;
  const random = createRandom(options.seed);
  const plan = createPlan(compiled);
  const fitter = createRowFitter(compiled);
  const pool = createPool(compiled);
  const gain = hasWholeCosts(compiled) ? 1 - rounding : rounding;
  let work = 0;
  const isOver = (underway = 0) =>
    used(work + underway) >= 1 || board.isCancelled() || board.cost - board.bound < gain;

  const { published } = problem;
  expectRows(
    problem,
    published === null
      ? construct(compiled, plan, fitter, random)
      : restore(problem, compiled, plan, fitter, published.roster),
  );
  board.offer(plan.rows, plan.cost());
  const parts = { compiled, plan, fitter, random, pool };
  const canBeWhole = canSearchWhole(compiled);
  const root = role !== 'anneal' && canBeWhole ? openRoot(parts, board) : null;
  if (role === 'columns' && root !== null) {
    if (root.converge(isOver)) for (let dive = 0; dive < firstDives && !isOver(); dive++) root.dive(isOver);
  } else {
    anneal(canBeWhole);
    if (root !== null && !isOver() && root.converge(isOver)) root.dive(isOver);
    work += root?.work() ?? 0;
  }
  const refiner = createRefiner(parts);
  const better = new Int16Array(plan.rows.length);
  let sweeps = 0;
  while (!isOver()) {
    if (board.take(better, plan.cost()) < Infinity) plan.load(better);
    work += refiner.step(isOver);
    if (role !== 'anneal' && root === null && compiled.days <= longestPriced && refiner.sweeps() > sweeps) {
      sweeps = refiner.sweeps();
      const { rows } = plan;
      const bound = ascendDuals(compiled, fitter, random, rows, plan.cost(), refiner.duals, ascents, isOver);
      board.raiseBound(hasWholeCosts(compiled) ? Math.ceil(bound - rounding) : bound);
      work += ascents * compiled.people.length;
    }
    board.offer(plan.rows, plan.cost());
  }
  if (board.cost >= hardCost / 2)
    throw new InvalidProblem([
      {
        code: 'pairingsUnmet',
        path: 'pairings',
        message: 'no roster was found that keeps the hard pairings',
      },
    ]);
  return Math.round(work);

  function anneal(isWholeNext: boolean): void {
    const annealer = createAnnealer(compiled, plan, fitter, random);
    const unit = typicalPenalty(compiled);
    const from = used(work);
    let best = plan.cost();
    const move = (temperature: number, steps: number) => {
      for (let step = 0; step < steps; step++) {
        annealer.step(temperature);
        if (plan.cost() >= best - rounding) continue;
        best = plan.cost();
        board.offer(plan.rows, best);
      }
      work += steps;
    };
    for (let turn = 0; turn < 8 && !isOver(); turn++) move(unit * coldest, stride);
    // How often the rest of the budget could renew everything: a short budget starts cooler.
    const renewals =
      (((1 - from) / Math.max(1e-9, used(work) - from)) * 8 * stride) / annealer.stepsPerRenewal;
    const unhurriedPart = role === 'columns' ? shortAnnealing : annealing.parts;
    const part = isWholeNext ? annealing.whole : renewals < unhurried ? annealing.huge : unhurriedPart;
    const to = from + (1 - from) * part;
    const hot = hottest * Math.min(1, Math.max(0.1, (renewals * part) / unhurried));
    for (let share = used(work); share < to && !isOver(); share = used(work))
      move(unit * hot * (coldest / hot) ** ((share - from) / (to - from)), stride);
  }
}

function expectRows(problem: RosterProblem, impossible: readonly number[]): void {
  if (impossible.length === 0) return;
  throw new InvalidProblem(
    impossible.map((n) => ({
      code: 'noLegalRow',
      path: `staff[${n}]`,
      message: `no sequence of shifts satisfies all hard rules of ${problem.staff[n]!.id}`,
    })),
  );
}

/** Median cost of the first missing person over all cells that want one; 1 where nothing is wanted. */
function typicalPenalty({ cells }: Compiled): number {
  const penalties: number[] = [];
  for (let cell = 0; cell < cells.count; cell++) {
    const start = cells.tableStart[cell]!;
    const penalty =
      cells.jointRoles[cell] === 0 ? cells.table[start]! - cells.table[start + 1]! : cells.underCost[cell]!;
    if (penalty > 0) penalties.push(penalty);
  }
  penalties.sort((a, b) => a - b);
  return penalties[penalties.length >> 1] ?? 1;
}
