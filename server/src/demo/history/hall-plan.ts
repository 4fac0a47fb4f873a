import type { QueueStrategy } from '@huiting/queueing/strategy';
import type { PlannedCustomer } from '@huiting/simulator/bank/plan-types';
import type { Random } from '@huiting/simulator/bank/random';
import type { Agenda } from '@huiting/simulator/behaviour/agenda';
import type { Duty } from '@huiting/simulator/behaviour/duties';
import type { PlannedVisit } from '@huiting/simulator/behaviour/visits';
import type {
  EndedRequest,
  Period,
  Staff,
  Step,
  Ticket,
  TicketHolder,
  WindowNow,
} from '../../rooms/queue/index.ts';
import type { WaitingLines } from './waiting-lines.ts';

/** One day of one branch before it has happened. Instants are ms of business time. */
export interface HallPlan {
  readonly branchId: string;
  readonly date: string;
  /** Local midnight: times of visits and duties are seconds after it. */
  readonly midnight: number;
  readonly closesAt: number;
  /** When the queue's day ends and whoever is left has to go. */
  readonly endsAt: number;
  readonly services: ReadonlyMap<string, PlannedService>;
  readonly windows: readonly PlannedSeat[];
  readonly strategy: QueueStrategy;
  readonly visits: readonly PlannedVisit[];
  readonly duties: readonly Duty[];
  readonly staff: ReadonlyMap<string, Staff>;
  /** Who may claim a bad rating. */
  readonly lobbyManager: Staff | null;
  readonly holderOf: (customer: PlannedCustomer) => TicketHolder;
  readonly random: Random;
}

export interface PlannedService {
  readonly id: string;
  readonly code: string;
  readonly name: { readonly zh: string; readonly en: string };
  readonly prefix: string;
  readonly waitLimitSeconds: number;
  /** Median handling time the wait is estimated with. */
  readonly medianSeconds: number;
}

export interface PlannedSeat {
  readonly id: string;
  readonly label: string;
  readonly number: number;
  readonly kind: WindowNow['kind'];
  readonly profileCode: string;
  readonly serviceCodes: readonly string[];
}

/** What a day left behind, in the queue's own terms. */
export interface DayRecord {
  readonly plan: HallPlan;
  readonly visits: {
    id: string;
    customerId: string | null;
    openedBy: 'ticket' | 'checkIn';
    openedAt: number;
  }[];
  readonly tickets: ReadonlyMap<string, Ticket>;
  readonly requests: EndedRequest[];
  readonly periods: { ticketId: string; period: Period }[];
  readonly sessions: {
    id: string;
    windowId: string;
    staffId: string;
    signedInAt: number;
    signedOutAt: number | null;
  }[];
  readonly windowPeriods: {
    sessionId: string;
    sequence: number;
    state: 'open' | 'paused';
    reason: string | null;
    startedAt: number;
    endedAt: number;
  }[];
  /** The windows as they stand at the end of the record. */
  readonly windows: WindowNow[];
  readonly ratings: PastRating[];
}

export interface PastRating {
  /** The last completed request of the ticket at that window. */
  readonly request: EndedRequest;
  readonly ticket: Ticket;
  readonly waitSeconds: number;
  readonly serviceSeconds: number;
  readonly askedAt: number;
  readonly level: number | null;
  readonly reasons: readonly string[];
  readonly comment: string | null;
  readonly ratedAt: number | null;
}

/** The hall while it is played: what arrivals and windows share. */
export interface Hall {
  readonly plan: HallPlan;
  readonly agenda: Agenda;
  readonly lines: WaitingLines;
  readonly record: DayRecord;
  ticket(id: string): Ticket;
  visitOf(ticketId: string): PlannedVisit;
  /** Keeps what a step of the state machine changed and ended, and the line with it. */
  apply(step: Step): Ticket;
  /** True once the customer has left the hall without a word. */
  isGone(ticketId: string): boolean;
  /** The call was not answered: skipped, and back within the quarter of an hour or never. */
  skip(ticket: Ticket): void;
  newId(): string;
}

/** Instant of a time of the planned day, given in seconds since local midnight. */
export function instantOf(plan: HallPlan, seconds: number): number {
  return plan.midnight + Math.round(seconds * 1000);
}
