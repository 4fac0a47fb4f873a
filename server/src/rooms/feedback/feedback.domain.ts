import { feedbackDefaults } from '@huiting/contracts/feedback';
import type { RatingReason, RatingState } from '@huiting/contracts/feedback';
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

export interface RatingGiven {
  readonly level: number;
  readonly reasons: readonly Reason[];
  readonly comment: string | null;
}

export type Decided<T, C extends string> =
  | { readonly refusal: C }
  | { readonly refusal: null; readonly value: T };

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
  { request: RatingRequest; isBad: boolean },
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
  return { refusal: null, value: { request: rated, isBad: given.level <= feedbackDefaults.badLevel } };
}
