import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createProblem,
  InvalidProblem,
  type Contract,
  type Roster,
  type RosterDraft,
} from '../model/index.ts';
import { contract, person, shiftType, smallDraft } from '../model/problem.fixtures.ts';
import { checkRoster } from './check-roster.ts';
import type { HardRule } from './types.ts';

/** A row in letters: e = early, l = late, n = night, . = free. */
function row(letters: string): (string | null)[] {
  const names: Record<string, string> = { e: 'early', l: 'late', n: 'night' };
  return [...letters].map((letter) => names[letter] ?? null);
}

const loose = contract({ maxMinutes: 1e5, maxConsecutiveWork: 14, maxWeekends: 9, minRestMinutes: 0 });

function oneRow(
  letters: string,
  rules: Partial<Contract>,
  { recent = '', ...draft }: Partial<RosterDraft> & { recent?: string } = {},
): { rule: HardRule; days: string; found: number | null; limit: number | null }[] {
  const problem = createProblem(
    smallDraft({
      horizon: { days: letters.length, firstWeekday: 0 },
      staff: [person('a', { contract: { ...loose, ...rules }, recent: row(recent) })],
      ...draft,
    }),
  );
  return checkRoster(problem, [row(letters)]).violations.map(
    ({ rule, fromDay, throughDay, found, limit }) => ({
      rule,
      days: fromDay === null ? 'all' : `${fromDay}-${throughDay}`,
      found,
      limit,
    }),
  );
}

test('public benchmark: minimum runs are waived at both ends of the horizon, not inside', () => {
  assert.deepEqual(oneRow('e..ee..e', { minConsecutiveWork: 3 }), [
    { rule: 'minConsecutiveWork', days: '3-4', found: 2, limit: 3 },
  ]);
  assert.deepEqual(oneRow('.ee.ee.', { minConsecutiveOff: 2 }), [
    { rule: 'minConsecutiveOff', days: '3-3', found: 1, limit: 2 },
  ]);
});

test('public benchmark: maximum runs count inside the horizon, at its ends too', () => {
  assert.deepEqual(oneRow('eee.eeee', { maxConsecutiveWork: 3 }), [
    { rule: 'maxConsecutiveWork', days: '4-7', found: 4, limit: 3 },
  ]);
});

test('public benchmark: a weekend is worked when Saturday or Sunday is', () => {
  assert.deepEqual(oneRow('.....e.......e', { maxWeekends: 1 }), [
    { rule: 'maxWeekends', days: 'all', found: 2, limit: 1 },
  ]);
  assert.deepEqual(oneRow('.....ee......e', { maxWeekends: 2 }), []);
  assert.deepEqual(oneRow('e.....', { maxWeekends: 0 }, { horizon: { days: 6, firstWeekday: 6 } }), [
    { rule: 'maxWeekends', days: 'all', found: 1, limit: 0 },
  ]);
});

test('public benchmark: caps of 0 and of a number, minutes, and bans on the day after only', () => {
  assert.deepEqual(oneRow('ell', { shiftCaps: { early: 0, late: 1 } }), [
    { rule: 'shiftCap', days: 'all', found: 1, limit: 0 },
    { rule: 'shiftCap', days: 'all', found: 2, limit: 1 },
  ]);
  assert.deepEqual(
    oneRow('ee.', { maxMinutes: 900 })
      .concat(oneRow('e..', { minMinutes: 500 }))
      .map(({ rule }) => rule),
    ['maxMinutes', 'minMinutes'],
  );
  const shiftTypes = [
    shiftType('early', 480, 960),
    { ...shiftType('late', 720, 1200), forbiddenNext: ['early'] },
  ];
  assert.deepEqual(oneRow('l.el.e', {}, { shiftTypes }), []);
  assert.deepEqual(oneRow('.le', {}, { shiftTypes }), [
    { rule: 'forbiddenNext', days: '1-2', found: null, limit: null },
  ]);
});

test('the past counts: rest, long stretches and ended runs; what it broke alone does not', () => {
  assert.deepEqual(oneRow('e', { minRestMinutes: 720 }, { recent: 'l' }), []);
  assert.deepEqual(oneRow('e', { minRestMinutes: 721 }, { recent: 'l' })[0]!.found, 720);
  assert.deepEqual(oneRow('e.', { maxConsecutiveWork: 3 }, { recent: 'eee' }), [
    { rule: 'maxConsecutiveWork', days: '0-0', found: 4, limit: 3 },
  ]);
  assert.deepEqual(oneRow('..', { maxConsecutiveWork: 2 }, { recent: 'eeee' }), []);
  assert.deepEqual(oneRow('..', { minConsecutiveWork: 2 }, { recent: '..e' }), [
    { rule: 'minConsecutiveWork', days: '0-0', found: 1, limit: 2 },
  ]);
  assert.deepEqual(oneRow('..', { minConsecutiveWork: 2 }, { recent: 'e' }), []);
});

test('rotation: days in a row on the listed shifts only', () => {
  const rotation = [{ id: 'lates', shifts: ['late'], maxConsecutive: 2 }];
  assert.deepEqual(oneRow('llell', {}, { rotation }), []);
  assert.deepEqual(oneRow('lle', {}, { rotation, recent: 'l' }), [
    { rule: 'rotation', days: '0-1', found: 3, limit: 2 },
  ]);
});

test('leave, days off, skills and pins', () => {
  const problem = createProblem(
    smallDraft({
      shiftTypes: [{ ...shiftType('early', 480, 960), requiredSkills: ['cash'] }],
      staff: [
        person('a', {
          contract: { ...loose, minMinutes: 960 },
          skills: [{ skill: 'cash', throughDay: 2 }],
          daysOff: [0],
          leave: [{ fromDay: 1, throughDay: 1, creditMinutesPerDay: 480 }],
        }),
      ],
      pins: [{ staff: 'a', day: 5, shift: null }],
    }),
  );
  const rules = (letters: string) => checkRoster(problem, [row(letters)]).violations.map(({ rule }) => rule);
  assert.deepEqual(rules('..e....'), []);
  assert.deepEqual(rules('.......'), ['minMinutes']);
  assert.deepEqual(rules('eee..e.'), ['dayOff', 'leave', 'skill', 'pin']);
});

test('a shift that passes midnight covers the morning after; breaks uncover', () => {
  const problem = createProblem(
    smallDraft({
      shiftTypes: [
        { ...shiftType('night', 1320, 1320 + 540), breaks: [{ fromMinute: 1500, toMinute: 1530 }] },
      ],
      staff: [person('a')],
      intervalCover: [
        { day: 1, fromMinute: 0, toMinute: 60, skill: null, required: 1, underCost: 10, overCost: 1 },
        { day: 1, fromMinute: 60, toMinute: 90, skill: null, required: 1, underCost: 10, overCost: 1 },
        { day: 1, fromMinute: 90, toMinute: 120, skill: null, required: 0, underCost: 10, overCost: 1 },
      ],
    }),
  );
  const { terms, cost } = checkRoster(problem, [row('n......')]);
  assert.deepEqual(
    terms.map(({ index, missing, surplus }) => [index, missing, surplus]),
    [
      [1, 1, 0],
      [2, 0, 1],
    ],
  );
  assert.equal(cost, 11);
});

test('two vault keepers and a third with the seal: nobody fills two roles', () => {
  const skills = (...names: string[]) => names.map((skill) => ({ skill }));
  const roles = [
    { skill: 'vault', count: 2 },
    { skill: 'cash', count: 1 },
  ];
  const problem = createProblem(
    smallDraft({
      staff: [person('a', { skills: skills('vault', 'cash') }), person('b', { skills: skills('vault') })],
      jointCover: [{ rule: 'vault', day: 0, fromMinute: 510, toMinute: 540, roles, underCost: 50 }],
    }),
  );
  const { terms } = checkRoster(problem, [row('e......'), row('e......')]);
  assert.deepEqual(
    terms.map(({ kind, missing, cost }) => [kind, missing, cost]),
    [['jointCover', 1, 50]],
  );
});

test('requests, fairness, pairings and changes cost what they say', () => {
  const draft = smallDraft({
    requests: [
      { kind: 'on', staff: 'a', day: 0, shift: 'early', weight: 2 },
      { kind: 'off', staff: 'b', day: 0, shift: null, weight: 3 },
    ],
    fairness: [
      {
        id: 'weekends',
        shifts: null,
        weekendsOnly: true,
        weight: 4,
        members: [{ staff: 'a', carried: 2, target: 1 }],
      },
    ],
    pairings: [
      { kind: 'together', staff: ['a', 'b'], weight: 5 },
      { kind: 'apart', staff: ['a', 'b'], weight: null },
    ],
    published: { roster: [row('.......'), row('.......')], changeCost: 1 },
  });
  const { costByKind, violations } = checkRoster(createProblem(draft), [row('.e...l.'), row('le.....')]);
  assert.deepEqual(costByKind, {
    shiftCover: 0,
    intervalCover: 0,
    jointCover: 0,
    request: 5,
    pairing: 5,
    fairness: 16,
    change: 4,
  });
  assert.deepEqual(
    violations.map(({ rule, staff, other, fromDay }) => [rule, staff, other, fromDay]),
    [['pairing', 'b', 'a', 1]],
  );
});

test('a roster of another problem is refused, not scored', () => {
  const problem = createProblem(smallDraft());
  for (const roster of [
    [],
    [row('.......')],
    [row('...'), row('.......')],
    [row('.......'), ['x', ...row('......')]],
  ] as Roster[])
    assert.throws(() => checkRoster(problem, roster), InvalidProblem);
});
