import { queueEvents } from '@huiting/contracts/queue';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { RatingService } from './feedback.service.ts';

/** Every service that ends is followed by the question; several under one number at one window are asked about once, at their end. */
export function feedbackReactions(ratings: RatingService): Reaction[] {
  return [
    reaction({
      name: 'feedback.askRating',
      to: [queueEvents.serviceCompleted],
      wants: ({ last }) => last,
      inTurn: true,
      handle: (_ctx, tx, told, { at }) => ratings.ask(tx, told, at),
    }),
  ];
}
