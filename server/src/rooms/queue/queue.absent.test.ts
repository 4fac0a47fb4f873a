import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchAbsent } from './queue.absent.domain.ts';

const now = Date.UTC(2026, 10, 20, 2, 0);
const minute = 60_000;
const watch = { holdMinutes: 10, nearAhead: 3, toldNear: false };
const expected = (minutes: number) => ({ lowSeconds: minutes * 60, highSeconds: minutes * 90 });

test('far away it is looked at a quarter of its wait later, at most every five minutes', () => {
  assert.deepEqual(watchAbsent({ arriveBy: null, ahead: 12, expected: expected(12) }, watch, now), {
    verdict: 'goesOn',
    lookAgainAt: now + 3 * minute,
    arriveBy: null,
    near: false,
  });
  const far = watchAbsent({ arriveBy: null, ahead: 90, expected: expected(240) }, watch, now);
  assert.equal(far.verdict === 'goesOn' && far.lookAgainAt, now + 5 * minute);
});

test('near is told once few are in front, the turn has come when nobody is', () => {
  const near = watchAbsent({ arriveBy: null, ahead: 3, expected: expected(1) }, watch, now);
  assert.deepEqual(near, { verdict: 'goesOn', lookAgainAt: now + 20_000, arriveBy: null, near: true });
  const turn = watchAbsent({ arriveBy: null, ahead: 0, expected: expected(0) }, watch, now);
  assert.deepEqual(turn, {
    verdict: 'goesOn',
    lookAgainAt: now + 10 * minute,
    arriveBy: now + 10 * minute,
    near: true,
  });
});

test('once its turn has come the limit runs on, whoever comes meanwhile; then it is over', () => {
  const seen = { arriveBy: now + minute, ahead: 4, expected: expected(9) };
  const kept = watchAbsent(seen, watch, now);
  assert.equal(kept.verdict === 'goesOn' && kept.arriveBy, now + minute);
  assert.deepEqual(watchAbsent(seen, watch, now + minute), { verdict: 'expired' });
});

test('with no window open nobody is called, so no turn comes and nothing is told', () => {
  const closed = watchAbsent({ arriveBy: null, ahead: 0, expected: { noWindow: true } }, watch, now);
  assert.deepEqual(closed, {
    verdict: 'goesOn',
    lookAgainAt: now + minute,
    arriveBy: null,
    near: false,
  });
});
