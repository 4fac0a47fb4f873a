import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { everyRow } from '../check/brute-force.fixtures.ts';
import { checkRoster, listRowViolations } from '../check/index.ts';
import { costOf, isLegal, isLegalRow } from '../check/second-reading.fixtures.ts';
import { anyTinyProblem } from '../check/tiny-problem.fixtures.ts';
import { createProblem, type Roster, type RosterProblem } from '../model/index.ts';
import { contract, person, shiftType, smallDraft } from '../model/problem.fixtures.ts';
import { explainGaps } from './explain-gaps.ts';
import { relaxRules } from './relax.ts';

const free = (days: number): null[] => Array<null>(days).fill(null);
const halfHours = (from: number, to: number, skill: string | null) =>
  Array.from({ length: (to - from) / 30 }, (_, i) => ({
    day: 0,
    fromMinute: from + i * 30,
    toMinute: from + i * 30 + 30,
    skill,
    required: 1,
    underCost: 10,
    overCost: 0,
  }));

test('neighbouring half hours are one gap; each person is stopped by their own rule', () => {
  const problem = createProblem(
    smallDraft({
      shiftTypes: [shiftType('early', 480, 960), shiftType('late', 720, 1200)],
      staff: [
        person('leave', {
          skills: [{ skill: 'cash' }],
          leave: [{ fromDay: 0, throughDay: 2, creditMinutesPerDay: 0 }],
        }),
        person('tired', { skills: [{ skill: 'cash' }], contract: contract({ maxMinutes: 400 }) }),
        person('untrained'),
        person('late', {
          skills: [{ skill: 'cash' }],
          recent: ['late'],
          contract: contract({ minRestMinutes: 750 }),
        }),
        person('never', { skills: [{ skill: 'cash' }], contract: contract({ shiftCaps: { early: 0 } }) }),
      ],
      intervalCover: halfHours(480, 600, 'cash'),
    }),
  );
  const [explanation, ...rest] = explainGaps(
    problem,
    problem.staff.map(() => free(7)),
  );
  assert.equal(rest.length, 0);
  const { gap, ways, stoppedBy, closing } = explanation!;
  assert.deepEqual(
    [gap.fromMinute, gap.toMinute, gap.missing, gap.missingCells, gap.cost],
    [480, 600, 1, 4, 40],
  );
  assert.deepEqual(
    ways.map(({ staff, obstacles, closes }) => [staff, obstacles.map(({ rule }) => rule).join(), closes]),
    [
      ['tired', 'maxMinutes', 4],
      ['late', 'minRest', 4],
      ['never', 'shiftCap', 4],
      ['leave', 'leave', 4],
      ['untrained', 'skill', 4],
    ],
  );
  assert.deepEqual(stoppedBy, { maxMinutes: 1, minRest: 1, shiftCap: 1, leave: 1, skill: 1 });
  assert.deepEqual(
    closing!.map(({ staff, shift }) => [staff, shift]),
    [['tired', 'early']],
  );
});

test('two vault keepers missing: both are named, and who would leave another place says what that costs', () => {
  const keeper = [{ skill: 'vault' }];
  const problem = createProblem(
    smallDraft({
      staff: [person('a', { skills: keeper }), person('b', { skills: keeper }), person('c')],
      jointCover: [
        {
          rule: 'vault',
          day: 0,
          fromMinute: 480,
          toMinute: 510,
          roles: [{ skill: 'vault', count: 2 }],
          underCost: 50,
        },
      ],
      shiftCover: [{ day: 0, shift: 'late', skill: null, required: 1, underCost: 7, overCost: 0 }],
    }),
  );
  const roster: Roster = [free(7), ['late', ...free(6)], free(7)];
  const [vault] = explainGaps(problem, roster);
  assert.equal(vault!.gap.subject, 'vault');
  assert.deepEqual(
    vault!.closing!.map(({ staff, replaces, costChange }) => [staff, replaces, costChange]),
    [
      ['a', null, -50],
      ['b', 'late', -43],
    ],
  );
  assert.equal(vault!.free, 2);
});

test('demand above all capacity: closing is null, everybody is still explained', () => {
  const problem = createProblem(
    smallDraft({
      shiftCover: [{ day: 3, shift: 'early', skill: null, required: 9, underCost: 100, overCost: 0 }],
    }),
  );
  const [explanation] = explainGaps(problem, [free(7), free(7)]);
  assert.equal(explanation!.closing, null);
  assert.equal(explanation!.ways.length, 2);
});

test('a covered roster has nothing to explain', () => {
  assert.deepEqual(explainGaps(createProblem(smallDraft()), [free(7), free(7)]), []);
});

function anyLegalRoster(problem: RosterProblem): fc.Arbitrary<Roster | null> {
  const rows = everyRow(problem);
  const choices = problem.staff.map((member) => rows.filter((row) => isLegalRow(problem, member, row)));
  if (choices.some((legal) => legal.length === 0)) return fc.constant(null);
  return fc.tuple(...choices.map((legal) => fc.constantFrom(...legal)));
}

test('every way holds: rules bent as said make it legal, it fills what it says, at the cost it says', () => {
  let ways = 0;
  fc.assert(
    fc.property(
      anyTinyProblem({ days: 4 }).chain((problem) => fc.tuple(fc.constant(problem), anyLegalRoster(problem))),
      ([problem, roster]) => {
        if (roster === null || !isLegal(problem, roster)) return;
        for (const explanation of explainGaps(problem, roster)) {
          const { gap, closing } = explanation;
          assert.equal(explanation.ways.length + explanation.useless, problem.staff.length);
          const missing = (p: RosterProblem, r: Roster): number =>
            checkRoster(p, r)
              .terms.filter(({ kind, index }) => kind === gap.kind && gap.cells.includes(index))
              .reduce((sum, term) => sum + term.missing, 0);
          for (const way of explanation.ways) {
            ways += 1;
            const n = problem.staff.findIndex(({ id }) => id === way.staff);
            const changed = roster.with(n, roster[n]!.with(way.day, way.shift));
            const bent = relaxRules(problem, way.obstacles);
            assert.deepEqual(listRowViolations(bent, changed, n), []);
            assert.equal(way.obstacles.length === 0, isLegal(problem, changed) && !lacks(way.obstacles));
            assert.ok(
              Math.abs(
                costOf(bentSkills(bent, problem), changed) - costOf(problem, roster) - way.costChange,
              ) < 1e-9,
            );
            if (gap.missingCells === missing(problem, roster))
              assert.equal(
                missing(problem, roster) - missing(bentSkills(bent, problem), changed),
                way.closes,
              );
          }
          if (closing === null) continue;
          let bent = problem;
          let closed: Roster = roster;
          for (const way of closing) {
            const n = problem.staff.findIndex(({ id }) => id === way.staff);
            bent = relaxRules(bent, way.obstacles);
            closed = closed.with(n, closed[n]!.with(way.day, way.shift));
          }
          assert.equal(missing(bentSkills(bent, problem), closed), 0);
          assert.equal(checkRoster(bent, closed).isLegal, true);
        }
      },
    ),
    { numRuns: 1_500 },
  );
  assert.ok(ways > 400, `${ways} ways were tried: the test says little`);
});

function lacks(obstacles: readonly { readonly rule: string }[]): boolean {
  return obstacles.some(({ rule }) => rule === 'skill');
}

/** Costs are those of the problem as it was, but with the skills that were lent. */
function bentSkills(bent: RosterProblem, problem: RosterProblem): RosterProblem {
  return {
    ...problem,
    staff: problem.staff.map((member, n) => ({ ...member, skills: bent.staff[n]!.skills })),
  };
}
