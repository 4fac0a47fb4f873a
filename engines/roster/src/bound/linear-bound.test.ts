import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bruteForce } from '../check/brute-force.fixtures.ts';
import { anyTinyProblem } from '../check/tiny-problem.fixtures.ts';
import { createProblem } from '../model/index.ts';
import { person, smallDraft } from '../model/problem.fixtures.ts';
import { linearBound } from './linear-bound.ts';

test('no legal roster costs less than the bound, and often one costs just that', async () => {
  let tight = 0;
  let all = 0;
  await fc.assert(
    fc.asyncProperty(anyTinyProblem(), async (problem) => {
      const best = bruteForce(problem);
      if (best === null) return;
      const bound = (await linearBound(problem))!;
      assert.ok(bound <= best.cost + 1e-9, `${bound} is above ${best.cost}`);
      all += 1;
      if (best.cost - bound < 0.01 * (1 + best.cost)) tight += 1;
    }),
    { numRuns: 600 },
  );
  assert.ok(tight > all / 3, `${tight} of ${all} are tight`);
});

test('demand above all capacity costs what is certainly missing', async () => {
  const cover = { day: 0, shift: 'early', skill: null, required: 5, underCost: 10, overCost: 0 };
  const bound = await linearBound(createProblem(smallDraft({ shiftCover: [cover] })));
  assert.ok(Math.abs(bound! - 30) < 0.01);
});

test('contracts nobody can fulfil are infinitely dear', async () => {
  const [a] = smallDraft({ staff: [person('a')] }).staff;
  const off = { ...a!, daysOff: [0, 1, 2, 3, 4, 5, 6], contract: { ...a!.contract, minMinutes: 480 } };
  assert.equal(await linearBound(createProblem(smallDraft({ staff: [off] }))), Infinity);
});
