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
import { createAnswerService } from './use-cases/answer-survey.ts';
import type { AnswerService } from './use-cases/answer-survey.ts';
import { createRatingExporter } from './use-cases/export-ratings.ts';
import { createFollowUpService } from './use-cases/follow-up.ts';
import type { FollowUpService } from './use-cases/follow-up.ts';
import { createSurveyService } from './use-cases/run-survey.ts';
import type { SurveyService } from './use-cases/run-survey.ts';
import { createSatisfactionService } from './use-cases/show-satisfaction.ts';
import type { SatisfactionService } from './use-cases/show-satisfaction.ts';

export { loadSurvey } from './feedback.bank.store.ts';
export type { SurveySeed } from './feedback.bank.store.ts';
export type { FeedbackUses } from './feedback.service.ts';
export type FeedbackService = RatingService &
  CaseService &
  SatisfactionService &
  SurveyService &
  AnswerService &
  FollowUpService;

/** Ratings asked at every completed service, and the handling of bad ones. */
export function createFeedback(
  platform: Platform,
  uses: FeedbackUses,
): RoomParts & { readonly service: FeedbackService } {
  const ratings = createRatingService(platform, uses);
  const cases = createCaseService(platform, uses);
  const satisfaction = createSatisfactionService(platform, uses);
  const surveys = { ...createSurveyService(platform, uses), ...createAnswerService(platform, uses) };
  const followUps = createFollowUpService(platform, uses, cases);
  return {
    service: { ...ratings, ...cases, ...satisfaction, ...surveys, ...followUps },
    routes: feedbackRoutes({ ratings, cases, satisfaction, surveys, followUps }),
    reactions: feedbackReactions(ratings, followUps),
    exporters: [createRatingExporter(platform, uses)],
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
