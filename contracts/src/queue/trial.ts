import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id } from '../core/fields.ts';
import { StrategyDocument } from './strategy.ts';

/** A past day lived again under an edited strategy, before it is published. */

export const TrialGroup = z.object({
  /** Class that the strategy of that day gave; null: everybody. */
  classCode: z.string().nullable(),
  name: z.object({ zh: z.string(), en: z.string() }).nullable(),
  visits: z.number().int(),
  /** Mean waits in minutes: as it was; lived again under that day's strategy; under the edited one. */
  recordedMinutes: z.number(),
  beforeMinutes: z.number(),
  afterMinutes: z.number(),
  /** Four of five waited no longer. */
  p80Before: z.number(),
  p80After: z.number(),
  leftBefore: z.number(),
  leftAfter: z.number(),
  differenceMinutes: z.number(),
  /** Of the difference, over days like this one; null: too few of this class. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable(),
  verdict: z.enum(['better', 'worse', 'unclear']),
});
export type TrialGroup = z.output<typeof TrialGroup>;

export const StrategyTrial = z.object({
  date: BusinessDate,
  /** Strategy version that was in force that day. */
  beforeVersion: z.number().int(),
  all: TrialGroup,
  classes: z.array(TrialGroup),
  /** Still waiting when nobody could serve them any more. */
  unserved: z.object({ before: z.number(), after: z.number() }),
  /** Days like it that were lived for the intervals, and the intervals' confidence. */
  replications: z.number().int(),
  confidence: z.number(),
});
export type StrategyTrial = z.output<typeof StrategyTrial>;

const branch = { branchId: Id };
export const queueTrialEndpoints = {
  listTrialDays: endpoint({
    id: 'queue.listTrialDays',
    method: 'GET',
    path: '/branches/:branchId/queue-strategy/days',
    summary: 'Past days of the branch on which a strategy can be tried',
    input: z.object(branch),
    output: z.object({ days: z.array(z.object({ date: BusinessDate, tickets: z.number().int() })) }),
    access: 'queue.configure',
  }),
  tryStrategy: endpoint({
    id: 'queue.tryStrategy',
    method: 'POST',
    path: '/branches/:branchId/queue-strategy/trials',
    summary: 'Lives a past day again under a strategy, in memory: waits per class before and after',
    input: z.object({ ...branch, date: BusinessDate, document: StrategyDocument }),
    output: StrategyTrial,
    errors: ['queue.strategy_invalid', 'queue.day_not_recorded'],
    access: 'queue.configure',
    idempotent: false,
  }),
};
