import type { Effects } from '../../platform/database/finish.ts';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import type { BranchQueue, EndedRequest, Ticket, WindowNow, WindowSession } from './queue.domain.ts';
import { countLine, countService } from './queue.domain.ts';
import { fromPeriod, fromQueue, fromRequest, fromTicket, fromWindow } from './queue.rows.ts';
import type { Step } from './queue.states.domain.ts';
import { isFinal } from './queue.states.domain.ts';
import {
  insertPeriod,
  insertRequest,
  insertTicket,
  insertVisit,
  insertWindowPeriod,
  saveSession,
  updateQueue,
  updateTicket,
  updateWindow,
} from './queue.write.store.ts';

/**
 * What one command changes, gathered while it decides: rows to write, events to tell, deadlines to set.
 * Counters follow the tickets by themselves, so that no command can forget them.
 */
export interface Draft {
  readonly now: number;
  queue(): BranchQueue;
  setQueue(change: Partial<BranchQueue>): void;
  newTicket(ticket: Ticket): void;
  /** A step of the state machine. */
  step(before: Ticket, step: Step): Ticket;
  /** A change that ends no period: a move in the line, a recall, a name. */
  change(before: Ticket, after: Ticket): Ticket;
  window(window: WindowNow): void;
  visit(row: { id: string; businessDate: string; customerId: string | null; openedBy: string }): void;
  session(window: WindowNow, businessDate: string, session: WindowSession, signedOutAt: number | null): void;
  /** An open or paused stretch of a window session has ended. */
  windowPeriod(businessDate: string, session: WindowSession): void;
  emit<E extends EventType>(event: E, payload: PayloadOf<E>): void;
  setTimer(kind: string, ref: string, due: number, payload?: Record<string, unknown>): void;
  clearTimer(kind: string, ref: string): void;
  done<R>(result: R): { result: R; at: number; effects: Effects };
}

export function createDraft(loaded: BranchQueue, now: number): Draft {
  let queue: BranchQueue = { ...loaded, lastAt: now };
  /** As they are in the end: each is written once. */
  const issued = new Map<string, Ticket>();
  const tickets = new Map<string, Ticket>();
  const windows = new Map<string, WindowNow>();
  const effects: Effects = { writes: [], events: [], setTimers: [], clearTimers: [] };
  const { writes } = effects;
  const keep = (ticket: Ticket): Ticket => {
    (issued.has(ticket.id) ? issued : tickets).set(ticket.id, ticket);
    return ticket;
  };

  function count(before: Ticket, after: Ticket, request: EndedRequest | null): void {
    let counters = countLine(queue.counters, before, after);
    const firstCall =
      before.request.calledAt === null &&
      after.request.id === before.request.id &&
      after.request.calledAt !== null;
    if (firstCall) {
      const waitSeconds = Math.round((after.request.calledAt! - after.request.openedAt) / 1000);
      counters = countService(counters, after.serviceCode, { called: 1, waitSeconds });
    }
    if (request?.outcome === 'completed')
      counters = countService(counters, request.serviceCode, { completed: 1 });
    if (isFinal(after.state) && !isFinal(before.state)) {
      counters = {
        ...counters,
        completed: counters.completed + (after.state === 'completed' ? 1 : 0),
        abandoned: counters.abandoned + (after.state === 'abandoned' ? 1 : 0),
      };
    }
    queue = { ...queue, counters };
  }

  return {
    now,
    queue: () => queue,
    setQueue: (change) => {
      queue = { ...queue, ...change };
    },
    newTicket: (ticket) => {
      issued.set(ticket.id, ticket);
      let counters = countLine(queue.counters, null, ticket);
      counters = countService(counters, ticket.serviceCode, { issued: 1 });
      queue = { ...queue, counters: { ...counters, issued: counters.issued + 1 } };
    },
    step: (before, step) => {
      if (step.period !== null) writes.push(insertPeriod(fromPeriod(before, step.period)));
      if (step.request !== null) writes.push(insertRequest(fromRequest(step.request)));
      count(before, step.ticket, step.request);
      return keep(step.ticket);
    },
    change: (before, after) => {
      count(before, after, null);
      return keep(after);
    },
    window: (window) => void windows.set(window.windowId, window),
    visit: (visit) =>
      void writes.push(
        insertVisit({
          business_date: visit.businessDate,
          id: visit.id,
          customer_id: visit.customerId,
          opened_by: visit.openedBy,
          opened_at: new Date(now).toISOString(),
        }),
      ),
    session: (window, businessDate, session, signedOutAt) =>
      void writes.push(
        saveSession({
          business_date: businessDate,
          id: session.id,
          window_id: window.windowId,
          staff_id: session.staff.id,
          signed_in_at: new Date(session.signedInAt).toISOString(),
          signed_out_at: signedOutAt === null ? null : new Date(signedOutAt).toISOString(),
        }),
      ),
    windowPeriod: (businessDate, session) =>
      void writes.push(
        insertWindowPeriod({
          business_date: businessDate,
          session_id: session.id,
          sequence: session.periods + 1,
          state: session.state,
          reason: session.pauseReason,
          started_at: new Date(session.since).toISOString(),
          ended_at: new Date(now).toISOString(),
        }),
      ),
    emit: (event, payload) => void effects.events.push({ type: event.type, payload }),
    setTimer: (kind, ref, due, payload) => void effects.setTimers.push({ kind, ref, due, payload }),
    clearTimer: (kind, ref) => void effects.clearTimers.push({ kind, ref }),
    done: (result) => {
      writes.push(
        updateQueue(fromQueue(queue)),
        ...[...issued.values()].map((ticket) => insertTicket(fromTicket(ticket))),
        ...[...tickets.values()].map((ticket) => updateTicket(fromTicket(ticket))),
        ...[...windows.values()].map((window) => updateWindow(fromWindow(window))),
      );
      return { result, at: now, effects };
    },
  };
}
