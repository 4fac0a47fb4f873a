import { z } from 'zod'
import { endpoint } from '../core/endpoint.ts'
import { Id, Locale, Reason, Words } from '../core/fields.ts'
import { Identifier } from '../customer.ts'
import { WindowKind } from '../organization.ts'
import { Board, DisplayBoard, IssuedTicket, PauseReason, Progress, ServicePeriod, TicketCard, TicketChannel, WindowCard } from './model.ts'

const branch = { branchId: Id }
const atWindow = { branchId: Id, windowId: Id }
const onTicket = { branchId: Id, ticketId: Id }
const TicketAnswer = z.object({ ticket: TicketCard, window: WindowCard.nullable() })
const WindowAnswer = z.object({ window: WindowCard })
/** `ticket` is null when nothing waits that this window may take. */
const CallAnswer = z.object({ ticket: TicketCard.nullable(), window: WindowCard })
const windowErrors = ['queue.window_not_found', 'queue.not_signed_in', 'queue.window_paused'] as const
const currentErrors = ['queue.window_not_found', 'queue.not_signed_in', 'queue.window_idle', 'queue.ticket_wrong_state'] as const
const ticketErrors = ['queue.ticket_not_found', 'queue.ticket_wrong_state'] as const

export const queueEndpoints = {
  getBoard: endpoint({ id: 'queue.getBoard', method: 'GET', path: '/branches/:branchId/board', summary: "The branch's live board for staff", input: z.object(branch), output: Board, access: 'queue.view' }),
  getDisplay: endpoint({ id: 'queue.getDisplay', method: 'GET', path: '/branches/:branchId/display', summary: 'The live board for screens and kiosks of the hall', input: z.object(branch), output: DisplayBoard, access: 'queue.display' }),
  getTimeline: endpoint({
    id: 'queue.getTimeline', method: 'GET', path: '/branches/:branchId/tickets/:ticketId', summary: 'One ticket with every timed period of its visit',
    input: z.object(onTicket), output: z.object({ ticket: TicketCard, periods: z.array(ServicePeriod) }), errors: ['queue.ticket_not_found'], access: 'queue.view',
  }),

  issueTicket: endpoint({
    id: 'queue.issueTicket', method: 'POST', path: '/branches/:branchId/tickets', summary: 'Take a number; with a document the customer is recognised',
    input: z.object({
      ...branch, serviceTypeId: Id, channel: TicketChannel.default('kiosk'), identifier: Identifier.nullable().default(null),
      elder: z.boolean().default(false), language: Locale.default('zh-CN'), note: Words(100).nullable().default(null),
    }),
    output: IssuedTicket,
    errors: ['queue.branch_closed', 'queue.branch_suspended', 'queue.service_not_found', 'queue.service_closed', 'queue.service_limit_reached', 'customer.bad_identifier'],
    access: 'queue.issue',
  }),

  signIn: endpoint({ id: 'queue.signIn', method: 'POST', path: '/branches/:branchId/windows/:windowId/sign-in', summary: 'Open this window with me at it', input: z.object(atWindow), output: WindowAnswer, errors: ['queue.window_not_found', 'queue.window_taken', 'queue.staff_at_other_window', 'queue.branch_closed'], access: 'queue.serve' }),
  signOut: endpoint({ id: 'queue.signOut', method: 'POST', path: '/branches/:branchId/windows/:windowId/sign-out', summary: 'Leave this window', input: z.object(atWindow), output: WindowAnswer, errors: ['queue.window_not_found', 'queue.not_signed_in', 'queue.window_busy'], access: 'queue.serve' }),
  pause: endpoint({ id: 'queue.pause', method: 'POST', path: '/branches/:branchId/windows/:windowId/pause', summary: 'Pause this window, with a reason', input: z.object({ ...atWindow, reason: PauseReason }), output: WindowAnswer, errors: [...windowErrors, 'queue.window_busy'], access: 'queue.serve' }),
  resume: endpoint({ id: 'queue.resume', method: 'POST', path: '/branches/:branchId/windows/:windowId/resume', summary: 'Open a paused window again', input: z.object(atWindow), output: WindowAnswer, errors: ['queue.window_not_found', 'queue.not_signed_in'], access: 'queue.serve' }),
  changeKind: endpoint({ id: 'queue.changeKind', method: 'POST', path: '/branches/:branchId/windows/:windowId/kind', summary: 'Turn an elastic window to another kind of business', input: z.object({ ...atWindow, kind: WindowKind, reason: Reason }), output: WindowAnswer, errors: ['queue.window_not_found', 'queue.window_not_elastic'], access: 'queue.manage' }),

  callNext: endpoint({ id: 'queue.callNext', method: 'POST', path: '/branches/:branchId/windows/:windowId/call-next', summary: "Call whom the strategy puts first for this window", input: z.object(atWindow), output: CallAnswer, errors: [...windowErrors, 'queue.window_busy'], access: 'queue.serve' }),
  callSpecific: endpoint({ id: 'queue.callSpecific', method: 'POST', path: '/branches/:branchId/windows/:windowId/call-specific', summary: 'Call one ticket by name: waiting, parked or skipped; the reason is kept', input: z.object({ ...atWindow, ticketId: Id, reason: Reason }), output: CallAnswer, errors: [...windowErrors, ...ticketErrors, 'queue.window_busy', 'queue.window_cannot_take', 'queue.restore_too_late'], access: 'queue.serve' }),
  recall: endpoint({ id: 'queue.recall', method: 'POST', path: '/branches/:branchId/windows/:windowId/recall', summary: 'Speak the call again', input: z.object(atWindow), output: TicketAnswer, errors: currentErrors, access: 'queue.serve' }),
  start: endpoint({ id: 'queue.start', method: 'POST', path: '/branches/:branchId/windows/:windowId/start', summary: 'The called customer is here: service begins', input: z.object(atWindow), output: TicketAnswer, errors: currentErrors, access: 'queue.serve' }),
  complete: endpoint({ id: 'queue.complete', method: 'POST', path: '/branches/:branchId/windows/:windowId/complete', summary: 'Service ends; the rating is asked', input: z.object({ ...atWindow, ticketId: Id }), output: TicketAnswer, errors: [...currentErrors, 'queue.ticket_not_found'], access: 'queue.serve' }),
  completeAndCallNext: endpoint({ id: 'queue.completeAndCallNext', method: 'POST', path: '/branches/:branchId/windows/:windowId/complete-and-call-next', summary: 'Service ends and the next is called, in one step', input: z.object({ ...atWindow, ticketId: Id }), output: CallAnswer.extend({ completed: TicketCard }), errors: [...currentErrors, 'queue.ticket_not_found'], access: 'queue.serve' }),
  addService: endpoint({ id: 'queue.addService', method: 'POST', path: '/branches/:branchId/windows/:windowId/add-service', summary: 'The present service ends and another begins under the same number at this window', input: z.object({ ...atWindow, ticketId: Id, serviceTypeId: Id }), output: TicketAnswer, errors: [...currentErrors, 'queue.ticket_not_found', 'queue.service_not_found'], access: 'queue.serve' }),
  skip: endpoint({ id: 'queue.skip', method: 'POST', path: '/branches/:branchId/windows/:windowId/skip', summary: 'The called customer did not come (过号)', input: z.object({ ...atWindow, ticketId: Id }), output: TicketAnswer, errors: [...currentErrors, 'queue.ticket_not_found'], access: 'queue.serve' }),
  park: endpoint({ id: 'queue.park', method: 'POST', path: '/branches/:branchId/windows/:windowId/park', summary: 'Set the current ticket aside; it is called again by name', input: z.object({ ...atWindow, ticketId: Id, reason: Reason }), output: TicketAnswer, errors: [...currentErrors, 'queue.ticket_not_found'], access: 'queue.serve' }),
  transfer: endpoint({
    id: 'queue.transfer', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/transfer', summary: 'Send a ticket to another business, history kept: in front, by its time, or at the end',
    input: z.object({ ...onTicket, serviceTypeId: Id, placement: z.enum(['front', 'byTime', 'end']), reason: Reason }),
    output: TicketAnswer, errors: [...ticketErrors, 'queue.service_not_found', 'queue.ticket_at_other_window'], access: 'queue.serve',
  }),
  restore: endpoint({ id: 'queue.restore', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/restore', summary: 'A skipped customer is back: behind the third waiting of the class', input: z.object(onTicket), output: TicketAnswer, errors: [...ticketErrors, 'queue.restore_too_late'], access: 'queue.serve' }),
  prioritise: endpoint({ id: 'queue.prioritise', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/prioritise', summary: 'Put a waiting ticket at the head of its line; the reason is kept and audited', input: z.object({ ...onTicket, reason: Reason }), output: TicketAnswer, errors: ticketErrors, access: 'queue.manage' }),
  cancel: endpoint({ id: 'queue.cancel', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/cancel', summary: 'Withdraw a ticket at the customer’s wish', input: z.object({ ...onTicket, reason: Reason }), output: TicketAnswer, errors: ticketErrors, access: 'queue.manage' }),
  abandon: endpoint({ id: 'queue.abandon', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/abandon', summary: 'The customer has left (弃号)', input: z.object({ ...onTicket, reason: Reason }), output: TicketAnswer, errors: ticketErrors, access: 'queue.manage' }),
  attachCustomer: endpoint({ id: 'queue.attachCustomer', method: 'POST', path: '/branches/:branchId/tickets/:ticketId/customer', summary: 'Tell who holds the ticket, by document, phone or card; a card read at the window also starts the service', input: z.object({ ...onTicket, identifier: Identifier, start: z.boolean().default(false) }), output: TicketAnswer, errors: ['queue.ticket_not_found', 'queue.ticket_wrong_state', 'queue.customer_not_found', 'customer.bad_identifier'], access: 'customer.recognise' }),

  getProgress: endpoint({ id: 'queue.getProgress', method: 'GET', path: '/t/:token', summary: 'Where am I in the queue', input: z.object({ token: z.string().min(20).max(80) }), output: Progress, errors: ['queue.link_invalid'], access: { kind: 'link' } }),
  cancelByLink: endpoint({ id: 'queue.cancelByLink', method: 'POST', path: '/t/:token/cancel', summary: 'I no longer need the ticket', input: z.object({ token: z.string().min(20).max(80) }), output: Progress, errors: ['queue.link_invalid', 'queue.ticket_wrong_state'], access: { kind: 'link' } }),
  postponeByLink: endpoint({ id: 'queue.postponeByLink', method: 'POST', path: '/t/:token/postpone', summary: 'Let three go before me; once', input: z.object({ token: z.string().min(20).max(80) }), output: Progress, errors: ['queue.link_invalid', 'queue.ticket_wrong_state', 'queue.already_postponed'], access: { kind: 'link' } }),
}
export const queueDefaults = { restoreMinutes: 15, callsBeforeSkip: 3, restoreAfter: 3, postponeBy: 3 } as const
