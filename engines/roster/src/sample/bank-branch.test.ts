import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBankBranch } from './bank-branch.ts';

test('equal seeds give equal branches, others differ', () => {
  assert.deepEqual(createBankBranch({ seed: 1 }), createBankBranch({ seed: 1 }));
  assert.notDeepEqual(
    createBankBranch({ seed: 1 }).intervalCover,
    createBankBranch({ seed: 2 }).intervalCover,
  );
});

test('the branch is a sound problem in every size, with every bank rule in it', () => {
  for (const [people, weeks] of [
    [40, 4],
    [12, 1],
    [25, 6],
  ] as const) {
    for (let seed = 1; seed <= 5; seed += 1) {
      const problem = createBankBranch({ seed, people, weeks });
      assert.equal(problem.staff.length, people);
      assert.equal(problem.horizon.days, weeks * 7);
      const rules = new Set(problem.jointCover.map(({ rule }) => rule));
      assert.deepEqual([...rules].sort(), ['authoriser', 'formsAndSeals', 'lunch', 'vault']);
      for (const skill of ['authorise', 'vault', 'forms', 'seals'])
        assert.ok(
          problem.staff.filter(({ skills }) => skills.some((held) => held.skill === skill)).length >= 2,
        );
    }
  }
});
