import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { Id, Instant, Named, Words } from './core/fields.ts';
import { topic } from './core/topic.ts';

export const feedbackErrors = errors({
  'feedback.request_not_found': { status: 404, zh: '没有待评价的业务', en: 'There is nothing to rate' },
  'feedback.already_rated': { status: 409, zh: '已经评价过', en: 'Already rated' },
  'feedback.request_expired': { status: 409, zh: '评价时间已过', en: 'The time to rate has passed' },
  'feedback.case_not_found': { status: 404, zh: '没有这条差评', en: 'There is no such bad rating' },
  'feedback.case_wrong_state': { status: 409, zh: '差评处理进度已变化', en: 'The handling has moved on' },
  'feedback.case_not_yours': { status: 409, zh: '这条差评由他人处理', en: 'Somebody else is handling this' },
});

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

export const CaseState = z.enum(['open', 'claimed', 'talked', 'closed']);
/** A bad rating being handled: claim → talk → cause → remedy → close. */
export const BadRatingCase = z.object({
  id: Id,
  branchId: Id,
  request: RatingRequest,
  customer: z.object({ id: Id, maskedName: z.string() }).nullable(),
  state: CaseState,
  openedAt: Instant,
  claimDueAt: Instant,
  closeDueAt: Instant,
  overdue: z.boolean(),
  /** Still in the branch, as far as known: told by staff, or until another service ended long ago. */
  stillInBranch: z.boolean(),
  claimedBy: z.object({ staffId: Id, name: z.string(), at: Instant }).nullable(),
  talk: z.string().nullable(),
  cause: z.string().nullable(),
  remedy: z.string().nullable(),
  closedAt: Instant.nullable(),
});
export type BadRatingCase = z.output<typeof BadRatingCase>;

const reasonWords: Record<z.output<typeof RatingReason>, { zh: string; en: string }> = {
  waitedLong: { zh: '等得太久', en: 'waited too long' },
  unclear: { zh: '没讲明白', en: 'not explained' },
  attitude: { zh: '态度不好', en: 'attitude' },
  complicated: { zh: '手续复杂', en: 'complicated' },
  deviceFault: { zh: '设备故障', en: 'device fault' },
  other: { zh: '其他', en: 'other' },
};
export { reasonWords as ratingReasonWords };

export const feedbackEvents = {
  ratingAsked: event({
    type: 'rating.asked',
    room: 'feedback',
    payload: z.object({ request: RatingRequest }),
  }),
  ratingGiven: event({
    type: 'rating.given',
    room: 'feedback',
    payload: z.object({
      request: RatingRequest,
      /** Null when nobody known was served; absent when feedback does not know. */ customerId:
        Id.nullable().optional(),
    }),
  }),
  ratingTimedOut: event({
    type: 'rating.timedOut',
    room: 'feedback',
    payload: z.object({ request: RatingRequest }),
  }),
  caseOpened: event({
    type: 'badRating.opened',
    room: 'feedback',
    payload: z.object({ case: BadRatingCase }),
    notify: {
      kind: 'feedback.badRating',
      severity: 'urgent',
      dedupeKey: (p) => `badRating:${p.case.id}`,
      audience: { permission: 'feedback.handle' },
      title: (p) => ({
        zh: `差评 · ${p.case.request.windowLabel} 号窗 ${p.case.request.ticketNumber}`,
        en: `Bad rating · window ${p.case.request.windowLabel}, ${p.case.request.ticketNumber}`,
      }),
      body: (p) => ({
        zh: [
          ...p.case.request.reasons.map((r) => reasonWords[r].zh),
          p.case.stillInBranch ? '客户仍在厅' : '客户已离开',
        ].join(' · '),
        en: [
          ...p.case.request.reasons.map((r) => reasonWords[r].en),
          p.case.stillInBranch ? 'still in the hall' : 'has left',
        ].join(' · '),
      }),
      subject: (p) => ({ kind: 'badRating', id: p.case.id }),
      escalateAfterMinutes: 30,
    },
  }),
  caseChanged: event({
    type: 'badRating.changed',
    room: 'feedback',
    payload: z.object({ case: BadRatingCase }),
    settles: (p) =>
      p.case.claimedBy === null
        ? null
        : {
            alerts: { subject: { kind: 'badRating', id: p.case.id } },
            outcome:
              p.case.state === 'closed'
                ? { resolution: p.case.remedy ?? '' }
                : { claimedBy: p.case.claimedBy },
          },
  }),
};

export const feedbackTopics = {
  /** What the evaluator of each window shows; key = branch, each message names its window. */
  requests: topic({
    name: 'feedback.requests',
    key: 'branch',
    access: 'feedback.rate',
    delta: z.object({ request: RatingRequest }),
    gauge: z.object({}),
  }),
  cases: topic({
    name: 'feedback.cases',
    key: 'branch',
    access: 'feedback.view',
    delta: z.object({ case: BadRatingCase.nullable(), rated: RatingRequest.nullable() }),
    gauge: z.object({}),
  }),
};

const Rate = {
  level: RatingLevel,
  reasons: z.array(RatingReason).max(6).default([]),
  comment: Words(200).nullable().default(null),
};
const CaseAnswer = z.object({ case: BadRatingCase });
const onCase = { branchId: Id, caseId: Id };
export const feedbackEndpoints = {
  currentRequest: endpoint({
    id: 'feedback.currentRequest',
    method: 'GET',
    path: '/branches/:branchId/windows/:windowId/rating-request',
    summary: 'What the evaluator of this window should ask now',
    input: z.object({ branchId: Id, windowId: Id }),
    output: z.object({
      number: z.number().int(),
      request: RatingRequest.nullable(),
      teller: z
        .object({ name: z.string(), number: z.string(), averageLevel: z.number().nullable() })
        .nullable(),
    }),
    access: 'feedback.rate',
  }),
  rate: endpoint({
    id: 'feedback.rate',
    method: 'POST',
    path: '/branches/:branchId/rating-requests/:requestId/rate',
    summary:
      'The customer rates the service that just ended; requestId = the id of the completed service request',
    input: z.object({ branchId: Id, requestId: Id, ...Rate }),
    output: z.object({ request: RatingRequest }),
    errors: ['feedback.request_not_found', 'feedback.already_rated', 'feedback.request_expired'],
    access: 'feedback.rate',
  }),
  getByLink: endpoint({
    id: 'feedback.getByLink',
    method: 'GET',
    path: '/t/:token/rating',
    summary: "The rating of my ticket's last service",
    input: z.object({ token: z.string().min(20).max(80) }),
    output: z.object({ request: RatingRequest.nullable() }),
    errors: ['queue.link_invalid'],
    access: { kind: 'link' },
  }),
  rateByLink: endpoint({
    id: 'feedback.rateByLink',
    method: 'POST',
    path: '/t/:token/rating',
    summary: 'Rate on my phone',
    input: z.object({ token: z.string().min(20).max(80), ...Rate }),
    output: z.object({ request: RatingRequest }),
    errors: [
      'queue.link_invalid',
      'feedback.request_not_found',
      'feedback.already_rated',
      'feedback.request_expired',
    ],
    access: { kind: 'link' },
  }),
  listRatings: endpoint({
    id: 'feedback.listRatings',
    method: 'GET',
    path: '/branches/:branchId/ratings',
    summary: "Today's ratings, newest first, with the share of good ones",
    input: z.object({
      branchId: Id,
      staffId: Id.optional(),
      limit: z.coerce.number().int().min(1).max(100).default(20),
    }),
    output: z.object({
      number: z.number().int(),
      ratings: z.array(RatingRequest),
      rated: z.number().int(),
      good: z.number().int(),
      asked: z.number().int(),
    }),
    access: 'feedback.view',
  }),
  listCases: endpoint({
    id: 'feedback.listCases',
    method: 'GET',
    path: '/branches/:branchId/bad-ratings',
    summary: 'Bad ratings being handled, and those closed today',
    input: z.object({ branchId: Id }),
    output: z.object({ number: z.number().int(), cases: z.array(BadRatingCase) }),
    access: 'feedback.view',
  }),
  claimCase: endpoint({
    id: 'feedback.claimCase',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/claim',
    summary: 'I take care of this customer',
    input: z.object(onCase),
    output: CaseAnswer,
    errors: ['feedback.case_not_found', 'feedback.case_wrong_state'],
    access: 'feedback.handle',
  }),
  recordTalk: endpoint({
    id: 'feedback.recordTalk',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/talk',
    summary: 'What the customer said',
    input: z.object({ ...onCase, talk: Words(300).pipe(z.string().min(1)), stillInBranch: z.boolean() }),
    output: CaseAnswer,
    errors: ['feedback.case_not_found', 'feedback.case_wrong_state', 'feedback.case_not_yours'],
    access: 'feedback.handle',
  }),
  closeCase: endpoint({
    id: 'feedback.closeCase',
    method: 'POST',
    path: '/branches/:branchId/bad-ratings/:caseId/close',
    summary: 'Cause and remedy; closed',
    input: z.object({
      ...onCase,
      cause: Words(300).pipe(z.string().min(1)),
      remedy: Words(300).pipe(z.string().min(1)),
    }),
    output: CaseAnswer,
    errors: ['feedback.case_not_found', 'feedback.case_wrong_state', 'feedback.case_not_yours'],
    access: 'feedback.handle',
  }),
};
/** Seconds the evaluator waits; minutes until a case should be claimed and closed. */
export const feedbackDefaults = {
  rateSeconds: 30,
  linkRateHours: 24,
  badLevel: 2,
  claimMinutes: 5,
  closeMinutes: 480,
} as const;
