import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { CaseState, RatingReason, RatingState } from '@huiting/contracts/feedback';
import type { queueEvents } from '@huiting/contracts/queue';
import type { PayloadOf } from '@huiting/contracts/core/event';
import type { z } from 'zod';

/** The room's nouns as it decides on them. Instants are ms of business time. */

export type Completed = PayloadOf<typeof queueEvents.serviceCompleted>;
export type Reason = z.output<typeof RatingReason>;
export type Channel = 'evaluator' | 'link';

/** The rating of one completed service; its id is the completed service request's. */
export interface RatingRequest {
  readonly branchId: string;
  readonly businessDate: string;
  readonly id: string;
  readonly ticketId: string;
  readonly ticketNumber: string;
  /** What is rated: every service ended under the number at the window so far. */
  readonly serviceNames: readonly { readonly zh: string; readonly en: string }[];
  readonly windowId: string;
  readonly staff: { readonly id: string; readonly name: string; readonly number: string };
  readonly customer: { readonly id: string; readonly maskedName: string } | null;
  readonly elder: boolean;
  readonly waitSeconds: number;
  readonly serviceSeconds: number;
  readonly askedAt: number;
  readonly expiresAt: number;
  readonly state: z.output<typeof RatingState>;
  readonly level: number | null;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
  readonly ratedAt: number | null;
  readonly channel: Channel | null;
}

/** A bad rating being handled; it has the request's id. */
export interface BadRatingCase {
  readonly request: RatingRequest;
  readonly state: z.output<typeof CaseState>;
  readonly openedAt: number;
  readonly claimDueAt: number;
  readonly closeDueAt: number;
  /** The step it now waits for is late. */
  readonly overdue: boolean;
  readonly stillInBranch: boolean;
  /** Whether staff have said so; otherwise it fades with time. */
  readonly presenceTold: boolean;
  readonly claimedBy: { readonly staffId: string; readonly name: string; readonly at: number } | null;
  readonly talk: string | null;
  readonly cause: string | null;
  readonly remedy: string | null;
  readonly closedAt: number | null;
}

export interface RatingGiven {
  readonly level: number;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
}

export type Decided<T, C extends string> =
  | { readonly refusal: C }
  | { readonly refusal: null; readonly value: T };

/** Minutes after a service within which an unasked customer is taken to be in the hall still. */
const presenceMinutes = 15;

/** An elder is given three times as long: no time-out under 90 seconds. */
const elderFactor = 3;

/**
 * The request a completed service deserves, from what the queue told of it. Null when it has to be put together from what is
 * stored: several services under one number are rated as one, and a service nobody sat for is not rated.
 */
export function requestFor(told: Completed, branchId: string, completedAt: number): RatingRequest | null {
  const { ticket, ended } = told;
  if (ticket.services.length > 1 || ended === null || ended.windowId === null || ended.staffId === null)
    return null;
  const patience = feedbackDefaults.rateSeconds * (ticket.elder ? elderFactor : 1) * 1000;
  return {
    branchId,
    businessDate: told.businessDate,
    id: told.requestId,
    ticketId: ticket.id,
    ticketNumber: ticket.number,
    serviceNames: told.serviceName === undefined ? [] : [told.serviceName],
    windowId: ended.windowId,
    staff: { id: ended.staffId, name: told.staffName, number: told.staffNumber },
    customer:
      ticket.customer === null ? null : { id: ticket.customer.id, maskedName: ticket.customer.maskedName },
    elder: ticket.elder,
    waitSeconds: told.waitSeconds,
    serviceSeconds: told.serviceSeconds,
    askedAt: completedAt,
    expiresAt: completedAt + patience,
    state: 'asked',
    level: null,
    reasons: [],
    comment: null,
    ratedAt: null,
    channel: null,
  };
}

/**
 * A customer's answer. The evaluator waits `rateSeconds`; the link stays open `linkRateHours` after the service,
 * also when the evaluator timed out. A level of `badLevel` or less opens a case.
 */
export function giveRating(
  request: RatingRequest,
  given: RatingGiven,
  channel: Channel,
  now: number,
): Decided<
  { request: RatingRequest; opened: BadRatingCase | null },
  'feedback.already_rated' | 'feedback.request_expired'
> {
  if (request.state === 'rated') return { refusal: 'feedback.already_rated' };
  const late =
    channel === 'evaluator'
      ? request.state === 'timedOut' || now >= request.expiresAt
      : now >= request.askedAt + feedbackDefaults.linkRateHours * 3_600_000;
  if (late) return { refusal: 'feedback.request_expired' };
  const rated: RatingRequest = {
    ...request,
    state: 'rated',
    level: given.level,
    reasons: [...new Set(given.reasons)],
    comment: given.comment === '' ? null : given.comment,
    ratedAt: now,
    channel,
  };
  return {
    refusal: null,
    value: { request: rated, opened: given.level <= feedbackDefaults.badLevel ? openCase(rated, now) : null },
  };
}

function openCase(request: RatingRequest, now: number): BadRatingCase {
  return {
    request,
    state: 'open',
    openedAt: now,
    claimDueAt: now + feedbackDefaults.claimMinutes * 60_000,
    closeDueAt: now + feedbackDefaults.closeMinutes * 60_000,
    overdue: false,
    stillInBranch: isLikelyPresent(request, now),
    presenceTold: false,
    claimedBy: null,
    talk: null,
    cause: null,
    remedy: null,
    closedAt: null,
  };
}

function isLikelyPresent(request: RatingRequest, now: number): boolean {
  return now < request.askedAt + presenceMinutes * 60_000;
}

/** Whether the customer is in the branch as far as is known now: as told by staff, else for a while after the service. */
export function presenceAt(badCase: BadRatingCase, now: number): boolean {
  return (
    badCase.stillInBranch &&
    (badCase.presenceTold || badCase.state === 'closed' || isLikelyPresent(badCase.request, now))
  );
}

/** When the step a case waits for is late; null once it is closed. */
export function dueAt(badCase: BadRatingCase): number | null {
  if (badCase.state === 'closed') return null;
  return badCase.state === 'open' ? badCase.claimDueAt : badCase.closeDueAt;
}

type CaseDecision = Decided<BadRatingCase, 'feedback.case_wrong_state' | 'feedback.case_not_yours'>;
interface Handler {
  readonly id: string;
  readonly name: string;
}

export function claimCase(badCase: BadRatingCase, handler: Handler, now: number): CaseDecision {
  if (badCase.state !== 'open') return { refusal: 'feedback.case_wrong_state' };
  return step(badCase, now, {
    state: 'claimed',
    claimedBy: { staffId: handler.id, name: handler.name, at: now },
  });
}

/** What the customer said; may be written again until the case is closed. */
export function recordTalk(
  badCase: BadRatingCase,
  handler: Handler,
  talk: string,
  stillInBranch: boolean,
  now: number,
): CaseDecision {
  if (badCase.state !== 'claimed' && badCase.state !== 'talked')
    return { refusal: 'feedback.case_wrong_state' };
  if (badCase.claimedBy?.staffId !== handler.id) return { refusal: 'feedback.case_not_yours' };
  return step(badCase, now, { state: 'talked', talk, stillInBranch, presenceTold: true });
}

export function closeCase(
  badCase: BadRatingCase,
  handler: Handler,
  cause: string,
  remedy: string,
  now: number,
): CaseDecision {
  if (badCase.state !== 'talked') return { refusal: 'feedback.case_wrong_state' };
  if (badCase.claimedBy?.staffId !== handler.id) return { refusal: 'feedback.case_not_yours' };
  return step(badCase, now, { state: 'closed', cause, remedy, closedAt: now });
}

function step(badCase: BadRatingCase, now: number, change: Partial<BadRatingCase>): CaseDecision {
  const next: BadRatingCase = {
    ...badCase,
    ...change,
    stillInBranch: change.stillInBranch ?? presenceAt(badCase, now),
  };
  const due = dueAt(next);
  // A closed case keeps whether it was late in the end; the others are late only in the step they now wait for.
  return { refusal: null, value: { ...next, overdue: due === null ? now >= next.closeDueAt : now >= due } };
}
