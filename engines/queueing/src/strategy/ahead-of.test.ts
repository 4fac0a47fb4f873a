import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { aheadOf } from './ahead-of.ts';
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
      windows: [{ profileCode: 'none', mayTake: ['personal', 'cash'] }],
      now: NOW,
    });
  assert.equal(ahead('ordinary'), 3);
  assert.equal(ahead('vip'), 2);
});

test('only what a window looks at no later stands in the way', () => {
  const strategy = {
    ...strategyOf([classNamed('ordinary'), classNamed('vip', { startingCredit: 10 })]),
    profiles: [
      {
        code: 'vipRoom',
        name: '贵宾室',
        nameEn: 'VIP room',
        tiers: [{ serviceCodes: 'any' as const, classCodes: ['vip'] }, { serviceCodes: ['wealth'] }],
        helpOut: [],
      },
    ],
  };
  const windows = [{ profileCode: 'vipRoom', mayTake: ['wealth', 'personal'] }];
  const waiting = [
    waitingFor(30, 'a', 'personal'),
    waitingFor(20, 'b', 'wealth'),
    waitingFor(5, 'c', 'personal', 'vip'),
    waitingFor(40, 'd', 'cash'),
  ];
  const ahead = (service: string, classCode?: string): number =>
    aheadOf(strategy, { ticket: waitingFor(0, 'new', service, classCode), waiting, windows, now: NOW });
  assert.equal(ahead('wealth'), 2, 'the wealth ticket and the VIP, not the ordinary personal one');
  assert.equal(ahead('wealth', 'vip'), 1, 'a VIP waits for VIPs alone');
  assert.equal(ahead('cash'), 1, 'no window may take it: its own service counts');
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
          aheadOf(strategy, {
            ticket,
            waiting,
            windows: [{ profileCode: 'dropped', mayTake: SERVICES }],
            now: NOW,
          }),
          order.indexOf(ticket.ticketId),
        );
    }),
  );
});
