import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { seededRandom } from '../bank/random.ts';
import type { Random } from '../bank/random.ts';

/** The chance of a branch's day: its loaded past and the living present draw the same visits and duties from it. */
export function dayRandom(plan: BankPlan, branch: PlannedBranch, date: string): Random {
  return seededRandom(`day/${plan.seed}/${branch.code}/${date}`);
}
