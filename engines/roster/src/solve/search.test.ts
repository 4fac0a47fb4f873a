import assert from 'node:assert/strict';
import { test } from 'node:test';
import { checkRoster } from '../check/index.ts';
import { createProblem } from '../model/index.ts';
import type { RosterProblem } from '../model/index.ts';
import { createBankBranch } from '../sample/index.ts';
import { createBoard } from './board.ts';
import { compile } from './compile.ts';
import { createRandom } from './random.ts';
import { search } from './search.ts';

function solve(problem: RosterProblem, work: number) {
  const { staff, shiftTypes, horizon } = problem;
  const rows = new Int16Array(staff.length * horizon.days);
  const board = createBoard(rows.length);
  search(problem, compile(problem), { seed: 1, used: (made) => made / work, board, role: 'alone' });
  const cost = board.take(rows, Infinity);
  const roster = staff.map((_, n) =>
    Array.from(rows.subarray(n * horizon.days, (n + 1) * horizon.days), (value) =>
      value === 0 ? null : shiftTypes[value - 1]!.id,
    ),
  );
  return { cost, bound: board.bound, roster };
}

/** Windows, sweeps, paced rows and stitched bounds only come into play on longer horizons than brute force can try. */
test('long horizons: legal, and as dear as told, with caps that bind and any first weekday', () => {
  for (const [seed, weeks] of [3, 8, 15, 19].entries()) {
    const branch = createBankBranch({ seed, people: 16, weeks });
    const random = createRandom(seed);
    const problem = createProblem({
      ...branch,
      horizon: { ...branch.horizon, firstWeekday: random.below(7) as 0 },
      staff: branch.staff.map((member) => ({
        ...member,
        contract: {
          ...member.contract,
          shiftCaps: Object.fromEntries(
            branch.shiftTypes.map(({ id }) => [id, weeks * (1 + random.below(3))]),
          ),
        },
      })),
    });
    const { cost, bound, roster } = solve(problem, 600);
    const check = checkRoster(problem, roster);
    assert.deepEqual(check.violations, [], `${weeks} weeks`);
    assert.ok(
      Math.abs(check.cost - cost) < 1e-6 * Math.max(1, cost),
      `${weeks} weeks: ${check.cost}, ${cost}`,
    );
    assert.ok(bound <= cost + 1e-6, `${weeks} weeks: bound ${bound}, ${cost}`);
  }
});
