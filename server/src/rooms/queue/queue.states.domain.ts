import type { TicketState } from '@huiting/contracts/queue';
import { refuse } from '../../platform/errors.ts';
import type { EndedRequest, Period, Staff, Ticket, TicketHolder } from './queue.domain.ts';

/** Every command a ticket can meet, and the states it may meet it in. The README's table is this one; tests walk every cell. */
export const allowedStates = {
  callNext: ['waiting'],
  callSpecific: ['waiting', 'parked', 'skipped'],
  recall: ['called'],
  start: ['called'],
  complete: ['serving'],
  addService: ['serving'],
  skip: ['called'],
  park: ['called', 'serving'],
  transfer: ['waiting', 'called', 'serving', 'parked'],
  restore: ['skipped'],
  prioritise: ['waiting'],
  postpone: ['waiting'],
  arrive: ['absent'],
  cancel: ['absent', 'waiting', 'called', 'parked', 'skipped'],
  abandon: ['absent', 'waiting', 'called', 'parked', 'skipped'],
  attach: ['absent', 'waiting', 'called', 'serving', 'parked', 'skipped'],
} as const satisfies Record<string, readonly TicketState[]>;
export type TicketCommand = keyof typeof allowedStates;

function assertState(ticket: Ticket, command: TicketCommand): void {
  if (!(allowedStates[command] as readonly string[]).includes(ticket.state)) {
    refuse('queue.ticket_wrong_state', { state: ticket.state });
  }
}

/** A ticket after a step, with what the step ended. */
export interface Step {
  readonly ticket: Ticket;
  readonly period: Period | null;
  readonly request: EndedRequest | null;
}

export function isFinal(state: TicketState): boolean {
  return state === 'completed' || state === 'abandoned' || state === 'cancelled';
}

/** Ends the present period and enters the next state. Time in a state is whatever passed; it is never typed in. */
function enter(
  ticket: Ticket,
  state: TicketState,
  now: number,
  reason: string | null,
  change: Partial<Ticket>,
): Step {
  const period: Period = {
    requestId: ticket.request.id,
    sequence: ticket.request.periods + 1,
    serviceTypeId: ticket.serviceTypeId,
    state: ticket.state as Period['state'],
    startedAt: ticket.since,
    endedAt: now,
    windowId: ticket.windowId,
    staffId: ticket.staffId,
    reason,
  };
  const request = { ...(change.request ?? ticket.request), periods: ticket.request.periods + 1 };
  return { ticket: { ...ticket, ...change, state, since: now, request }, period, request: null };
}

function endRequest(
  ticket: Ticket,
  outcome: EndedRequest['outcome'],
  now: number,
  staff: Staff | null,
): EndedRequest {
  return {
    id: ticket.request.id,
    ticket,
    sequence: ticket.request.sequence,
    serviceTypeId: ticket.serviceTypeId,
    serviceCode: ticket.serviceCode,
    outcome,
    openedAt: ticket.request.openedAt,
    calledAt: ticket.request.calledAt,
    startedAt: ticket.request.startedAt,
    endedAt: now,
    windowId: ticket.windowId,
    staff,
  };
}

export function call(
  ticket: Ticket,
  now: number,
  windowId: string,
  staff: Staff,
  specificReason: string | null,
): Step {
  assertState(ticket, specificReason === null ? 'callNext' : 'callSpecific');
  if (ticket.state === 'skipped') assertRestorable(ticket, now);
  return enter(ticket, 'called', now, specificReason, {
    windowId,
    staffId: staff.id,
    calls: 1,
    calledAt: ticket.calledAt ?? now,
    restorableUntil: null,
    request: { ...ticket.request, calledAt: ticket.request.calledAt ?? now },
  });
}

/** The call is spoken again; the period goes on. */
export function recall(ticket: Ticket): Ticket {
  assertState(ticket, 'recall');
  return { ...ticket, calls: ticket.calls + 1 };
}

export function start(ticket: Ticket, now: number): Step {
  assertState(ticket, 'start');
  return enter(ticket, 'serving', now, null, {
    startedAt: ticket.startedAt ?? now,
    request: { ...ticket.request, startedAt: ticket.request.startedAt ?? now },
  });
}

export function complete(
  ticket: Ticket,
  now: number,
  staff: Staff | null,
  reason: string | null = null,
): Step {
  assertState(ticket, 'complete');
  const step = enter(ticket, 'completed', now, reason, { endedAt: now });
  return { ...step, request: endRequest(ticket, 'completed', now, staff) };
}

/** The present service ends and another begins under the same number at the same window. */
export function addService(
  ticket: Ticket,
  now: number,
  staff: Staff,
  next: { requestId: string; serviceTypeId: string; serviceCode: string },
): Step {
  assertState(ticket, 'addService');
  const step = enter(ticket, 'serving', now, null, {
    serviceTypeId: next.serviceTypeId,
    serviceCode: next.serviceCode,
    services: [...ticket.services, next.serviceTypeId],
  });
  return {
    period: step.period,
    request: endRequest(ticket, 'completed', now, staff),
    ticket: {
      ...step.ticket,
      request: {
        id: next.requestId,
        sequence: ticket.request.sequence + 1,
        openedAt: now,
        calledAt: now,
        startedAt: now,
        periods: 0,
      },
    },
  };
}

export function skip(ticket: Ticket, now: number, restoreMinutes: number): Step {
  assertState(ticket, 'skip');
  return enter(ticket, 'skipped', now, null, {
    windowId: null,
    staffId: null,
    restorableUntil: now + restoreMinutes * 60_000,
  });
}

function assertRestorable(ticket: Ticket, now: number): void {
  if (ticket.restorableUntil === null || now > ticket.restorableUntil) refuse('queue.restore_too_late');
}

export function restore(ticket: Ticket, now: number, position: number): Step {
  assertState(ticket, 'restore');
  assertRestorable(ticket, now);
  return enter(ticket, 'waiting', now, null, { position, restorableUntil: null, calls: 0 });
}

/** Here at last. The place was kept; the wait that is counted begins now, in the hall. */
export function arrive(ticket: Ticket, now: number): Step {
  assertState(ticket, 'arrive');
  return enter(ticket, 'waiting', now, null, {
    restorableUntil: null,
    request: { ...ticket.request, openedAt: now },
  });
}

export function park(ticket: Ticket, now: number, reason: string): Step {
  assertState(ticket, 'park');
  return enter(ticket, 'parked', now, reason, { windowId: null, staffId: null });
}

/** To another business: the old request ends as transferred, a new one begins waiting; the number and the history stay. */
export function transfer(
  ticket: Ticket,
  now: number,
  staff: Staff | null,
  next: {
    requestId: string;
    serviceTypeId: string;
    serviceCode: string;
    classCode: string;
    position: number;
    reason: string;
  },
): Step {
  assertState(ticket, 'transfer');
  const step = enter(ticket, 'waiting', now, next.reason, {
    serviceTypeId: next.serviceTypeId,
    serviceCode: next.serviceCode,
    classCode: next.classCode,
    services: [...ticket.services, next.serviceTypeId],
    position: next.position,
    windowId: null,
    staffId: null,
    calls: 0,
  });
  return {
    period: step.period,
    request: endRequest(ticket, 'transferred', now, staff),
    ticket: {
      ...step.ticket,
      request: {
        id: next.requestId,
        sequence: ticket.request.sequence + 1,
        openedAt: now,
        calledAt: null,
        startedAt: null,
        periods: 0,
      },
    },
  };
}

/** Moves within its line; the wait goes on. */
export function reposition(ticket: Ticket, command: 'prioritise' | 'postpone', position: number): Ticket {
  assertState(ticket, command);
  if (command === 'postpone' && ticket.postponed) refuse('queue.already_postponed');
  return { ...ticket, position, postponed: ticket.postponed || command === 'postpone' };
}

/** The ticket leaves without service. */
export function leave(ticket: Ticket, command: 'cancel' | 'abandon', now: number, reason: string): Step {
  assertState(ticket, command);
  const state = command === 'cancel' ? 'cancelled' : 'abandoned';
  const step = enter(ticket, state, now, reason, { endedAt: now, restorableUntil: null });
  return { ...step, request: endRequest(ticket, state, now, null) };
}

/** Who holds it is known now. The class follows only while it waits: what was decided stays decided. */
export function attach(ticket: Ticket, holder: TicketHolder, visitId: string, classCode: string): Ticket {
  assertState(ticket, 'attach');
  return {
    ...ticket,
    holder,
    visitId,
    elder: ticket.elder || holder.elder,
    classCode: ticket.state === 'waiting' || ticket.state === 'absent' ? classCode : ticket.classCode,
  };
}
