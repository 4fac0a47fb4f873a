import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findOrderViolation } from './find-order-violation.ts';
import { classNamed, NOW, strategyOf, waitingFor } from './strategy.fixtures.ts';

const STRATEGY = strategyOf([classNamed('ordinary', { guaranteedWaitMinutes: 30 })], {
  tiers: [{ serviceCodes: ['cash'] }],
});
const WAITING = [
  waitingFor(9, 'a', 'cash'),
  waitingFor(5, 'b', 'cash'),
  waitingFor(8, 'c', 'personal'),
  waitingFor(8, 'd', 'corporate'),
];

function check(called: string | null, waiting = WAITING) {
  const violation = findOrderViolation(STRATEGY, {
    profileCode: 'p',
    mayTake: ['cash', 'personal'],
    waiting,
    called,
    now: NOW,
  });
  return violation && [violation.code, violation.expected];
}

test('the right call is no violation, nor is silence when nobody is offered', () => {
  assert.equal(check('a'), null);
  assert.equal(check(null, WAITING.slice(2)), null);
});

test('every wrong call has its code', () => {
  assert.deepEqual(check('b'), ['outranked', 'a']);
  assert.deepEqual(check('c'), ['notOffered', 'a']);
  assert.deepEqual(check('d'), ['notAllowed', 'a']);
  assert.deepEqual(check('x'), ['notWaiting', 'a']);
  assert.deepEqual(check(null), ['nobodyCalled', 'a']);
  assert.deepEqual(check('c', WAITING.slice(2)), ['notOffered', null]);
});

test('an overdue ticket outside the tiers is expected', () => {
  assert.deepEqual(check('a', [...WAITING, waitingFor(31, 'e', 'personal')]), ['outranked', 'e']);
});
