import { z } from 'zod';
import { event } from '../core/event.ts';
import type { Settlement } from '../core/event.ts';
import { BusinessDate, Id, Instant, Named } from '../core/fields.ts';
import { RecognitionSource } from '../customer.ts';
import { DiversionPlace } from './setup.ts';
import { ServicePeriod, TicketCard, VoiceCall, WindowCard } from './model.ts';

/** The state the fact made: cards after the change, and the period that ended with it. */
const changed = {
  ticket: TicketCard,
  window: WindowCard.nullable(),
  ended: ServicePeriod.nullable(),
  reason: z.string().nullable(),
  /** How the ticket's customer became known, when this fact is what told it. */
  recognisedBy: RecognitionSource.optional(),
  /** Member of staff who did it, when nobody sits at a window for it. */
  by: z.string().optional(),
};
type Changed = z.output<z.ZodObject<typeof changed>>;
/** The customer's own business is over: whoever was told that they came need not wait for them. */
const settleArrival = (resolution: string) => (p: Changed) =>
  p.ticket.customer === null
    ? null
    : { alerts: { subject: { kind: 'customer', id: p.ticket.customer.id } }, outcome: { resolution } };
const ticketEvent = <T extends string>(type: T, settles?: (p: Changed) => Settlement | null) =>
  event({ type, room: 'queue', payload: z.object(changed), ...(settles === undefined ? {} : { settles }) });

export const TicketChanged = z.object(changed);
export type TicketChanged = z.output<typeof TicketChanged>;

/** A completed service, told with its durations: feedback asks for a rating, indicators count it. */
export const ServiceCompleted = z.object({
  ...changed,
  requestId: Id,
  /** The ticket's: past midnight it is the day before's. */
  businessDate: BusinessDate,
  serviceTypeId: Id,
  serviceName: Named.optional(),
  waitSeconds: z.number().int(),
  serviceSeconds: z.number().int(),
  staffName: z.string(),
  staffNumber: z.string(),
  /** False when another service goes on under the same number at the same window. */
  last: z.boolean(),
});

export const queueEvents = {
  ticketIssued: ticketEvent('ticket.issued'),
  /** The holder of an absent ticket is here: it waits, at the place it had. */
  ticketArrived: ticketEvent('ticket.arrived'),
  /** An absent ticket's turn is near, or (with `restorableUntil`) has come: its holder should set out, or be there by then. */
  ticketNear: event({
    type: 'ticket.near',
    room: 'queue',
    payload: z.object({ ticket: TicketCard, ahead: z.number().int() }),
  }),
  ticketCalled: event({
    type: 'ticket.called',
    room: 'queue',
    payload: z.object({
      ...changed,
      voice: VoiceCall.nullable(),
      /** Why this one: `tier`, `helpOut`, `guarantee`, `specific`; rule facts of the strategy. */
      decision: z.record(z.string(), z.unknown()).nullable(),
      /** Called out of the strategy's order, by name and reason. */
      outOfOrder: z.boolean(),
      /** Number of the one the strategy would have called. */
      passedOver: z.string().nullable().optional(),
    }),
  }),
  ticketRecalled: event({
    type: 'ticket.recalled',
    room: 'queue',
    payload: z.object({ ...changed, voice: VoiceCall.nullable() }),
  }),
  ticketStarted: ticketEvent('ticket.started'),
  serviceCompleted: event({
    type: 'ticket.serviceCompleted',
    room: 'queue',
    payload: ServiceCompleted,
    settles: (p) => (p.last ? settleArrival('客户业务已办结')(p) : null),
  }),
  ticketSkipped: ticketEvent('ticket.skipped'),
  ticketRestored: ticketEvent('ticket.restored'),
  ticketTransferred: ticketEvent('ticket.transferred'),
  ticketParked: ticketEvent('ticket.parked'),
  ticketPostponed: ticketEvent('ticket.postponed'),
  ticketPrioritised: ticketEvent('ticket.prioritised'),
  ticketRecognised: ticketEvent('ticket.recognised'),
  /** Gone to a machine or the phone; the number is kept and waits on. */
  ticketDiverted: event({
    type: 'ticket.diverted',
    room: 'queue',
    payload: z.object({
      ticket: TicketCard,
      place: DiversionPlace,
      /** The wait here that the customer was told; null = no window open. */
      expectedSeconds: z.number().int().nullable(),
      /** Who sent them; null = the customer chose at the kiosk. */
      by: z.string().nullable(),
    }),
  }),
  /** Everything of this customer is done at one window (QU-14). */
  oneStopMarked: event({
    type: 'ticket.oneStopMarked',
    room: 'queue',
    payload: z.object({
      ticket: TicketCard,
      window: WindowCard.nullable(),
      kind: z.enum(['elder', 'disabled', 'vip', 'lobby']),
      reason: z.string(),
      by: z.string(),
      serviceTypeIds: z.array(Id),
    }),
  }),
  ticketAbandoned: ticketEvent('ticket.abandoned', settleArrival('客户已离开')),
  ticketCancelled: ticketEvent('ticket.cancelled', settleArrival('客户已取消号票')),
  windowChanged: event({
    type: 'window.changed',
    room: 'queue',
    payload: z.object({
      window: WindowCard,
      change: z.enum(['signedIn', 'signedOut', 'paused', 'resumed', 'kindChanged']),
      staffId: Id.nullable(),
      reason: z.string().nullable(),
    }),
  }),
  /** What a branch is set up with has changed: its services and windows, its strategy, its notices, its voice. Screens fetch it anew. */
  setupChanged: event({
    type: 'queueSetup.changed',
    room: 'queue',
    payload: z.object({
      what: z.enum(['windows', 'hours', 'notices', 'display', 'services', 'strategy', 'machine']),
    }),
  }),
  /** Notices or rates changed for every branch below these paths; told at the unit they belong to. */
  noticesChanged: event({
    type: 'notices.changed',
    room: 'queue',
    payload: z.object({ paths: z.array(z.string()) }),
  }),
  dayOpened: event({
    type: 'queueDay.opened',
    room: 'queue',
    payload: z.object({ businessDate: BusinessDate, closesAt: Instant }),
  }),
  dayClosed: event({
    type: 'queueDay.closed',
    room: 'queue',
    payload: z.object({ businessDate: BusinessDate, abandoned: z.number().int() }),
    settles: () => ({
      alerts: { kinds: ['customer.arrival', 'hall.congestion'] },
      outcome: { resolution: '营业日结束' },
    }),
  }),
};
