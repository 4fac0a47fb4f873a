import type { AssistCall } from '@huiting/contracts/hall';
import { expect, test } from 'vitest';
import { applyCall, callsInOrder } from './assist.live.ts';

function call(id: string, change: Partial<AssistCall> = {}): AssistCall {
  return {
    id,
    branchId: 'b',
    source: 'window',
    windowId: 'w',
    place: '3',
    reason: 'elder',
    ticketNumber: null,
    callerName: null,
    calledAt: 0,
    acceptDueAt: 60_000,
    offer: null,
    escalated: false,
    state: 'open',
    acceptedBy: null,
    arrivedAt: null,
    endedAt: null,
    outcome: null,
    ...change,
  };
}

test('a call goes forward only; an escalation is taken over', () => {
  const done = { number: 1, calls: [call('a', { state: 'done' })] };
  expect(applyCall(done, { call: call('a', { state: 'accepted' }) })).toBe(done);
  const open = { number: 1, calls: [call('a')] };
  expect(applyCall(open, { call: call('a', { escalated: true }) }).calls[0]?.escalated).toBe(true);
});

test('whoever waits longest stands first, what is over last', () => {
  const calls = [
    call('over', { state: 'done', endedAt: 9 }),
    call('late', { calledAt: 5 }),
    call('helped', { state: 'accepted', calledAt: 1 }),
    call('early', { calledAt: 2 }),
  ];
  expect(callsInOrder(calls).map(({ id }) => id)).toEqual(['early', 'late', 'helped', 'over']);
});
