import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Locale, Reason, Words } from '../core/fields.ts';
import { Identifier } from '../customer.ts';
import { IssuedTicket, TicketCard, TicketChannel, WindowCard } from './model.ts';

const branch = { branchId: Id };
const onTicket = { branchId: Id, ticketId: Id };
const TicketAnswer = z.object({ ticket: TicketCard, window: WindowCard.nullable() });
const ticketErrors = ['queue.ticket_not_found', 'queue.ticket_wrong_state'] as const;

/** What is done with a ticket, wherever it is. */
export const queueTicketEndpoints = {
  issueTicket: endpoint({
    id: 'queue.issueTicket',
    method: 'POST',
    path: '/branches/:branchId/tickets',
    summary: 'Take a number; with a document the customer is recognised',
    input: z.object({
      ...branch,
      serviceTypeId: Id,
      channel: TicketChannel.default('kiosk'),
      identifier: Identifier.nullable().default(null),
      elder: z.boolean().default(false),
      language: Locale.default('zh-CN'),
      note: Words(100).nullable().default(null),
    }),
    output: IssuedTicket,
    errors: [
      'queue.branch_closed',
      'queue.noon_break',
      'queue.branch_suspended',
      'queue.service_not_found',
      'queue.service_closed',
      'queue.service_limit_reached',
      'customer.bad_identifier',
    ],
    access: 'queue.issue',
  }),
  transfer: endpoint({
    id: 'queue.transfer',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/transfer',
    summary: 'Send a ticket to another business, history kept: in front, by its time, or at the end',
    input: z.object({
      ...onTicket,
      serviceTypeId: Id,
      placement: z.enum(['front', 'byTime', 'end']),
      reason: Reason,
    }),
    output: TicketAnswer,
    errors: [...ticketErrors, 'queue.service_not_found', 'queue.ticket_at_other_window'],
    access: 'queue.move',
  }),
  restore: endpoint({
    id: 'queue.restore',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/restore',
    summary: 'A skipped customer is back: behind the third waiting of the class',
    input: z.object(onTicket),
    output: TicketAnswer,
    errors: [...ticketErrors, 'queue.restore_too_late'],
    access: 'queue.move',
  }),
  arrive: endpoint({
    id: 'queue.arrive',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/arrive',
    summary: 'The holder of a number taken from afar is here: it waits, at the place it had',
    input: z.object(onTicket),
    output: TicketAnswer,
    errors: [...ticketErrors],
    access: 'queue.move',
  }),
  prioritise: endpoint({
    id: 'queue.prioritise',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/prioritise',
    summary: 'Put a waiting ticket at the head of its line; the reason is kept and audited',
    input: z.object({ ...onTicket, reason: Reason }),
    output: TicketAnswer,
    errors: ticketErrors,
    access: 'queue.manage',
  }),
  cancel: endpoint({
    id: 'queue.cancel',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/cancel',
    summary: 'Withdraw a ticket at the customer’s wish',
    input: z.object({ ...onTicket, reason: Reason }),
    output: TicketAnswer,
    errors: ticketErrors,
    access: 'queue.manage',
  }),
  abandon: endpoint({
    id: 'queue.abandon',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/abandon',
    summary: 'The customer has left (弃号)',
    input: z.object({ ...onTicket, reason: Reason }),
    output: TicketAnswer,
    errors: ticketErrors,
    access: 'queue.manage',
  }),
  attachCustomer: endpoint({
    id: 'queue.attachCustomer',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/customer',
    summary:
      'Tell who holds the ticket, by document, phone or card; a card read at the window also starts the service',
    input: z.object({ ...onTicket, identifier: Identifier, start: z.boolean().default(false) }),
    output: TicketAnswer,
    errors: [
      'queue.ticket_not_found',
      'queue.ticket_wrong_state',
      'queue.customer_not_found',
      'customer.bad_identifier',
    ],
    access: 'customer.recognise',
  }),
};
