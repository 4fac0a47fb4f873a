import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { Id, Instant, Named } from '../core/fields.ts';
import { ExpectedWait } from './model.ts';
import { DiversionPlace } from './setup.ts';

/** QU-02: where else the customer's business can be done, beside what waiting here means. */
export const DiversionAdvice = z.object({
  place: DiversionPlace,
  /** Which of the business can be done there. */
  advice: Named,
  /** Usual minutes there, from starting to done. */
  minutes: z.number().int(),
  /** Minutes until a machine is likely free, from those sent there lately. */
  waitMinutes: z.number().int(),
  /** At the windows, now. */
  expected: ExpectedWait,
  ahead: z.number().int(),
  /** When the customer said yes; the number is kept all the same. */
  acceptedAt: Instant.nullable(),
});
export type DiversionAdvice = z.output<typeof DiversionAdvice>;

const onTicket = { branchId: Id, ticketId: Id };
export const queueAdviceEndpoints = {
  getAdvice: endpoint({
    id: 'queue.getAdvice',
    method: 'GET',
    path: '/branches/:branchId/tickets/:ticketId/advice',
    summary: 'Where else a waiting customer could be served sooner; null when here is best',
    input: z.object(onTicket),
    output: z.object({ advice: DiversionAdvice.nullable() }),
    errors: ['queue.ticket_not_found'],
    access: 'queue.issue',
  }),
  acceptAdvice: endpoint({
    id: 'queue.acceptAdvice',
    method: 'POST',
    path: '/branches/:branchId/tickets/:ticketId/divert',
    summary: 'The customer goes there; the number is kept',
    input: z.object(onTicket),
    output: z.object({ advice: DiversionAdvice }),
    errors: ['queue.ticket_not_found', 'queue.ticket_wrong_state', 'queue.no_other_way'],
    access: 'queue.issue',
  }),
};
