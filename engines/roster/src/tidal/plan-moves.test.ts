import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createTidalCluster, usualTidalLimits } from '../sample/tidal-cluster.ts';
import { createCluster, withPost, type Posts } from './cluster.ts';
import { chanceOf } from './obstacles.ts';
import { planTidalMoves } from './plan-moves.ts';
import { InvalidTidalInput, type TidalProblemCode } from './tidal-problem.ts';
import { branchOf, inputOf, personOf, serviceOf } from './tidal.fixtures.ts';
import type { TidalInput } from './types.ts';

const busy = [serviceOf({ arrivals: Array(8).fill(9), waiting: 8, inService: 2 })];
const calm = [serviceOf({ arrivals: Array(8).fill(1) })];

test('a crowded branch opens with its own people first, then asks the calm neighbour', () => {
  const input = inputOf({
    branches: [branchOf('busy', { services: busy }), branchOf('calm', { services: calm })],
    people: [
      personOf('a', 'busy', '1'),
      personOf('b', 'busy', '2'),
      personOf('back', 'busy', null, { mobile: false }),
      personOf('c', 'calm', '1'),
      personOf('d', 'calm', '2'),
    ],
    travel: [{ from: 'calm', to: 'busy', minutes: 10 }],
  });
  const { moves, savedMinutes } = planTidalMoves(input);
  assert.deepEqual(
    moves.map(({ kind, personId, toBranchId, effectiveAt }) => [kind, personId, toBranchId, effectiveAt]),
    [
      ['open', 'back', 'busy', 5],
      ['move', 'c', 'busy', 15],
    ],
  );
  assert.equal(moves[1]!.why.nextBest?.personId, 'd');
  assert.deepEqual(moves[0]!.why.others, { alreadyMoved: 2 });
  assert.ok(moves.every((move) => move.savedMinutes > 0));
  const summed = moves.reduce((sum, move) => sum + move.savedMinutes, 0);
  assert.ok(Math.abs(summed - savedMinutes) < 1e-6);
});

test('an idle window is offered for closing, the last one is not', () => {
  const input = inputOf({
    branches: [branchOf('calm', { services: calm })],
    people: [personOf('c', 'calm', '1'), personOf('d', 'calm', '2'), personOf('e', 'calm', '3')],
  });
  const { moves } = planTidalMoves(input);
  assert.deepEqual(
    moves.map(({ kind }) => kind),
    ['close'],
  );
  assert.equal(planTidalMoves({ ...input, people: input.people.slice(0, 1) }).moves.length, 0);
});

test('a key post stays: the only authoriser is not sent away', () => {
  const input = inputOf({
    branches: [
      branchOf('busy', { services: busy }),
      branchOf('calm', { services: calm, keep: [{ skill: 'authorise', count: 1 }] }),
    ],
    people: [
      personOf('a', 'busy', '1'),
      personOf('key', 'calm', null, { skills: ['P', 'authorise'] }),
      personOf('d', 'calm', '2'),
      personOf('e', 'calm', '3'),
    ],
    travel: [{ from: 'calm', to: 'busy', minutes: 10 }],
  });
  const { moves } = planTidalMoves(input);
  assert.ok(moves.some(({ kind }) => kind === 'move'));
  assert.ok(moves.every(({ kind, personId }) => kind !== 'move' || personId !== 'key'));
  assert.equal(moves.find(({ kind }) => kind === 'move')!.why.others.keyPost, 1);
});

/** The least total waiting over every way to send every person somewhere once. */
function leastWaiting(input: TidalInput): number {
  const cluster = createCluster(input);
  let least = cluster.total(cluster.start);
  const seen = new Set<string>();
  const descend = (posts: Posts, moves: number): void => {
    const key = JSON.stringify(posts);
    if (seen.has(key)) return;
    seen.add(key);
    least = Math.min(least, cluster.total(posts));
    if (moves === input.limits.maxMoves) return;
    for (const person of posts.keys())
      for (const { id } of input.branches) {
        const chance = chanceOf(cluster, posts, person, id);
        if (typeof chance === 'string') continue;
        descend(
          withPost(posts, person, { branchId: id, windowId: chance.windowId, from: chance.from }),
          moves + 1,
        );
      }
  };
  descend(cluster.start, 0);
  return least;
}

test('on tiny clusters the plan is mostly as good as trying everything, and never far', () => {
  let exact = 0;
  let saved = 0;
  let possible = 0;
  const seeds = 25;
  for (let seed = 1; seed <= seeds; seed += 1) {
    const sample = createTidalCluster({ seed, branches: 3, windows: 3, peopleMost: 3 });
    const limits = {
      ...usualTidalLimits,
      maxMoves: 4,
      minSavedMinutes: 0.01,
      closeMaxAddedMinutes: 0,
      closeMaxUtilisation: 0,
    };
    const input = { ...sample, limits };
    const cluster = createCluster(input);
    const plan = planTidalMoves(input);
    const reached = cluster.total(cluster.start) - plan.savedMinutes;
    const least = leastWaiting(input);
    saved += plan.savedMinutes;
    possible += cluster.total(cluster.start) - least;
    assert.ok(reached >= least - 1e-6, `seed ${seed}: ${reached} is below the best, ${least}`);
    if (reached <= least + 0.1) exact += 1;
  }
  assert.ok(saved >= possible * 0.99, `${saved} of ${possible} minutes`);
  assert.ok(exact >= seeds - 5, `only ${exact} of ${seeds} were the best`);
});

test('every proposed change can be lived: ways, skills, windows, certificates, one change a person', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 1e6 }), fc.integer({ min: 1, max: 6 }), (seed, branches) => {
      const input = createTidalCluster({ seed, branches });
      const plan = planTidalMoves(input);
      const at = new Map(input.people.map((person) => [person.id, { ...person }]));
      assert.ok(plan.moves.length <= usualTidalLimits.maxMoves);
      assert.equal(new Set(plan.moves.map(({ personId }) => personId)).size, plan.moves.length);
      for (const move of plan.moves) {
        const person = at.get(move.personId)!;
        assert.equal(person.branchId, move.fromBranchId);
        at.set(move.personId, { ...person, branchId: move.toBranchId, windowId: move.toWindowId });
        if (move.kind === 'move') {
          const way = input.travel.find(
            ({ from, to }) => from === move.fromBranchId && to === move.toBranchId,
          );
          assert.ok(person.mobile && way !== undefined && way.minutes <= usualTidalLimits.maxTravelMinutes);
          assert.ok(person.until - move.effectiveAt >= usualTidalLimits.minStayMinutes);
        }
        assert.ok(move.serves.every((code) => person.skills.includes(code)));
        assert.equal(move.serves.length > 0, move.kind !== 'close');
      }
      for (const branch of input.branches) {
        const there = [...at.values()].filter(({ branchId }) => branchId === branch.id);
        const seats = there.flatMap(({ windowId }) => windowId ?? []);
        assert.equal(new Set(seats).size, seats.length);
        assert.ok(seats.length >= branch.minOpenWindows);
        if (
          input.people.some(
            (p) => p.branchId === branch.id && p.until > 120 && p.skills.includes('authorise'),
          )
        )
          assert.ok(there.some(({ skills }) => skills.includes('authorise')));
      }
    }),
    { numRuns: 40 },
  );
});

test('bad input is named before anything is planned', () => {
  const good = inputOf({
    branches: [branchOf('a', { services: calm })],
    people: [personOf('x', 'a', '1')],
  });
  const cases: [TidalProblemCode, Partial<TidalInput>][] = [
    ['duplicateId', { people: [...good.people, personOf('x', 'a', null)] }],
    ['unknownBranch', { people: [personOf('x', 'b', null)] }],
    ['unknownBranch', { travel: [{ from: 'a', to: 'b', minutes: 5 }] }],
    ['unknownWindow', { people: [personOf('x', 'a', '9')] }],
    ['windowTaken', { people: [...good.people, personOf('y', 'a', '1')] }],
    ['negative', { intervalMinutes: 0 }],
    ['negative', { people: [personOf('x', 'a', '1', { away: [[30, 20]] })] }],
    ['notANumber', { branches: [branchOf('a', { services: [serviceOf({ waiting: NaN })] })] }],
    ['notANumber', { branches: [branchOf('a', { services: [serviceOf({ waiting: 1.5 })] })] }],
    [
      'unequalHorizon',
      { branches: [branchOf('a', { services: [serviceOf(), serviceOf({ code: 'C', arrivals: [1] })] })] },
    ],
    [
      'tooManyServices',
      {
        branches: [
          branchOf('a', { services: Array.from({ length: 13 }, (_, s) => serviceOf({ code: `${s}` })) }),
        ],
      },
    ],
  ];
  for (const [code, over] of cases)
    assert.throws(
      () => planTidalMoves({ ...good, ...over }),
      (error) =>
        error instanceof InvalidTidalInput && error.problems.some((problem) => problem.code === code),
      code,
    );
});

test('nobody, nothing, nowhere: a plan without moves', () => {
  assert.deepEqual(planTidalMoves(inputOf({})), { moves: [], before: [], after: [], savedMinutes: 0 });
  const unstaffed = planTidalMoves(inputOf({ branches: [branchOf('a', { services: busy })] }));
  assert.equal(unstaffed.moves.length, 0);
  assert.ok(unstaffed.before[0]!.waitingMinutes > 0);
  assert.equal(unstaffed.before[0]!.utilisation, Infinity);
});
