import type { Permission } from '@huiting/contracts/access';
import { feedbackEvents, feedbackTopics } from '@huiting/contracts/feedback';
import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import { queueEvents } from '@huiting/contracts/queue';
import type { Actor } from '../../platform/context.ts';
import { AppError } from '../../platform/errors.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { OutboxEvent } from '../../platform/events/outbox.ts';
import { permits } from '../../platform/permits.ts';
import { feed } from '../../platform/realtime/projection.ts';
import type { Feed } from '../../platform/realtime/projection.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { RatingService } from './feedback.service.ts';

/** Every service that ends is followed by the question; several under one number at one window are asked about once, at their end. */
export function feedbackReactions(ratings: RatingService): Reaction[] {
  return [
    reaction({
      name: 'feedback.askRating',
      to: [queueEvents.serviceCompleted],
      wants: ({ last }) => last,
      handle: (ctx, tx, { requestId }, { at }) => ratings.ask(ctx, tx, requestId, at),
    }),
  ];
}

const is = <E extends EventType>(
  event: OutboxEvent,
  type: E,
): event is OutboxEvent & { payload: PayloadOf<E> } => event.type === type.type;

/** The evaluator's questions, and the bad ratings with what was rated. */
export function feedbackFeeds(directory: BranchDirectory): Feed[] {
  const admit = (permission: Permission) => async (actor: Actor, key: string) => {
    await directory.all();
    const branch = directory.known(key);
    if (branch === null) return null;
    if (!permits(actor, permission, branch.path)) throw new AppError('platform.forbidden', { permission });
    return { branchIds: [branch.id] };
  };
  return [
    feed({
      topic: feedbackTopics.requests,
      admit: admit('feedback.rate'),
      project: (event) => {
        for (const type of [
          feedbackEvents.ratingAsked,
          feedbackEvents.ratingGiven,
          feedbackEvents.ratingTimedOut,
        ]) {
          // A screen at one window need not know what another's customer wrote.
          if (is(event, type))
            return {
              key: event.branchId,
              data: { request: { ...event.payload.request, reasons: [], comment: null } },
            };
        }
        return null;
      },
    }),
    feed({
      topic: feedbackTopics.cases,
      admit: admit('feedback.view'),
      project: (event) => {
        if (is(event, feedbackEvents.ratingGiven))
          return { key: event.branchId, data: { case: null, rated: event.payload.request } };
        if (is(event, feedbackEvents.caseOpened) || is(event, feedbackEvents.caseChanged)) {
          return { key: event.branchId, data: { case: event.payload.case, rated: null } };
        }
        return null;
      },
    }),
  ];
}
