import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aheadOf, competingServices } from './ahead-of.ts';
import { rank } from './rank.ts';
import {
  anyStrategy,
  anyWaiting,
  classNamed,
  NOW,
  SERVICES,
  strategyOf,
  waitingFor,
} from './strategy.fixtures.ts';

test('a hypothetical ticket: those with more credit or an overdue guarantee stand ahead', () => {
  const strategy = strategyOf([
    classNamed('ordinary', { guaranteedWaitMinutes: 20 }),
    classNamed('vip', { startingCredit: 10 }),
  ]);
  const waiting = [
    waitingFor(5, 'a'),
    waitingFor(12, 'b'),
    waitingFor(25, 'c'),
    waitingFor(30, 'd', 'corporate'),
  ];
  const ahead = (classCode: string): number =>
    aheadOf(strategy, {
      ticket: waitingFor(0, 'new', 'personal', classCode),
      waiting,
      competing: ['personal', 'cash'],
      now: NOW,
    });
  assert.equal(ahead('ordinary'), 3);
  assert.equal(ahead('vip'), 2);
});

test('services compete when some window may take both', () => {
  const windows = [
    { mayTake: ['cash', 'personal'] },
    { mayTake: ['corporate'] },
    { mayTake: ['personal', 'wealth'] },
  ];
  assert.deepEqual(competingServices('personal', windows).toSorted(), ['cash', 'personal', 'wealth']);
  assert.deepEqual(competingServices('corporate', windows), ['corporate']);
  assert.deepEqual(competingServices('pension', windows), []);
});

test('for a window that takes everything alike it is the place in its ranking', () => {
  fc.assert(
    fc.property(anyStrategy, anyWaiting, (strategy, waiting) => {
      const order = rank(strategy, { profileCode: 'dropped', mayTake: SERVICES, waiting, now: NOW }).map(
        ({ ticketId }) => ticketId,
      );
      assert.equal(order.length, waiting.length);
      for (const ticket of waiting)
        assert.equal(
          aheadOf(strategy, { ticket, waiting, competing: SERVICES, now: NOW }),
          order.indexOf(ticket.ticketId),
        );
    }),
  );
});
