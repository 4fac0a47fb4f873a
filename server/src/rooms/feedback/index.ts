import { feedbackRetained } from './feedback.retention.domain.ts';
import { feedbackSubject } from './feedback.subject.store.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { feedbackReactions } from './feedback.events.ts';
import { feedbackFeeds } from './feedback.feeds.ts';
import { feedbackRoutes } from './feedback.routes.ts';
import { createRatingService } from './feedback.service.ts';
import type { FeedbackUses, RatingService } from './feedback.service.ts';
import { createCaseService } from './use-cases/handle-case.ts';
import type { CaseService } from './use-cases/handle-case.ts';
import { createSatisfactionService } from './use-cases/show-satisfaction.ts';
import type { SatisfactionService } from './use-cases/show-satisfaction.ts';

export type { FeedbackUses } from './feedback.service.ts';
export type FeedbackService = RatingService & CaseService & SatisfactionService;

/** Ratings asked at every completed service, and the handling of bad ones. */
export function createFeedback(
  platform: Platform,
  uses: FeedbackUses,
): RoomParts & { readonly service: FeedbackService } {
  const ratings = createRatingService(platform, uses);
  const cases = createCaseService(platform, uses);
  const satisfaction = createSatisfactionService(platform, uses);
  return {
    service: { ...ratings, ...cases, ...satisfaction },
    routes: feedbackRoutes({ ratings, cases, satisfaction }),
    reactions: feedbackReactions(ratings),
    feeds: feedbackFeeds(uses.directory),
    subject: feedbackSubject(platform.db),
    retained: feedbackRetained,
    deadlines: {
      'feedback.expire': ratings.timeOut,
      'feedback.caseOverdue': cases.markOverdue,
      'feedback.caseEscalate': cases.escalateCase,
      'feedback.confirmLapse': cases.lapseCase,
    },
  };
}
