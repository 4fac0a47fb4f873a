import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id, Instant } from '../core/fields.ts';

/** Evidence that customers were called in the strategy's order, and why not where they were not. */

const Month = z.string().regex(/^(19|20|21)\d\d-(0[1-9]|1[0-2])$/);
export const QueueOverride = z.object({
  id: Id,
  businessDate: BusinessDate,
  at: Instant,
  /** Called by name although another was first; put to the head of its line; or served in everything at one window. */
  kind: z.enum(['calledByName', 'prioritised', 'oneStop']),
  ticketId: Id,
  ticketNumber: z.string(),
  serviceName: z.object({ zh: z.string(), en: z.string() }),
  classCode: z.string(),
  waitedSeconds: z.number().int(),
  windowLabel: z.string().nullable(),
  staffName: z.string().nullable(),
  reason: z.string(),
  /** Number of the one the strategy would have called. */
  passedOver: z.string().nullable(),
});
export type QueueOverride = z.output<typeof QueueOverride>;

const ofMonth = { branchId: Id, month: Month };
export const queueFairnessEndpoints = {
  getFairness: endpoint({
    id: 'queue.getFairness',
    method: 'GET',
    path: '/branches/:branchId/queue-fairness',
    summary: "A month's calls out of the strategy's order, each with its reason",
    input: z.object(ofMonth),
    output: z.object({
      month: Month,
      /** Tickets called in the month, and how many of the calls were by name and out of order. */
      calls: z.number().int(),
      outOfOrder: z.number().int(),
      prioritised: z.number().int(),
      oneStop: z.number().int(),
      /** Newest first; at most 1,000. */
      items: z.array(QueueOverride),
    }),
    access: 'hall.overview',
  }),
  exportFairness: endpoint({
    id: 'queue.exportFairness',
    method: 'POST',
    path: '/branches/:branchId/queue-fairness/export',
    summary: 'The same as a table for a spreadsheet; audited',
    input: z.object(ofMonth),
    output: z.object({ fileName: z.string(), csv: z.string() }),
    access: 'hall.overview',
    idempotent: false,
  }),
};
