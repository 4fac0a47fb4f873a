import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { Id, Instant, Named, Words } from '../core/fields.ts';
import { RatingLevel } from './ratings.ts';

/** EV-07: calls after a visit: a sample of services, and every bad rating of a customer the bank knows. */

export const followUpErrors = errors({
  'feedback.follow_up_not_found': { status: 404, zh: '没有这条回访', en: 'There is no such follow-up' },
  'feedback.follow_up_ended': { status: 409, zh: '这条回访已经结束', en: 'This follow-up has ended' },
  'feedback.satisfaction_missing': {
    status: 409,
    zh: '联系上客户后请记录满意程度；没有联系上则不记',
    en: 'Record how content the customer is when reached, and only then',
  },
  'feedback.rule_changed': {
    status: 409,
    zh: '回访规则已被他人修改，请刷新后重试',
    en: 'Somebody else changed the rule; reload and try again',
  },
});

/** Percent of services of known customers that may be sampled: more would be a burden, and cost every service a look-up. */
export const mostSampled = 30;
const Percent = z.number().int().min(0).max(mostSampled);
export const FollowUpRule = z.object({
  /** Of services not named below. */
  share: Percent,
  byService: z.array(z.object({ serviceCode: z.string().min(1).max(40), share: Percent })).max(60),
  /** Open days after the service until the call is due. */
  dueDays: z.number().int().min(1).max(10),
  /** Calls until the customer counts as not reached. */
  attempts: z.number().int().min(1).max(5),
});
export type FollowUpRule = z.output<typeof FollowUpRule>;

/** Where no unit has set one. */
export const usualFollowUpRule: FollowUpRule = { share: 2, byService: [], dueDays: 2, attempts: 3 };

export const FollowUp = z.object({
  id: Id,
  branchId: Id,
  reason: z.enum(['sampled', 'badRating']),
  state: z.enum(['due', 'reached', 'unreached']),
  customer: z.object({ id: Id, maskedName: z.string() }),
  ticketNumber: z.string(),
  serviceName: Named,
  staffName: z.string(),
  servedAt: Instant,
  dueAt: Instant,
  overdue: z.boolean(),
  attempts: z.array(z.object({ at: Instant, by: z.string(), reached: z.boolean(), note: z.string() })),
  attemptsLeft: z.number().int(),
  satisfaction: RatingLevel.nullable(),
  /** A bad answer opened, or opened again, a case. */
  openedCase: z.boolean(),
  endedAt: Instant.nullable(),
});
export type FollowUp = z.output<typeof FollowUp>;

/** Of the last 30 days. Completion = (reached + unreached) ÷ made. */
export const FollowUpFigures = z.object({
  made: z.number().int(),
  due: z.number().int(),
  overdue: z.number().int(),
  reached: z.number().int(),
  unreached: z.number().int(),
  good: z.number().int(),
});
export type FollowUpFigures = z.output<typeof FollowUpFigures>;

export const followUpEvents = {
  followUpPlanned: event({
    type: 'followUp.planned',
    room: 'feedback',
    payload: z.object({ followUpId: Id, reason: FollowUp.shape.reason, dueAt: Instant }),
  }),
  followUpRecorded: event({
    type: 'followUp.recorded',
    room: 'feedback',
    payload: z.object({
      followUpId: Id,
      reached: z.boolean(),
      satisfaction: RatingLevel.nullable(),
      state: FollowUp.shape.state,
    }),
  }),
};

const Rule = z.object({
  rule: FollowUpRule,
  /** Of the unit's own rule; 0 while it has none. */
  version: z.number().int(),
  /** The unit whose rule holds; null = nobody has set one. */
  from: z.string().nullable(),
});

export const followUpEndpoints = {
  listFollowUps: endpoint({
    id: 'feedback.listFollowUps',
    method: 'GET',
    path: '/branches/:branchId/follow-ups',
    summary: 'Calls to make, the most urgent first, then those made lately; and how many were completed',
    input: z.object({ branchId: Id }),
    output: z.object({ followUps: z.array(FollowUp), figures: FollowUpFigures }),
    access: 'feedback.followUp',
  }),
  recordFollowUp: endpoint({
    id: 'feedback.recordFollowUp',
    method: 'POST',
    path: '/branches/:branchId/follow-ups/:followUpId/attempts',
    summary:
      'What came of a call; not reached is tried again on the next open day; a bad answer opens a case',
    input: z.object({
      branchId: Id,
      followUpId: Id,
      reached: z.boolean(),
      satisfaction: RatingLevel.nullable(),
      note: Words(300).pipe(z.string().min(1)),
    }),
    output: z.object({ followUp: FollowUp }),
    errors: ['feedback.follow_up_not_found', 'feedback.follow_up_ended', 'feedback.satisfaction_missing'],
    access: 'feedback.followUp',
  }),
  getFollowUpRule: endpoint({
    id: 'feedback.getFollowUpRule',
    method: 'GET',
    path: '/org-units/:orgUnitId/follow-up-rule',
    summary: 'The rule that holds at a unit: its own, or the nearest above',
    input: z.object({ orgUnitId: Id }),
    output: Rule,
    errors: ['organization.unit_not_found'],
    access: 'feedback.configure',
  }),
  saveFollowUpRule: endpoint({
    id: 'feedback.saveFollowUpRule',
    method: 'PUT',
    path: '/org-units/:orgUnitId/follow-up-rule',
    summary: 'A rule for the branches at or below a unit, from the next service on',
    input: z.object({ orgUnitId: Id, version: z.number().int().min(0).max(1_000_000), rule: FollowUpRule }),
    output: Rule,
    errors: ['organization.unit_not_found', 'feedback.rule_changed'],
    access: 'feedback.configure',
  }),
};
