import { findOrderViolation } from '@huiting/queueing/strategy';
import type { QueueStrategy, WaitingTicket } from '@huiting/queueing/strategy';

/** What went wrong, as the replay saw it. Any one of these fails it. */
export interface Problem {
  readonly code:
    | 'lost'
    | 'calledTwice'
    | 'twoWindows'
    | 'outOfOrder'
    | 'wrongClass'
    | 'wrongState'
    | 'periods'
    | 'eventLog'
    | 'refused'
    | 'reactions';
  readonly date: string;
  readonly message: string;
}

export interface Outcome {
  readonly state: 'waiting' | 'called' | 'serving' | 'completed' | 'abandoned';
  readonly issuedAt: number;
  readonly calledAt: number | null;
  readonly endedAt: number | null;
  readonly windowId: string | null;
}

/**
 * The replay's own idea of the hall: who waits, who is at which window. It is fed with what the driver did and what the
 * server answered, shares no code with the server, and judges every call against the strategy.
 */
export interface HallModel {
  readonly problems: readonly Problem[];
  readonly outcomes: ReadonlyMap<string, Outcome>;
  waitingCount(): number;
  isWaiting(ticketId: string): boolean;
  issued(ticket: WaitingTicket, at: number): void;
  /** `ticketId` null: the window was told that nobody waits. */
  called(windowId: string, ticketId: string | null, at: number): void;
  started(windowId: string, ticketId: string): void;
  completed(windowId: string, ticketId: string, at: number): void;
  gaveUp(ticketId: string, at: number): void;
  /** The day's end: who still waits is sent home. */
  sentHome(at: number): number;
  report(code: Problem['code'], message: string): void;
}

export function createHallModel(given: {
  readonly date: string;
  readonly strategy: QueueStrategy;
  readonly profileCode: string;
  readonly mayTake: readonly string[];
}): HallModel {
  const waiting = new Map<string, WaitingTicket>();
  const outcomes = new Map<string, Outcome>();
  const atWindow = new Map<string, string>();
  const problems: Problem[] = [];
  const report = (code: Problem['code'], message: string): void => {
    problems.push({ code, date: given.date, message });
  };

  function change(ticketId: string, wanted: readonly Outcome['state'][], next: Partial<Outcome>): void {
    const now = outcomes.get(ticketId);
    if (now === undefined) return report('wrongState', `${ticketId} was never issued`);
    if (!wanted.includes(now.state))
      report('wrongState', `${ticketId} became ${next.state} while it was ${now.state}`);
    outcomes.set(ticketId, { ...now, ...next });
  }

  return {
    problems,
    outcomes,
    report,
    waitingCount: () => waiting.size,
    isWaiting: (ticketId) => waiting.has(ticketId),

    issued: (ticket, at) => {
      if (outcomes.has(ticket.ticketId)) report('wrongState', `${ticket.ticketId} was issued twice`);
      waiting.set(ticket.ticketId, ticket);
      outcomes.set(ticket.ticketId, {
        state: 'waiting',
        issuedAt: at,
        calledAt: null,
        endedAt: null,
        windowId: null,
      });
    },

    called: (windowId, ticketId, at) => {
      const { strategy, profileCode, mayTake } = given;
      const violation = findOrderViolation(strategy, {
        profileCode,
        mayTake,
        waiting: [...waiting.values()],
        called: ticketId,
        now: at,
      });
      const before = ticketId === null ? undefined : outcomes.get(ticketId);
      if (before !== undefined && before.calledAt !== null) {
        report('calledTwice', `${ticketId} was called again while it was ${before.state}`);
      } else if (violation !== null) {
        report('outOfOrder', `${new Date(at).toISOString()} ${violation.code}: ${violation.message}`);
      }
      if (ticketId === null) return;
      const elsewhere = [...atWindow].find(([, there]) => there === ticketId);
      if (elsewhere !== undefined)
        report('twoWindows', `${ticketId} is at ${elsewhere[0]} and was called to ${windowId}`);
      if (atWindow.has(windowId))
        report('twoWindows', `${windowId} called ${ticketId} with ${atWindow.get(windowId)} still there`);
      waiting.delete(ticketId);
      atWindow.set(windowId, ticketId);
      change(ticketId, ['waiting'], { state: 'called', calledAt: at, windowId });
    },

    started: (windowId, ticketId) => {
      if (atWindow.get(windowId) !== ticketId)
        report('twoWindows', `${windowId} started ${ticketId}, which is not there`);
      change(ticketId, ['called'], { state: 'serving' });
    },

    completed: (windowId, ticketId, at) => {
      if (atWindow.get(windowId) !== ticketId)
        report('twoWindows', `${windowId} completed ${ticketId}, which is not there`);
      atWindow.delete(windowId);
      change(ticketId, ['serving'], { state: 'completed', endedAt: at });
    },

    gaveUp: (ticketId, at) => {
      waiting.delete(ticketId);
      change(ticketId, ['waiting'], { state: 'abandoned', endedAt: at });
    },

    sentHome: (at) => {
      const rest = [...waiting.keys()];
      for (const ticketId of rest) change(ticketId, ['waiting'], { state: 'abandoned', endedAt: at });
      waiting.clear();
      return rest.length;
    },
  };
}
