import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { Id, Words } from './core/fields.ts';
import { topic } from './core/topic.ts';
import { followUpEndpoints, followUpErrors, followUpEvents } from './feedback/follow-ups.ts';
import { surveyEndpoints, surveyErrors, surveyEvents } from './feedback/surveys.ts';
import {
  BadRatingCase,
  CustomerCare,
  caseEndpoints,
  caseErrors,
  caseEvents,
  caseLimits,
} from './feedback/cases.ts';
import { satisfactionEndpoints, satisfactionErrors } from './feedback/satisfaction.ts';
import { RatingLevel, RatingReason, RatingRequest } from './feedback/ratings.ts';

export { BadRatingCase, CaseOutcome, CaseState, CaseStep, CaseTier, CustomerCare } from './feedback/cases.ts';
export {
  RatingLevel,
  RatingReason,
  RatingRequest,
  RatingState,
  ratingReasonWords,
} from './feedback/ratings.ts';

export {
  longestPeriod,
  SatisfactionBy,
  satisfactionEndpoints,
  SatisfactionFigures,
  SatisfactionRow,
} from './feedback/satisfaction.ts';

export {
  OpenSurvey,
  Survey,
  SurveyAnswers,
  SurveyContent,
  SurveyQuestion,
  SurveyResults,
  SurveyState,
} from './feedback/surveys.ts';
export {
  FollowUp,
  FollowUpFigures,
  FollowUpRule,
  mostSampled,
  usualFollowUpRule,
} from './feedback/follow-ups.ts';

export const feedbackErrors = errors({
  ...surveyErrors,
  ...followUpErrors,
  ...caseErrors,
  ...satisfactionErrors,
  'feedback.request_not_found': { status: 404, zh: '没有待评价的业务', en: 'There is nothing to rate' },
  'feedback.already_rated': { status: 409, zh: '已经评价过', en: 'Already rated' },
  'feedback.request_expired': { status: 409, zh: '评价时间已过', en: 'The time to rate has passed' },
});

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
  ...caseEvents,
  ...surveyEvents,
  ...followUpEvents,
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
export const feedbackEndpoints = {
  ...caseEndpoints,
  ...satisfactionEndpoints,
  ...surveyEndpoints,
  ...followUpEndpoints,
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
    summary: "The rating of my ticket's last service, and what became of a bad one",
    input: z.object({ token: z.string().min(20).max(80) }),
    output: z.object({ request: RatingRequest.nullable(), care: CustomerCare.nullable() }),
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
};
/** Seconds the evaluator waits, hours the link stays open; minutes of a case's steps. */
export const feedbackDefaults = { rateSeconds: 30, linkRateHours: 24, ...caseLimits } as const;
