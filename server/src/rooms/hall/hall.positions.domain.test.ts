import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  defaultPlan,
  defaultPositions,
  nextReserve,
  pressureOf,
  rankPositions,
  tierOf,
} from './hall.positions.domain.ts';

test('without an arrangement posts say who leads, who stands in and in which order', () => {
  const staff = (
    [
      ['t', 'teller'],
      ['o', 'operationsSupervisor'],
      ['r', 'reserve'],
      ['m', 'relationshipManager'],
      ['l', 'lobbyManager'],
      ['b', 'branchManager'],
    ] as const
  ).map(([id, post]) => ({ id, post }));
  assert.deepEqual(
    defaultPositions(staff).map(({ staffId, kind, rank }) => `${staffId} ${kind} ${rank}`),
    ['l lobbyManager 1', 'r reserve 1', 'm reserve 2', 'o reserve 3', 't window 1'],
  );
});

test('ranks count within each kind, in the order given', () => {
  const placed = rankPositions([
    { staffId: 'a', kind: 'reserve', zoneId: null },
    { staffId: 'b', kind: 'lobbyManager', zoneId: null },
    { staffId: 'c', kind: 'reserve', zoneId: null },
  ]);
  assert.deepEqual(
    placed.map(({ rank }) => rank),
    [1, 1, 2],
  );
});

test('tiers of load, and the windows each wants', () => {
  assert.deepEqual([0, 39, 40, 74, 75, 100].map(tierOf), [
    'light',
    'light',
    'normal',
    'normal',
    'busy',
    'busy',
  ]);
  assert.deepEqual(
    defaultPlan(7).map(({ windows }) => windows),
    [4, 6, 7],
  );
});

test('busy by rule: an unanswered call, three pieces of work for each on duty, a congested hall', () => {
  const calm = { openWork: 0, escalated: 0, congested: false };
  assert.equal(pressureOf(calm, 1), null);
  assert.equal(pressureOf({ ...calm, openWork: 2 }, 1), null);
  assert.equal(pressureOf({ ...calm, openWork: 3 }, 1), 'lobbyManagerBusy');
  assert.equal(pressureOf({ ...calm, openWork: 3 }, 0), 'lobbyManagerBusy');
  assert.equal(pressureOf({ ...calm, openWork: 5 }, 2), null);
  assert.equal(pressureOf({ ...calm, congested: true }, 1), 'congested');
  assert.equal(pressureOf({ openWork: 9, escalated: 1, congested: true }, 1), 'unanswered');
});

test('the next reserve is the first in order who is neither in the hall nor asked already', () => {
  const board = rankPositions(
    ['a', 'b', 'c'].map((staffId) => ({ staffId, kind: 'reserve' as const, zoneId: null })),
  );
  assert.equal(nextReserve(board, [], []), 'a');
  assert.equal(nextReserve(board, ['a'], ['b']), 'c');
  assert.equal(nextReserve(board, ['a'], ['b', 'c']), null);
  assert.equal(nextReserve([], [], []), null);
});
