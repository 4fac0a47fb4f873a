import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRoster } from '../check/index.ts';
import { createProblem, InvalidProblem } from '../model/index.ts';
import { contract, person, smallDraft } from '../model/problem.fixtures.ts';
import { createBankBranch } from '../sample/index.ts';
import type { Progress } from './messages.ts';
import { startSolve } from './start-solve.ts';

const branch = createBankBranch({ seed: 3, people: 12, weeks: 2 });

test('equal seeds and iterations give equal rosters, which the checker finds legal and as dear as told', async () => {
  const solve = () => startSolve(branch, { budget: { iterations: 3_000 }, seed: 5 }).done;
  const [one, two] = [await solve(), await solve()];
  assert.deepEqual(one.roster, two.roster);
  const { violations, cost } = checkRoster(branch, one.roster);
  assert.deepEqual(violations, []);
  assert.ok(Math.abs(cost - one.cost) < 1e-6);
  assert.ok(one.bound <= one.cost);
});

test('a run tells of better rosters, has a best one at any moment, and ends soon after it is cancelled', async () => {
  const told: Progress[] = [];
  const run = startSolve(branch, {
    budget: { seconds: 60 },
    onProgress: (progress) => {
      told.push(progress);
      if (Number.isFinite(progress.cost)) run.cancel();
    },
  });
  const solution = await run.done;
  assert.equal(solution.stoppedBy, 'cancelled');
  assert.ok(told.length > 0);
  assert.ok(solution.seconds < 30);
  assert.deepEqual(run.best(), solution.roster);
});

test('an impossible contract is refused by name, and the reason is the same with two workers', async () => {
  const busy = person('b', { contract: contract({ minMinutes: 2400 }), daysOff: [0, 1, 2] });
  const problem = createProblem(smallDraft({ staff: [person('a'), busy] }));
  for (const budget of [{ iterations: 100 }, { seconds: 5 }]) {
    const refusal: unknown = await startSolve(problem, { budget }).done.catch((error: unknown) => error);
    assert.ok(refusal instanceof InvalidProblem);
    assert.deepEqual(
      refusal.issues.map(({ code, path }) => [code, path]),
      [['noLegalRow', 'staff[1]']],
    );
  }
});

test('demand above everybody is no error: it stays uncovered', async () => {
  const shiftCover = [
    { day: 2, shift: 'early', skill: null, required: 9, underCost: 10, overCost: 1 },
    { day: 3, shift: 'late', skill: 'vault', required: 1, underCost: 10, overCost: 1 },
  ];
  const { cost, roster } = await startSolve(createProblem(smallDraft({ shiftCover })), {
    budget: { iterations: 500 },
  }).done;
  assert.equal(cost, 80);
  assert.deepEqual([roster[0]![2], roster[1]![2]], ['early', 'early']);
});
