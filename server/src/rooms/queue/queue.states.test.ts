import assert from 'node:assert/strict';
import { test } from 'node:test';
import { TicketState } from '@huiting/contracts/queue';
import type { TicketState as State } from '@huiting/contracts/queue';
import { AppError } from '../../platform/errors.ts';
import type { Staff, Ticket } from './queue.domain.ts';
import * as states from './queue.states.domain.ts';

const staff: Staff = { id: 's', name: '陈洁', number: '020317' };
const now = Date.UTC(2026, 10, 20, 2, 42);
const minute = 60_000;

function ticketIn(state: State): Ticket {
  const atWindow = state === 'called' || state === 'serving';
  return {
    branchId: 'b',
    businessDate: '2026-11-20',
    id: 't',
    visitId: 'v',
    number: 'A027',
    state,
    serviceTypeId: 'personal-id',
    serviceCode: 'personal',
    services: ['personal-id'],
    classCode: 'ordinary',
    strategyVersion: 1,
    channel: 'kiosk',
    language: 'zh-CN',
    holder: null,
    elder: false,
    bookingId: null,
    bookingStart: null,
    timing: null,
    issuedAt: now - 10 * minute,
    position: (now - 10 * minute) * 1000,
    since: now - 2 * minute,
    calledAt: state === 'waiting' || state === 'absent' ? null : now - 3 * minute,
    startedAt: state === 'serving' ? now - 2 * minute : null,
    endedAt: states.isFinal(state) ? now - minute : null,
    windowId: atWindow ? 'w' : null,
    staffId: atWindow ? 's' : null,
    calls: 1,
    restorableUntil: state === 'skipped' ? now + 5 * minute : null,
    postponed: false,
    note: null,
    request: {
      id: 'r',
      sequence: 1,
      openedAt: now - 10 * minute,
      calledAt: state === 'waiting' ? null : now - 3 * minute,
      startedAt: state === 'serving' ? now - 2 * minute : null,
      periods: 1,
    },
    expectedSeconds: 600,
    linkHash: 'h',
  };
}

const next = {
  requestId: 'r2',
  serviceTypeId: 'cash-id',
  serviceCode: 'cash',
  classCode: 'ordinary',
  position: 1,
  reason: '转现金',
};
const holder = { id: 'c', maskedName: '王*芳', tier: 'gold', elder: true, disabled: false } as const;

/** Every command, and the state it leads to from each state it may meet; what is missing here must be refused. */
const commands: Record<states.TicketCommand, { run: (ticket: Ticket) => Ticket; to: State | 'same' }> = {
  callNext: { run: (t) => states.call(t, now, 'w', staff, null).ticket, to: 'called' },
  callSpecific: { run: (t) => states.call(t, now, 'w', staff, '客户返回').ticket, to: 'called' },
  recall: { run: (t) => states.recall(t), to: 'same' },
  start: { run: (t) => states.start(t, now).ticket, to: 'serving' },
  complete: { run: (t) => states.complete(t, now, staff).ticket, to: 'completed' },
  addService: { run: (t) => states.addService(t, now, staff, next).ticket, to: 'serving' },
  skip: { run: (t) => states.skip(t, now, 15).ticket, to: 'skipped' },
  park: { run: (t) => states.park(t, now, '取材料').ticket, to: 'parked' },
  transfer: { run: (t) => states.transfer(t, now, staff, next).ticket, to: 'waiting' },
  arrive: { run: (t) => states.arrive(t, now).ticket, to: 'waiting' },
  restore: { run: (t) => states.restore(t, now, 5).ticket, to: 'waiting' },
  prioritise: { run: (t) => states.reposition(t, 'prioritise', 1), to: 'same' },
  postpone: { run: (t) => states.reposition(t, 'postpone', 1), to: 'same' },
  cancel: { run: (t) => states.leave(t, 'cancel', now, '不办了').ticket, to: 'cancelled' },
  abandon: { run: (t) => states.leave(t, 'abandon', now, '已离开').ticket, to: 'abandoned' },
  attach: { run: (t) => states.attach(t, holder, 'v2', 'elder'), to: 'same' },
};

/** The table of the README, written a second time by hand: the test does not read the code's own table. */
const table: Record<State, readonly states.TicketCommand[]> = {
  absent: ['arrive', 'cancel', 'abandon', 'attach'],
  waiting: ['callNext', 'callSpecific', 'transfer', 'prioritise', 'postpone', 'cancel', 'abandon', 'attach'],
  called: ['recall', 'start', 'skip', 'park', 'transfer', 'cancel', 'abandon', 'attach'],
  serving: ['complete', 'addService', 'park', 'transfer', 'attach'],
  parked: ['callSpecific', 'transfer', 'cancel', 'abandon', 'attach'],
  skipped: ['callSpecific', 'restore', 'cancel', 'abandon', 'attach'],
  completed: [],
  abandoned: [],
  cancelled: [],
};

for (const state of TicketState.options) {
  for (const [name, command] of Object.entries(commands)) {
    const allowed = table[state].includes(name as states.TicketCommand);
    test(`${state} × ${name} is ${allowed ? 'allowed' : 'refused'}`, () => {
      const before = ticketIn(state);
      if (!allowed) {
        assert.throws(
          () => command.run(before),
          (error) => error instanceof AppError && error.code === 'queue.ticket_wrong_state',
        );
        return;
      }
      const after = command.run(before);
      assert.equal(after.state, command.to === 'same' ? state : command.to);
      assert.equal(after.number, before.number);
      assert.deepEqual(before, ticketIn(state), 'the ticket given is not changed');
    });
  }
}

test('a step ends exactly the period that was open', () => {
  const { period, ticket } = states.start(ticketIn('called'), now);
  assert.deepEqual(period, {
    requestId: 'r',
    sequence: 2,
    serviceTypeId: 'personal-id',
    state: 'called',
    startedAt: now - 2 * minute,
    endedAt: now,
    windowId: 'w',
    staffId: 's',
    reason: null,
  });
  assert.equal(ticket.since, now);
  assert.equal(ticket.request.periods, 2);
});

test('a skipped ticket can be restored up to its last moment and not after it', () => {
  const skipped = ticketIn('skipped');
  assert.equal(states.restore(skipped, skipped.restorableUntil!, 5).ticket.state, 'waiting');
  assert.throws(() => states.restore(skipped, skipped.restorableUntil! + 1, 5), {
    code: 'queue.restore_too_late',
  });
  assert.throws(() => states.call(skipped, skipped.restorableUntil! + 1, 'w', staff, '返回'), {
    code: 'queue.restore_too_late',
  });
});

test('a customer may let others go first once', () => {
  const once = states.reposition(ticketIn('waiting'), 'postpone', 7);
  assert.throws(() => states.reposition(once, 'postpone', 9), { code: 'queue.already_postponed' });
});

test('a transfer ends the request as transferred and opens the next with nothing carried over but the ticket', () => {
  const { request, ticket } = states.transfer(ticketIn('serving'), now, staff, next);
  assert.equal(request!.outcome, 'transferred');
  assert.equal(request!.startedAt, now - 2 * minute);
  assert.deepEqual(ticket.request, {
    id: 'r2',
    sequence: 2,
    openedAt: now,
    calledAt: null,
    startedAt: null,
    periods: 0,
  });
  assert.deepEqual(ticket.services, ['personal-id', 'cash-id']);
});

test('the class follows the holder only while the ticket waits', () => {
  assert.equal(states.attach(ticketIn('waiting'), holder, 'v', 'elder').classCode, 'elder');
  assert.equal(states.attach(ticketIn('called'), holder, 'v', 'elder').classCode, 'ordinary');
});
