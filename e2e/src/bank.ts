import { sampleCustomers } from '@huiting/server/demo/demo.accounts';
import type { SampleCustomer } from '@huiting/server/demo/demo.accounts';
import { planBank } from '@huiting/simulator/bank/plan';

export { demoPassword } from '@huiting/server/demo/demo.accounts';

/** What every journey knows of the demo bank; the same seed makes the same bank. */
const demoSeed = 20261120;
const demoStart = '2026-11-20';

/** Branch of every printed branch account, where the story of the pictures plays. */
export const storyBranch = '城东支行';
/** Branches nobody but the journey that names them touches. */
export const otherBranches = {
  suspended: '浦口支行',
  lastSlot: '溧水支行',
  revoked: '仙林支行',
  edited: '江宁支行',
} as const;

/** Somebody of the plan: where their rights end, and what lies beyond, by every word that would give it away. */
export function beyondScopeOf(username: string): {
  readonly words: readonly string[];
  readonly branchIds: readonly string[];
  readonly unitIds: readonly string[];
} {
  const plan = planBank(demoSeed, demoStart);
  const user = plan.users.find((one) => one.username === username);
  const own = plan.orgUnits.find(({ id }) => id === user?.orgUnitId);
  if (own === undefined) throw new Error(`${username} is not of the demo bank`);
  const units = plan.orgUnits.filter(({ path }) => !path.startsWith(own.path) && !own.path.startsWith(path));
  const branches = plan.branches.filter(({ orgUnitId }) => units.some(({ id }) => id === orgUnitId));
  return {
    words: [...units.map(({ name }) => name), ...branches.flatMap(({ name, id }) => [name, id])],
    branchIds: branches.map(({ id }) => id),
    unitIds: units.map(({ id }) => id),
  };
}

let samples: readonly SampleCustomer[] | null = null;

/** A customer printed at the start: a real form of number that can belong to nobody. */
export function sampleCustomer(name: string): SampleCustomer {
  samples ??= sampleCustomers(planBank(demoSeed, demoStart));
  const found = samples.find((one) => one.name === name);
  if (found === undefined) throw new Error(`${name} is not among the printed customers`);
  return found;
}
