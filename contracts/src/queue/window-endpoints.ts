import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Reason } from '../core/fields.ts';
import { WindowKind } from '../organization.ts';
import { PauseReason, TicketCard, WindowCard } from './model.ts';

const atWindow = { branchId: Id, windowId: Id };
const TicketAnswer = z.object({ ticket: TicketCard, window: WindowCard.nullable() });
const WindowAnswer = z.object({ window: WindowCard });
/** `ticket` is null when nothing waits that this window may take. */
const CallAnswer = z.object({ ticket: TicketCard.nullable(), window: WindowCard });
const windowErrors = ['queue.window_not_found', 'queue.not_signed_in', 'queue.window_paused'] as const;
const currentErrors = [
  'queue.window_not_found',
  'queue.not_signed_in',
  'queue.window_idle',
  'queue.ticket_wrong_state',
] as const;
const ticketErrors = ['queue.ticket_not_found', 'queue.ticket_wrong_state'] as const;

/** What is done at a window, by whoever sits there. */
export const queueWindowEndpoints = {
  signIn: endpoint({
    id: 'queue.signIn',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/sign-in',
    summary: 'Open this window with me at it',
    input: z.object(atWindow),
    output: WindowAnswer,
    errors: [
      'queue.window_not_found',
      'queue.window_taken',
      'queue.staff_at_other_window',
      'queue.branch_closed',
      'queue.noon_break',
    ],
    access: 'queue.serve',
  }),
  signOut: endpoint({
    id: 'queue.signOut',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/sign-out',
    summary: 'Leave this window',
    input: z.object(atWindow),
    output: WindowAnswer,
    errors: ['queue.window_not_found', 'queue.not_signed_in', 'queue.window_busy'],
    access: 'queue.serve',
  }),
  pause: endpoint({
    id: 'queue.pause',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/pause',
    summary: 'Pause this window, with a reason',
    input: z.object({ ...atWindow, reason: PauseReason }),
    output: WindowAnswer,
    errors: [...windowErrors, 'queue.window_busy'],
    access: 'queue.serve',
  }),
  resume: endpoint({
    id: 'queue.resume',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/resume',
    summary: 'Open a paused window again',
    input: z.object(atWindow),
    output: WindowAnswer,
    errors: ['queue.window_not_found', 'queue.not_signed_in'],
    access: 'queue.serve',
  }),
  changeKind: endpoint({
    id: 'queue.changeKind',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/kind',
    summary: 'Turn an elastic window to another kind of business',
    input: z.object({ ...atWindow, kind: WindowKind, reason: Reason }),
    output: WindowAnswer,
    errors: ['queue.window_not_found', 'queue.window_not_elastic'],
    access: 'queue.manage',
  }),
  callNext: endpoint({
    id: 'queue.callNext',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/call-next',
    summary: 'Call whom the strategy puts first for this window',
    input: z.object(atWindow),
    output: CallAnswer,
    errors: [...windowErrors, 'queue.window_busy'],
    access: 'queue.serve',
  }),
  callSpecific: endpoint({
    id: 'queue.callSpecific',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/call-specific',
    summary: 'Call one ticket by name: waiting, parked or skipped; the reason is kept',
    input: z.object({ ...atWindow, ticketId: Id, reason: Reason }),
    output: CallAnswer,
    errors: [
      ...windowErrors,
      ...ticketErrors,
      'queue.window_busy',
      'queue.window_cannot_take',
      'queue.restore_too_late',
    ],
    access: 'queue.serve',
  }),
  recall: endpoint({
    id: 'queue.recall',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/recall',
    summary: 'Speak the call again',
    input: z.object(atWindow),
    output: TicketAnswer,
    errors: currentErrors,
    access: 'queue.serve',
  }),
  start: endpoint({
    id: 'queue.start',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/start',
    summary: 'The called customer is here: service begins',
    input: z.object(atWindow),
    output: TicketAnswer,
    errors: currentErrors,
    access: 'queue.serve',
  }),
  complete: endpoint({
    id: 'queue.complete',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/complete',
    summary: 'Service ends; the rating is asked',
    input: z.object({ ...atWindow, ticketId: Id }),
    output: TicketAnswer,
    errors: [...currentErrors, 'queue.ticket_not_found'],
    access: 'queue.serve',
  }),
  completeAndCallNext: endpoint({
    id: 'queue.completeAndCallNext',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/complete-and-call-next',
    summary: 'Service ends and the next is called, in one step',
    input: z.object({ ...atWindow, ticketId: Id }),
    output: CallAnswer.extend({ completed: TicketCard }),
    errors: [...currentErrors, 'queue.ticket_not_found'],
    access: 'queue.serve',
  }),
  addService: endpoint({
    id: 'queue.addService',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/add-service',
    summary: 'The present service ends and another begins under the same number at this window',
    input: z.object({ ...atWindow, ticketId: Id, serviceTypeId: Id }),
    output: TicketAnswer,
    errors: [...currentErrors, 'queue.ticket_not_found', 'queue.service_not_found'],
    access: 'queue.serve',
  }),
  skip: endpoint({
    id: 'queue.skip',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/skip',
    summary: 'The called customer did not come (过号)',
    input: z.object({ ...atWindow, ticketId: Id }),
    output: TicketAnswer,
    errors: [...currentErrors, 'queue.ticket_not_found'],
    access: 'queue.serve',
  }),
  park: endpoint({
    id: 'queue.park',
    method: 'POST',
    path: '/branches/:branchId/windows/:windowId/park',
    summary: 'Set the current ticket aside; it is called again by name',
    input: z.object({ ...atWindow, ticketId: Id, reason: Reason }),
    output: TicketAnswer,
    errors: [...currentErrors, 'queue.ticket_not_found'],
    access: 'queue.serve',
  }),
};
