import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Reason, Words } from '../core/fields.ts';
import { WindowCard } from './model.ts';

/** QU-14: a marked customer finishes everything at one window; a flexible counter takes whatever comes, for a time. */

export const OneStopReason = z.enum(['elder', 'disabled', 'vip', 'lobby']);
export type OneStopReason = z.output<typeof OneStopReason>;

export const OneStop = z.object({
  ticketId: Id,
  reason: OneStopReason,
  words: z.string(),
  by: z.string(),
  markedAt: Instant,
  /** Businesses to be done under this number, the first one included, in order. What is done is on the ticket. */
  serviceTypeIds: z.array(Id),
  /** Numbers the customer also held: taken out of the queue, so that nobody waits twice. */
  joinedNumbers: z.array(z.string()),
});
export type OneStop = z.output<typeof OneStop>;

export const FlexibleCounter = z.object({
  windowId: Id,
  openedAt: Instant,
  until: Instant,
  reason: z.string(),
  by: z.string(),
});
export type FlexibleCounter = z.output<typeof FlexibleCounter>;

const onTicket = { branchId: Id, ticketId: Id };
const atWindow = { branchId: Id, windowId: Id };
export const oneStopEndpoints = {
  getOneStop: endpoint({
    id: 'queue.getOneStop',
    method: 'GET',
    path: '/branches/:branchId/tickets/:ticketId/one-stop',
    summary: 'What else is to be done under this number at one window; null = nothing',
    input: z.object(onTicket),
    output: z.object({ oneStop: OneStop.nullable() }),
    errors: ['queue.ticket_not_found'],
    access: 'queue.view',
  }),
  markOneStop: endpoint({
    id: 'queue.markOneStop',
    method: 'PUT',
    path: '/branches/:branchId/tickets/:ticketId/one-stop',
    summary:
      'All of these at one window, without another wait; other numbers of the customer leave the queue',
    input: z.object({
      ...onTicket,
      reason: OneStopReason,
      /** Needed with `lobby`. */
      words: Words(200),
      /** Further businesses; the ticket's own is among them anyway. */
      serviceTypeIds: z.array(Id).min(1).max(8),
    }),
    output: z.object({ oneStop: OneStop.nullable() }),
    errors: [
      'queue.ticket_not_found',
      'queue.ticket_wrong_state',
      'queue.service_not_found',
      'queue.one_stop_reason',
    ],
    access: 'queue.move',
  }),
  listFlexibleCounters: endpoint({
    id: 'queue.listFlexibleCounters',
    method: 'GET',
    path: '/branches/:branchId/flexible-counters',
    summary: 'Windows that take whatever comes, and until when',
    input: z.object({ branchId: Id }),
    output: z.object({ counters: z.array(FlexibleCounter) }),
    access: 'queue.view',
  }),
  openFlexibleCounter: endpoint({
    id: 'queue.openFlexibleCounter',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/flexible',
    summary: 'An elastic window takes every business for a time, and is itself again by then',
    input: z.object({ ...atWindow, minutes: z.number().int().min(5).max(240), reason: Reason }),
    output: z.object({ window: WindowCard, counter: FlexibleCounter }),
    errors: ['queue.window_not_found', 'queue.window_not_elastic', 'queue.day_not_open'],
    access: 'queue.manage',
  }),
  closeFlexibleCounter: endpoint({
    id: 'queue.closeFlexibleCounter',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/flexible/close',
    summary: 'The window is itself again now',
    input: z.object(atWindow),
    output: z.object({ window: WindowCard }),
    errors: ['queue.window_not_found', 'queue.window_not_flexible'],
    access: 'queue.manage',
  }),
};
