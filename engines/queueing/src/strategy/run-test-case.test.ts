import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultStrategy } from './default-strategy.ts';
import { runTestCase } from './run-test-case.ts';
import type { TicketFacts } from './types.ts';

const ordinary: TicketFacts = {
  serviceCode: 'personal',
  customerTier: null,
  booking: 'none',
  elderOrDisabled: false,
  language: 'zh-CN',
  channel: 'kiosk',
};
const platinum: TicketFacts = { ...ordinary, customerTier: 'platinum' };

test('a platinum customer of 3 minutes goes before an ordinary one of 12, with the reason', () => {
  const outcome = runTestCase(defaultStrategy(), {
    profileCode: 'general',
    customers: [
      { ...ordinary, waitedMinutes: 12 },
      { ...platinum, waitedMinutes: 3 },
    ],
    expected: 1,
  });
  assert.equal(outcome.passed, true);
  assert.deepEqual(outcome.classCodes, ['ordinary', 'vip']);
  assert.deepEqual([outcome.reason?.kind, outcome.reason?.credit], ['tier', 21]);
});

test('an ordinary customer of 31 minutes is called by the guarantee, and the other expectation fails', () => {
  const outcome = runTestCase(defaultStrategy(), {
    profileCode: 'general',
    customers: [
      { ...ordinary, waitedMinutes: 31 },
      { ...platinum, waitedMinutes: 9 },
    ],
    expected: 1,
  });
  assert.deepEqual([outcome.passed, outcome.called, outcome.reason?.kind], [false, 0, 'guarantee']);
});

test('a window whose profile offers nobody calls nobody', () => {
  const wealth = { ...ordinary, serviceCode: 'wealth' };
  const outcome = runTestCase(defaultStrategy(), {
    profileCode: 'cash',
    customers: [
      { ...wealth, waitedMinutes: 2 },
      { ...wealth, waitedMinutes: 1 },
    ],
    expected: 0,
  });
  assert.deepEqual([outcome.passed, outcome.called], [false, null]);
});
