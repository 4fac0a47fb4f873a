import type { CustomerTier } from '@huiting/contracts/customer';
import type { Locale } from '@huiting/contracts/core/fields';
import type { PauseReason, PeriodState, TicketChannel, TicketState } from '@huiting/contracts/queue';
import type { WindowKind } from '@huiting/contracts/organization';
import type { WaitingTicket } from '@huiting/queueing/strategy';
import type { z } from 'zod';

/** The queue's nouns as the room decides on them. Instants are ms of business time; positions µs (see engines/queueing). */

export type BookingTiming = 'early' | 'onTime' | 'late';

export interface TicketHolder {
  readonly id: string;
  readonly maskedName: string;
  readonly tier: z.output<typeof CustomerTier>;
  readonly elder: boolean;
  readonly disabled: boolean;
}

export interface Ticket {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly visitId: string;
  readonly number: string;
  readonly state: TicketState;
  readonly serviceTypeId: string;
  readonly serviceCode: string;
  /** Service types done or being done under this number, in order. */
  readonly services: readonly string[];
  readonly classCode: string;
  readonly strategyVersion: number;
  readonly channel: TicketChannel;
  readonly language: z.output<typeof Locale>;
  readonly holder: TicketHolder | null;
  /** Told at the kiosk or known of the holder. */
  readonly elder: boolean;
  readonly bookingId: string | null;
  readonly bookingStart: number | null;
  readonly timing: BookingTiming | null;
  readonly issuedAt: number;
  readonly position: number;
  readonly since: number;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number | null;
  readonly windowId: string | null;
  readonly staffId: string | null;
  readonly calls: number;
  readonly restorableUntil: number | null;
  readonly postponed: boolean;
  readonly note: string | null;
  /** The open request: one business, from its beginning to its outcome. */
  readonly request: OpenRequest;
  readonly expectedSeconds: number | null;
  readonly linkHash: string;
}

export interface OpenRequest {
  readonly id: string;
  readonly sequence: number;
  readonly openedAt: number;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  /** Periods ended so far. */
  readonly periods: number;
}

export interface EndedRequest {
  readonly id: string;
  readonly ticket: Ticket;
  readonly sequence: number;
  readonly serviceTypeId: string;
  readonly serviceCode: string;
  readonly outcome: 'completed' | 'transferred' | 'abandoned' | 'cancelled';
  readonly openedAt: number;
  readonly calledAt: number | null;
  readonly startedAt: number | null;
  readonly endedAt: number;
  readonly windowId: string | null;
  readonly staff: Staff | null;
}

export interface Period {
  readonly requestId: string;
  readonly sequence: number;
  readonly serviceTypeId: string;
  readonly state: z.output<typeof PeriodState>;
  readonly startedAt: number;
  readonly endedAt: number;
  readonly windowId: string | null;
  readonly staffId: string | null;
  readonly reason: string | null;
}

export interface Staff {
  readonly id: string;
  readonly name: string;
  readonly number: string;
}

/** A window as it is now. */
export interface WindowNow {
  readonly branchId: string;
  readonly windowId: string;
  readonly kind: z.output<typeof WindowKind>;
  readonly profileCode: string;
  readonly session: WindowSession | null;
  readonly ticket: {
    readonly id: string;
    readonly number: string;
    readonly state: 'called' | 'serving';
    readonly since: number;
  } | null;
}

export interface WindowSession {
  readonly id: string;
  readonly staff: Staff;
  readonly state: 'open' | 'paused';
  readonly pauseReason: z.output<typeof PauseReason> | null;
  readonly since: number;
  readonly signedInAt: number;
  /** Open and paused stretches ended so far. */
  readonly periods: number;
}

export interface ServiceCounts {
  readonly issued: number;
  readonly called: number;
  readonly waitSeconds: number;
  readonly completed: number;
}

/** Today's counters of a branch, kept in its lock row. */
export interface Counters {
  readonly prefix: Readonly<Record<string, number>>;
  readonly service: Readonly<Record<string, ServiceCounts>>;
  /** Waiting per line, key `service|class`. */
  readonly line: Readonly<Record<string, number>>;
  readonly issued: number;
  readonly completed: number;
  readonly abandoned: number;
}

/** The branch's queue: the row under whose lock its commands follow one another. */
export interface BranchQueue {
  readonly branchId: string;
  readonly businessDate: string | null;
  readonly dayOpen: boolean;
  readonly closesAt: number | null;
  readonly endsAt: number | null;
  readonly graceMinutes: number;
  readonly strategyVersion: number;
  readonly lastAt: number;
  readonly voiceUntil: number;
  readonly counters: Counters;
}

export const noCounters: Counters = {
  prefix: {},
  service: {},
  line: {},
  issued: 0,
  completed: 0,
  abandoned: 0,
};

/** `A027`; grows to four digits past 999. */
export function ticketNumber(prefix: string, count: number): string {
  return `${prefix}${String(count).padStart(3, '0')}`;
}

function lineKey(ticket: Pick<Ticket, 'serviceCode' | 'classCode'>): string {
  return `${ticket.serviceCode}|${ticket.classCode}`;
}

const noCounts: ServiceCounts = { issued: 0, called: 0, waitSeconds: 0, completed: 0 };

export function countService(counters: Counters, code: string, change: Partial<ServiceCounts>): Counters {
  const now = counters.service[code] ?? noCounts;
  return {
    ...counters,
    service: {
      ...counters.service,
      [code]: {
        issued: now.issued + (change.issued ?? 0),
        called: now.called + (change.called ?? 0),
        waitSeconds: now.waitSeconds + (change.waitSeconds ?? 0),
        completed: now.completed + (change.completed ?? 0),
      },
    },
  };
}

/** Keeps the line counts right when a ticket enters or leaves the waiting state, or changes its line while waiting. */
export function countLine(counters: Counters, before: Ticket | null, after: Ticket | null): Counters {
  const from = before?.state === 'waiting' ? lineKey(before) : null;
  const to = after?.state === 'waiting' ? lineKey(after) : null;
  if (from === to) return counters;
  const line: Record<string, number> = { ...counters.line };
  if (from !== null) {
    const left = (line[from] ?? 1) - 1;
    if (left > 0) line[from] = left;
    else delete line[from];
  }
  if (to !== null) line[to] = (line[to] ?? 0) + 1;
  return { ...counters, line };
}

/** Somebody waiting, as screens tell of them. */
export interface WaitingNow extends WaitingTicket {
  readonly number: string;
  readonly issuedAt: number;
}

/** The queue as it is now, without a lock, all of one moment. */
export interface Snapshot {
  /** Event number it is true at. */
  readonly number: number;
  readonly queue: BranchQueue;
  /** Nearest first; at most 500, a hall holds fewer. */
  readonly waiting: WaitingNow[];
  readonly windows: WindowNow[];
  /** Tickets not ended, and those ended after `endedAfter`; empty unless asked for. */
  readonly tickets: Ticket[];
}

/** Called by courtesy, and shown as such: the two upper tiers. */
export function isVip(holder: { readonly tier: string } | null): boolean {
  return holder?.tier === 'platinum' || holder?.tier === 'privateBank';
}
