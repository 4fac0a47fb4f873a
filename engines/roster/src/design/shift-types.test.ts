import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProblem } from '../model/index.ts';
import { person } from '../model/problem.fixtures.ts';
import { designShifts } from './design-shifts.ts';
import { shiftTypesOf } from './shift-types.ts';

test('what was designed can be rostered: one type for each start, end and break, on the slots asked for', async () => {
  const design = await designShifts({
    slotMinutes: 30,
    firstMinute: 540,
    days: ['mon', 'tue'].map((id) => ({ id, count: 1, demand: [1, 2, 2, 2, 1, 1, 1, 1, 2, 2, 1, 1] })),
    lengths: [
      { minutes: 360, paidMinutes: 330, cost: 10, rest: { minutes: 30, fromMinute: 120, toMinute: 180 } },
    ],
    starts: [540],
    underCost: 50,
    overCost: 0,
    maxKinds: null,
  });
  const shiftTypes = shiftTypesOf(design);
  assert.equal(new Set(shiftTypes.map(({ id }) => id)).size, shiftTypes.length);
  assert.match(shiftTypes[0]!.id, /^0900-1500-1[12][03]0$/);
  const problem = createProblem({ horizon: { days: 7, firstWeekday: 0 }, shiftTypes, staff: [person('a')] });
  assert.equal(problem.shiftTypes.length, shiftTypes.length);
});
