import { feedbackEvents, mostSampled } from '@huiting/contracts/feedback';
import { queueEvents } from '@huiting/contracts/queue';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import { drawOf } from './feedback.follow-ups.domain.ts';
import type { FollowUpService } from './use-cases/follow-up.ts';
import type { RatingService } from './feedback.service.ts';

/** Every service that ends is followed by the question; several under one number at one window are asked about once, at their end. */
export function feedbackReactions(ratings: RatingService, followUps: FollowUpService): Reaction[] {
  return [
    reaction({
      name: 'feedback.askRating',
      to: [queueEvents.serviceCompleted],
      wants: ({ last }) => last,
      inTurn: true,
      handle: (_ctx, tx, told, { at }) => ratings.ask(tx, told, at),
    }),
    reaction({
      name: 'feedback.sampleFollowUps',
      to: [queueEvents.serviceCompleted],
      // No rule samples more: seven in ten services cost nothing here.
      wants: ({ last, ticket, requestId }) =>
        last && ticket.customer !== null && drawOf(requestId) < mostSampled,
      handle: (_ctx, tx, told, { at }) => followUps.sample(tx, told, at),
    }),
    reaction({
      name: 'feedback.followUpBadRatings',
      to: [feedbackEvents.caseOpened],
      handle: (_ctx, tx, told) => followUps.afterBadRating(tx, told),
    }),
  ];
}
