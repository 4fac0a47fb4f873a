import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { randomUUID } from 'node:crypto';
import type { Random } from '../bank/random.ts';
import { drawAnswers } from '../behaviour/survey-answers.ts';
import { isDailyLife } from '../client/api.ts';
import type { Caller } from '../client/api.ts';
import type { BusinessTime } from './business-time.ts';

export interface SurveyGuestsDeps {
  /** Anybody's phone: a ticket's link is all it has. */
  readonly phone: Caller;
  readonly time: BusinessTime;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

/** Share of visitors who follow the invitation on their ticket's page: usual for a QR code in a branch (5 to 10 %). */
const answersShare = 0.08;
/** Minutes after the service until they find the time. */
const afterMinutes = [1, 40] as const;
/**
 * Links are limited by address, and everybody in the simulator has the same: beyond ten times business time so many fewer answer
 * that people at a screen are never crowded out.
 */
const fullRate = 10;

/** Visitors who answer the survey their ticket invites them to, on their own phone. */
export function createSurveyGuests({ phone, time, random, onFault }: SurveyGuestsDeps) {
  async function answer(ticket: string, wasInTime: boolean): Promise<void> {
    const { survey } = await phone.call(feedbackEndpoints.surveyOfTicket, { token: ticket });
    if (survey === null) return;
    const open = await phone.call(feedbackEndpoints.openSurvey, { token: survey.token, ticket });
    if (open.state !== 'open') return;
    await phone.call(feedbackEndpoints.answerSurvey, {
      token: survey.token,
      ticket,
      respondent: randomUUID(),
      version: open.version,
      answers: drawAnswers(random, open.questions, wasInTime),
    });
  }

  return {
    /** Somebody's service is over; `ticket` is the token of their number's page. */
    served: (ticket: string, wasInTime: boolean): void => {
      if (!random.chance(answersShare * Math.min(1, fullRate / Math.max(1, time.rate())))) return;
      time.after(60 * (afterMinutes[0] + random.next() * (afterMinutes[1] - afterMinutes[0])), () => {
        answer(ticket, wasInTime).catch((error: unknown) => {
          if (!isDailyLife(error)) onFault(error);
        });
      });
    },
  };
}

export type SurveyGuests = ReturnType<typeof createSurveyGuests>;
