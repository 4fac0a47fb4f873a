import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { chooseNext } from './choose-next.ts';
import { positionAt } from './positions.ts';
import { classNamed, headsOf, NOW, SERVICES, strategyOf, waitingFor } from './strategy.fixtures.ts';
import type { WaitingTicket } from './call-types.ts';
import type { HelpOutRule, QueueStrategy } from './types.ts';

function choose(
  strategy: QueueStrategy,
  waiting: WaitingTicket[],
  { mayTake = SERVICES, now = NOW, profileCode = 'p' } = {},
) {
  return chooseNext(strategy, { profileCode, mayTake, heads: headsOf(waiting), now });
}

const FIFO = strategyOf([classNamed('ordinary')], {});
const CASH_FIRST = { tiers: [{ serviceCodes: ['cash'] }, { serviceCodes: ['personal'] }] };

test('nobody waits: nobody is chosen', () => {
  assert.equal(choose(FIFO, []), null);
});

test('one class is first come, first served; ties go by ticket id', () => {
  assert.equal(choose(FIFO, [waitingFor(5, 'b'), waitingFor(9, 'a', 'cash')])?.ticketId, 'a');
  assert.equal(choose(FIFO, [waitingFor(5, 'b'), waitingFor(5, 'a', 'cash')])?.ticketId, 'a');
});

test('a tier is looked at only when the tiers before it are empty', () => {
  const strategy = strategyOf([classNamed('ordinary')], CASH_FIRST);
  const chosen = choose(strategy, [waitingFor(60, 'old'), waitingFor(1, 'new', 'cash')]);
  assert.equal(chosen?.ticketId, 'new');
  assert.deepEqual(chosen.reason, {
    kind: 'tier',
    place: 1,
    serviceCode: 'cash',
    classCode: 'ordinary',
    waitedMinutes: 1,
    credit: 1,
    overMinutes: null,
  });
  assert.equal(choose(strategy, [waitingFor(60, 'old')])?.reason.place, 2);
  assert.equal(choose(strategy, [waitingFor(60, 'other', 'corporate')]), null);
});

test('a guaranteed wait is reached at the very minute and outranks tiers, in any service the window may take', () => {
  const strategy = strategyOf([classNamed('ordinary', { guaranteedWaitMinutes: 15 })], CASH_FIRST);
  const waiting = [waitingFor(15, 'due', 'corporate'), waitingFor(14, 'cash', 'cash')];
  const chosen = choose(strategy, waiting);
  assert.equal(chosen?.ticketId, 'due');
  assert.equal(chosen.reason.kind, 'guarantee');
  assert.equal(chosen.reason.overMinutes, 0);
  assert.equal(choose(strategy, waiting, { now: NOW - 1 })?.ticketId, 'cash');
  assert.equal(choose(strategy, waiting, { mayTake: ['cash'] })?.ticketId, 'cash');
});

test('among overdue tickets the one most over its own guarantee goes first', () => {
  const strategy = strategyOf(
    [
      classNamed('ordinary', { guaranteedWaitMinutes: 30 }),
      classNamed('vip', { guaranteedWaitMinutes: 10, startingCredit: 99 }),
    ],
    {},
  );
  const ordinary = waitingFor(36, 'ordinary');
  assert.equal(choose(strategy, [ordinary, waitingFor(15, 'vip', 'personal', 'vip')])?.ticketId, 'ordinary');
  assert.equal(choose(strategy, [ordinary, waitingFor(17, 'vip', 'personal', 'vip')])?.ticketId, 'vip');
});

test('help-out services come before the tiers or after them, only while the condition holds', () => {
  const when = { serviceCode: 'corporate', waitMinutesOver: 15 };
  const help = (rank: HelpOutRule['rank']) =>
    strategyOf([classNamed('ordinary')], {
      ...CASH_FIRST,
      helpOut: [{ when, serviceCodes: ['corporate'], rank }],
    });
  const late = [waitingFor(16, 'corporate', 'corporate'), waitingFor(3, 'cash', 'cash')];
  assert.equal(choose(help('before'), late)?.ticketId, 'corporate');
  assert.equal(choose(help('after'), late)?.ticketId, 'cash');
  const alone = choose(help('after'), [late[0]!]);
  assert.deepEqual([alone?.ticketId, alone?.reason.kind, alone?.reason.place], ['corporate', 'helpOut', 1]);
  assert.equal(choose(help('after'), [waitingFor(15, 'corporate', 'corporate')]), null);
  assert.equal(choose(help('before'), late, { mayTake: ['cash'] })?.ticketId, 'cash');
});

test('a help-out condition may look at lines the window may not take, and count them', () => {
  const when = { classCode: 'ordinary', waitingOver: 2 };
  const strategy = strategyOf([classNamed('ordinary')], {
    tiers: [{ serviceCodes: ['cash'] }],
    helpOut: [{ when, serviceCodes: ['personal'], rank: 'before' }],
  });
  const two = [waitingFor(9, 'a', 'corporate'), waitingFor(1, 'b')];
  assert.equal(choose(strategy, two, { mayTake: ['personal'] }), null);
  assert.equal(
    choose(strategy, [...two, waitingFor(8, 'c', 'corporate')], { mayTake: ['personal'] })?.ticketId,
    'b',
  );
});

test('a dropped profile takes everything by credit, a dropped class counts as the catch-all class', () => {
  const strategy = strategyOf([classNamed('ordinary', { startingCredit: 5 }), classNamed('vip')], CASH_FIRST);
  const waiting = [waitingFor(8, 'vip', 'personal', 'vip'), waitingFor(4, 'gone', 'corporate', 'gone')];
  const chosen = choose(strategy, waiting, { profileCode: 'dropped' });
  assert.deepEqual([chosen?.ticketId, chosen?.reason.kind, chosen?.reason.credit], ['gone', 'noProfile', 9]);
});

test('a later, faster class overtakes exactly when its credit crosses', () => {
  const minutes = fc.integer({ min: 0, max: 60 });
  const sample = fc.record({
    slowStart: fc.integer({ min: 0, max: 20 }),
    slowRate: fc.integer({ min: 0, max: 3 }),
    gain: fc.integer({ min: 1, max: 4 }),
    fastStart: fc.integer({ min: 0, max: 20 }),
    lag: minutes,
  });
  const property = fc.property(sample, ({ slowStart, slowRate, gain, fastStart, lag }) => {
    const fastRate = slowRate + gain;
    const strategy = strategyOf(
      [
        classNamed('slow', { startingCredit: slowStart, creditPerMinute: slowRate }),
        classNamed('fast', { startingCredit: fastStart, creditPerMinute: fastRate }),
      ],
      {},
    );
    // Minutes after the fast ticket's arrival at which slowStart + slowRate (t + lag) = fastStart + fastRate t.
    const crossing = (slowStart + slowRate * lag - fastStart) / gain;
    const waiting = [
      {
        ticketId: 'slow',
        serviceCode: 'personal',
        classCode: 'slow',
        position: positionAt(NOW - lag * 60_000),
      },
      { ticketId: 'fast', serviceCode: 'personal', classCode: 'fast', position: positionAt(NOW) },
    ];
    const at = (minute: number): string | undefined =>
      choose(strategy, waiting, { now: NOW + minute * 60_000 })?.ticketId;
    if (crossing > 0.01) assert.equal(at(crossing - 0.01), 'slow');
    assert.equal(at(Math.max(0, crossing) + 0.01), 'fast');
  });
  fc.assert(property);
});
