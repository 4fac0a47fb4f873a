import { z } from 'zod'
import { event } from '../core/event.ts'
import { BusinessDate, Id, Instant } from '../core/fields.ts'
import { ServicePeriod, TicketCard, VoiceCall, WindowCard } from './model.ts'

/** The state the fact made: cards after the change, and the period that ended with it. */
const changed = { ticket: TicketCard, window: WindowCard.nullable(), ended: ServicePeriod.nullable(), reason: z.string().nullable() }
const ticketEvent = <T extends string>(type: T) => event({ type, room: 'queue', payload: z.object(changed) })

export const TicketChanged = z.object(changed)
export type TicketChanged = z.output<typeof TicketChanged>

/** A completed service, told with its durations: feedback asks for a rating, indicators count it. */
export const ServiceCompleted = z.object({
  ...changed,
  requestId: Id,
  serviceTypeId: Id,
  waitSeconds: z.number().int(),
  serviceSeconds: z.number().int(),
  staffName: z.string(),
  staffNumber: z.string(),
  /** False when another service goes on under the same number at the same window. */
  last: z.boolean(),
})

export const queueEvents = {
  ticketIssued: ticketEvent('ticket.issued'),
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
    }),
  }),
  ticketRecalled: event({ type: 'ticket.recalled', room: 'queue', payload: z.object({ ...changed, voice: VoiceCall.nullable() }) }),
  ticketStarted: ticketEvent('ticket.started'),
  serviceCompleted: event({ type: 'ticket.serviceCompleted', room: 'queue', payload: ServiceCompleted }),
  ticketSkipped: ticketEvent('ticket.skipped'),
  ticketRestored: ticketEvent('ticket.restored'),
  ticketTransferred: ticketEvent('ticket.transferred'),
  ticketParked: ticketEvent('ticket.parked'),
  ticketPostponed: ticketEvent('ticket.postponed'),
  ticketPrioritised: ticketEvent('ticket.prioritised'),
  ticketRecognised: ticketEvent('ticket.recognised'),
  ticketAbandoned: ticketEvent('ticket.abandoned'),
  ticketCancelled: ticketEvent('ticket.cancelled'),
  windowChanged: event({
    type: 'window.changed',
    room: 'queue',
    payload: z.object({ window: WindowCard, change: z.enum(['signedIn', 'signedOut', 'paused', 'resumed', 'kindChanged']), staffId: Id.nullable(), reason: z.string().nullable() }),
  }),
  dayOpened: event({ type: 'queueDay.opened', room: 'queue', payload: z.object({ businessDate: BusinessDate, closesAt: Instant }) }),
  dayClosed: event({ type: 'queueDay.closed', room: 'queue', payload: z.object({ businessDate: BusinessDate, abandoned: z.number().int() }) }),
}
