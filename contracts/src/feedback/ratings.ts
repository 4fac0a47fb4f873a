import { z } from 'zod';
import { Id, Instant, Named } from '../core/fields.ts';

/** 5 very satisfied … 1 very dissatisfied. */
export const RatingLevel = z.number().int().min(1).max(5);
export const RatingReason = z.enum([
  'waitedLong',
  'unclear',
  'attitude',
  'complicated',
  'deviceFault',
  'other',
]);
export type RatingReason = z.output<typeof RatingReason>;
export const RatingState = z.enum(['asked', 'rated', 'timedOut']);
export const RatingRequest = z.object({
  id: Id,
  branchId: Id,
  ticketId: Id,
  ticketNumber: z.string(),
  windowId: Id,
  windowLabel: z.string(),
  staffId: Id,
  staffName: z.string(),
  staffNumber: z.string(),
  serviceNames: z.array(Named),
  waitSeconds: z.number().int(),
  serviceSeconds: z.number().int(),
  elder: z.boolean(),
  askedAt: Instant,
  expiresAt: Instant,
  state: RatingState,
  level: RatingLevel.nullable(),
  reasons: z.array(RatingReason),
  comment: z.string().nullable(),
  ratedAt: Instant.nullable(),
  channel: z.enum(['evaluator', 'link']).nullable(),
});
export type RatingRequest = z.output<typeof RatingRequest>;

export const ratingReasonWords: Record<z.output<typeof RatingReason>, { zh: string; en: string }> = {
  waitedLong: { zh: '等得太久', en: 'waited too long' },
  unclear: { zh: '没讲明白', en: 'not explained' },
  attitude: { zh: '态度不好', en: 'attitude' },
  complicated: { zh: '手续复杂', en: 'complicated' },
  deviceFault: { zh: '设备故障', en: 'device fault' },
  other: { zh: '其他', en: 'other' },
};
