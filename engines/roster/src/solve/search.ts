import { InvalidProblem } from '../model/index.ts';
import type { RosterProblem } from '../model/index.ts';
import { createAnnealer } from './anneal.ts';
import type { Board } from './board.ts';
import { rounding } from './board.ts';
import type { Compiled } from './compile.ts';
import { hardCost } from './compile.ts';
import { construct } from './construct.ts';
import { createRowFitter } from './fit-row.ts';
import { createPlan } from './plan.ts';
import { createRandom } from './random.ts';
import { restore } from './restore.ts';

export interface SearchOptions {
  readonly seed: number;
  /** Share of the budget used, 0…1, after so many steps; the search ends at 1. */
  readonly used: (steps: number) => number;
  readonly board: Board;
}

/** Steps between looks at clock, board and cancellation. */
const stride = 16;
/** In units of the typical penalty of one uncovered place. */
const hottest = 0.2;
const coldest = 0.005;

/** Anneals one roster over the whole budget; everything better than before is shown on the board. Returns the steps made. */
export function search(problem: RosterProblem, compiled: Compiled, options: SearchOptions): number {
  const { board, used } = options;
  const random = createRandom(options.seed);
  const plan = createPlan(compiled);
  const fitter = createRowFitter(compiled);
  const { published } = problem;
  const impossible =
    published === null
      ? construct(compiled, plan, fitter, random)
      : restore(problem, compiled, plan, fitter, published.roster);
  if (impossible.length > 0)
    throw new InvalidProblem(
      impossible.map((n) => ({
        code: 'noLegalRow',
        path: `staff[${n}]`,
        message: `no sequence of shifts satisfies all hard rules of ${problem.staff[n]!.id}`,
      })),
    );
  board.offer(plan.rows, plan.cost());
  const annealer = createAnnealer(compiled, plan, fitter, random);
  const unit = typicalPenalty(compiled);
  let steps = 0;
  let share = used(steps);
  let best = plan.cost();
  while (share < 1 && !board.isCancelled()) {
    const temperature = unit * hottest * (coldest / hottest) ** share;
    for (let step = 0; step < stride; step++) {
      annealer.step(temperature);
      if (plan.cost() < best - rounding) {
        best = plan.cost();
        board.offer(plan.rows, best);
      }
    }
    steps += stride;
    share = used(steps);
  }
  if (board.cost >= hardCost / 2)
    throw new InvalidProblem([
      {
        code: 'pairingsUnmet',
        path: 'pairings',
        message: 'no roster was found that keeps the hard pairings',
      },
    ]);
  return steps;
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
