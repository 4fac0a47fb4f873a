import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { bruteForce } from '../check/brute-force.fixtures.ts';
import { anyTinyProblem } from '../check/tiny-problem.fixtures.ts';
import { createProblem } from '../model/index.ts';
import { person, smallDraft } from '../model/problem.fixtures.ts';
import { priceRequests, type Resolve } from './price-requests.ts';
import { resolveBySolver } from './resolve-by-solver.ts';

const exactly: Resolve = (problem) => Promise.resolve(bruteForce(problem)?.roster ?? null);

test('a granted day off is priced by what it leaves uncovered, a refused one by what it would', async () => {
  const problem = createProblem(
    smallDraft({
      horizon: { days: 2, firstWeekday: 0 },
      staff: [person('a')],
      shiftCover: [
        { day: 0, shift: 'early', skill: null, required: 1, underCost: 10, overCost: 0 },
        { day: 1, shift: 'early', skill: null, required: 1, underCost: 10, overCost: 0 },
      ],
      requests: [
        { kind: 'off', staff: 'a', day: 0, shift: null, weight: 15 },
        { kind: 'off', staff: 'a', day: 1, shift: null, weight: 3 },
      ],
    }),
  );
  const best = bruteForce(problem)!;
  assert.deepEqual(best.roster, [[null, 'early']]);
  const prices = await priceRequests(problem, best.roster, exactly);
  assert.deepEqual(
    prices.map(({ isGranted, price }) => [isGranted, price]),
    [
      [true, 10],
      [false, 10],
    ],
  );
});

test('from an optimal roster prices tell why: none granted is dearer, none refused cheaper than its weight', async () => {
  await fc.assert(
    fc.asyncProperty(anyTinyProblem({ days: 2, people: 2 }), async (problem) => {
      const best = bruteForce(problem);
      if (best === null) return;
      for (const { price, isGranted, request } of await priceRequests(problem, best.roster, exactly)) {
        if (price === null) continue;
        if (isGranted) assert.ok(price <= request.weight + 1e-9);
        else assert.ok(price >= request.weight - 1e-9);
      }
    }),
    { numRuns: 200 },
  );
});

test('a resolver that answers nonsense changes no price', async () => {
  const problem = createProblem(
    smallDraft({
      staff: [person('a')],
      requests: [{ kind: 'off', staff: 'a', day: 0, shift: null, weight: 1 }],
    }),
  );
  const illegal: Resolve = () => Promise.resolve([Array<string>(7).fill('early')]);
  const [granted] = await priceRequests(problem, [Array<null>(7).fill(null)], illegal);
  assert.equal(granted!.price, 0);
  await assert.rejects(
    priceRequests(problem, [Array<null>(7).fill(null)], illegal, { indices: [5] }),
    RangeError,
  );
});

test('the roster engine prices as brute force does', async () => {
  const days = { horizon: { days: 3, firstWeekday: 4 as const } };
  const cover = [0, 1, 2].map((day) => ({
    day,
    shift: 'early',
    skill: null,
    required: 1,
    underCost: 10,
    overCost: 0,
  }));
  const problem = createProblem(
    smallDraft({
      ...days,
      shiftCover: cover,
      requests: [
        { kind: 'off', staff: 'a', day: 0, shift: null, weight: 4 },
        { kind: 'off', staff: 'b', day: 0, shift: null, weight: 5 },
        { kind: 'on', staff: 'b', day: 2, shift: 'late', weight: 1 },
      ],
    }),
  );
  const { roster } = bruteForce(problem)!;
  assert.deepEqual(
    await priceRequests(problem, roster, resolveBySolver({ iterations: 400 })),
    await priceRequests(problem, roster, exactly),
  );
});
