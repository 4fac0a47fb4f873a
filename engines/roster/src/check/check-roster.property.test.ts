import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Roster, RosterProblem } from '../model/index.ts';
import { bruteForce, everyRow } from './brute-force.fixtures.ts';
import { checkRoster } from './check-roster.ts';
import { costOf, isLegal, isLegalRow } from './second-reading.fixtures.ts';
import { anyTinyProblem } from './tiny-problem.fixtures.ts';

/** Any roster, and, since most of those are illegal, for each person a legal row where there is one. */
function anyRoster(problem: RosterProblem): fc.Arbitrary<Roster> {
  const rows = everyRow(problem);
  return fc.tuple(
    ...problem.staff.map((member) => {
      const legal = rows.filter((row) => isLegalRow(problem, member, row));
      return legal.length === 0
        ? fc.constantFrom(...rows)
        : fc.oneof(
            { weight: 3, arbitrary: fc.constantFrom(...legal) },
            { weight: 1, arbitrary: fc.constantFrom(...rows) },
          );
    }),
  );
}

test('the checker agrees with a second reading of the rules', () => {
  let legal = 0;
  const runs = 3_000;
  fc.assert(
    fc.property(
      anyTinyProblem({ days: 5 }).chain((problem) => fc.tuple(fc.constant(problem), anyRoster(problem))),
      ([problem, roster]) => {
        const { isLegal: isFound, cost, violations } = checkRoster(problem, roster);
        assert.equal(isFound, isLegal(problem, roster), JSON.stringify(violations));
        assert.ok(Math.abs(cost - costOf(problem, roster)) < 1e-9);
        if (isFound) legal += 1;
      },
    ),
    { numRuns: runs },
  );
  assert.ok(
    legal > runs / 8 && legal < (runs * 7) / 8,
    `${legal} of ${runs} were legal: the test says little`,
  );
});

test('brute force finds a legal roster that no other beats', () => {
  fc.assert(
    fc.property(anyTinyProblem({ days: 2, people: 2 }), (problem) => {
      const best = bruteForce(problem);
      const rows = everyRow(problem);
      for (const first of rows)
        for (const second of problem.staff.length === 1 ? [null] : rows) {
          const { isLegal: isFound, cost } = checkRoster(
            problem,
            second === null ? [first] : [first, second],
          );
          if (isFound) assert.ok(best !== null && cost >= best.cost - 1e-9);
        }
      if (best !== null) assert.equal(checkRoster(problem, best.roster).isLegal, true);
    }),
    { numRuns: 150 },
  );
});
