import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRoster } from '../check/index.ts';
import { createProblem } from '../model/index.ts';
import { contract, person, shiftType } from '../model/problem.fixtures.ts';
import { startSolve } from './start-solve.ts';

test('the worked example of the README', async () => {
  const week = Array.from({ length: 7 }, (_, day) => day);
  const rules = contract({ maxMinutes: 2400, minConsecutiveOff: 2, maxConsecutiveWork: 5, maxWeekends: 1 });
  const problem = createProblem({
    horizon: { days: 7, firstWeekday: 0 },
    shiftTypes: [shiftType('early', 480, 960), { ...shiftType('late', 720, 1200), forbiddenNext: ['early'] }],
    staff: [person('a', { contract: rules }), person('b', { contract: rules })],
    shiftCover: week.flatMap((day) =>
      ['early', 'late'].map((shift) => ({
        day,
        shift,
        skill: null,
        required: 1,
        underCost: 100,
        overCost: 1,
      })),
    ),
    requests: ['a', 'b'].map((staff) => ({ kind: 'off', staff, day: 5, shift: null, weight: 3 })),
  });
  const { roster, cost, bound, gap, stoppedBy } = await startSolve(problem, {
    budget: { iterations: 20_000 },
  }).done;
  assert.deepEqual([cost, bound, gap, stoppedBy], [400, 400, 0, 'optimal']);
  const check = checkRoster(problem, roster);
  assert.deepEqual([check.violations, check.cost], [[], 400]);
  // Nobody has to work on a Saturday for it.
  assert.deepEqual([roster[0]![5], roster[1]![5]], [null, null]);
});
