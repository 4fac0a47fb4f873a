import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import { careOf } from './feedback.cases.domain.ts';
import { presentCase, presentRequest } from './feedback.present.ts';
import type { RequestAt, RatingService } from './feedback.service.ts';
import type { CaseService, CaseAt } from './use-cases/handle-case.ts';
import type { AnswerService } from './use-cases/answer-survey.ts';
import type { FollowUpService } from './use-cases/follow-up.ts';
import type { SurveyService } from './use-cases/run-survey.ts';
import type { SatisfactionService } from './use-cases/show-satisfaction.ts';

const toRequest = ({ request, branch }: RequestAt) => ({ request: presentRequest(request, branch) });
const toCase = ({ badCase, branch, now }: CaseAt) => ({ case: presentCase(badCase, branch, now) });

export interface FeedbackServices {
  readonly ratings: RatingService;
  readonly cases: CaseService;
  readonly satisfaction: SatisfactionService;
  readonly surveys: SurveyService & AnswerService;
  readonly followUps: FollowUpService;
}

export function feedbackRoutes({
  ratings,
  cases,
  satisfaction,
  surveys,
  followUps,
}: FeedbackServices): Routes {
  return routes(feedbackEndpoints, {
    currentRequest: async (ctx, input) => {
      const { number, request, teller } = await ratings.currentRequest(ctx, input);
      return {
        number,
        request: request === null ? null : presentRequest(request.request, request.branch),
        teller,
      };
    },
    rate: presented(ratings.rate, toRequest),
    getByLink: async (ctx, input) => {
      const found = await ratings.getByLink(ctx, input);
      const care = await cases.careByLink(ctx, input);
      return { request: found === null ? null : toRequest(found).request, care };
    },
    rateByLink: presented(ratings.rateByLink, toRequest),
    listRatings: async (ctx, input) => {
      const { branch, ratings: list, ...figures } = await ratings.listRatings(ctx, input);
      return { ...figures, ratings: list.map((request) => presentRequest(request, branch)) };
    },
    getSatisfaction: satisfaction.getSatisfaction,
    exportSatisfaction: satisfaction.exportSatisfaction,
    listSurveys: surveys.listSurveys,
    createSurvey: surveys.createSurvey,
    saveSurvey: surveys.saveSurvey,
    publishSurvey: surveys.publishSurvey,
    closeSurvey: surveys.closeSurvey,
    getSurveyResults: surveys.getSurveyResults,
    exportSurvey: surveys.exportSurvey,
    openSurvey: surveys.openSurvey,
    answerSurvey: surveys.answerSurvey,
    surveyOfTicket: surveys.surveyOfTicket,
    listFollowUps: followUps.listFollowUps,
    recordFollowUp: followUps.recordFollowUp,
    getFollowUpRule: followUps.getFollowUpRule,
    saveFollowUpRule: followUps.saveFollowUpRule,
    listCases: async (ctx, input) => {
      const { number, cases: list, branch, now } = await cases.listCases(ctx, input);
      return { number, cases: list.map((badCase) => presentCase(badCase, branch, now)) };
    },
    claimCase: presented(cases.claimCase, toCase),
    recordTalk: presented(cases.recordTalk, toCase),
    closeCase: presented(cases.closeCase, toCase),
    confirmCase: presented(cases.confirmCase, toCase),
    answerRemedy: presented(cases.answerRemedy, ({ badCase }) => ({ care: careOf(badCase) })),
  });
}
