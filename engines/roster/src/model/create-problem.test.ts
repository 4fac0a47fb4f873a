import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createProblem } from './create-problem.ts';
import { InvalidProblem } from './invalid-problem.ts';
import { contract, person, shiftType, smallDraft } from './problem.fixtures.ts';
import type { RosterDraft } from './problem.ts';

function codesOf(changes: Partial<RosterDraft>): string[] {
  try {
    createProblem(smallDraft(changes));
    return [];
  } catch (error) {
    assert.ok(error instanceof InvalidProblem);
    return error.issues.map(({ code }) => code);
  }
}

test('a sound problem is completed with empty lists', () => {
  const problem = createProblem(smallDraft());
  assert.deepEqual(problem.requests, []);
  assert.equal(problem.published, null);
});

test('each kind of nonsense is named', () => {
  const cases: [Partial<RosterDraft>, string[]][] = [
    [{ staff: [] }, ['noStaff']],
    [{ shiftTypes: [] }, ['noShiftTypes']],
    [{ staff: [person('a'), person('a')] }, ['duplicate']],
    [{ horizon: { days: 0, firstWeekday: 0 } }, ['badNumber']],
    [{ staff: [person('a', { contract: contract({ minMinutes: 2500 }) })] }, ['contradictoryContract']],
    [{ staff: [person('a', { skills: [{ skill: 'juggling' }] })] }, ['unknownSkill']],
    [{ staff: [person('a', { daysOff: [7] })] }, ['dayOutsideHorizon']],
    [{ shiftTypes: [shiftType('early', 480, 480)] }, ['badSpan']],
    [
      { shiftCover: [{ day: 0, shift: 'noon', skill: null, required: -1, underCost: 1, overCost: NaN }] },
      ['unknownShift', 'badNumber', 'badNumber'],
    ],
    [{ pins: [{ staff: 'c', day: 0, shift: 'early' }] }, ['unknownStaff']],
    [{ published: { roster: [], changeCost: 1 } }, ['rosterShape']],
  ];
  for (const [changes, codes] of cases) assert.deepEqual(codesOf(changes), codes);
});

test('a pin that breaks a rule is refused, also one that only breaks it with its neighbour', () => {
  const off = person('a', { daysOff: [2] });
  assert.deepEqual(codesOf({ staff: [off], pins: [{ staff: 'a', day: 2, shift: 'early' }] }), [
    'pinBreaksRule',
  ]);
  const rested = person('a', { contract: contract({ minRestMinutes: 800 }) });
  const pins = [
    { staff: 'a', day: 2, shift: 'late' },
    { staff: 'a', day: 3, shift: 'early' },
  ];
  assert.deepEqual(codesOf({ staff: [rested], pins }), ['pinBreaksRule']);
});
