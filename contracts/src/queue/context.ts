import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant } from '../core/fields.ts';
import { CustomerTodo } from '../customer/todos.ts';
import { DiversionPlace } from './setup.ts';

/** QU-10: what a teller should know of the ticket in front of them, besides who holds it. */
export const CallContext = z.object({
  className: z.object({ zh: z.string(), en: z.string() }),
  /** Why this one was called; null = not known any more. */
  why: z
    .object({
      kind: z.enum(['guarantee', 'tier', 'helpOut', 'noProfile', 'byName']),
      /** Minutes over the guarantee; credit at the call; place among tiers or help-out rules. */
      overMinutes: z.number().nullable(),
      credit: z.number().nullable(),
      place: z.number().int().nullable(),
      /** Given by whoever called by name. */
      words: z.string().nullable(),
    })
    .nullable(),
  /** Went to a machine or the phone with the number kept, and is here after all. */
  diversion: z.object({ place: DiversionPlace, acceptedAt: Instant }).nullable(),
  /** Earlier stays of this visit: what was done, moved or missed before. */
  earlier: z.array(
    z.object({
      serviceTypeId: Id,
      outcome: z.enum(['completed', 'transferred', 'abandoned', 'cancelled']),
      endedAt: Instant,
      staffName: z.string().nullable(),
    }),
  ),
  /** What is open with the customer, and what to say: promised calls first. Empty with nobody known. */
  todos: z.array(CustomerTodo),
});
export type CallContext = z.output<typeof CallContext>;

export const queueContextEndpoints = {
  getContext: endpoint({
    id: 'queue.getContext',
    method: 'GET',
    path: '/branches/:branchId/tickets/:ticketId/context',
    summary: 'Why this ticket was called, where it has been today, and what was advised',
    input: z.object({ branchId: Id, ticketId: Id }),
    output: CallContext,
    errors: ['queue.ticket_not_found'],
    access: 'queue.view',
  }),
};
