import type { OpenSurvey, SurveyAnswers, SurveyContent } from '@huiting/contracts/feedback';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import type { Platform } from '../../../platform/room.ts';
import type { FeedbackUses } from '../feedback.service.ts';
import {
  answersProblem,
  givenAnswers,
  openState,
  presentOpen,
  respondentOf,
  surveyIdOf,
  surveyToken,
} from '../feedback.surveys.domain.ts';
import type { KeptSurvey } from '../feedback.surveys.domain.ts';
import { hasAnswered, insertAnswer, readSurvey, surveysForVisitors } from '../feedback.surveys.store.ts';

/** Days of units that have no branch of their own zone: head office's. */
const unitZone = 'Asia/Shanghai';

interface Visit {
  readonly branchId: string;
  readonly ticketId: string;
}

/** EV-05 for those who are asked: on the phone, by QR code or from the page of a ticket; once. */
export function createAnswerService({ db }: Platform, { directory, queue }: FeedbackUses) {
  async function published(token: string): Promise<{ survey: KeptSurvey; content: SurveyContent }> {
    const id = surveyIdOf(token);
    const survey = id === null ? null : await readSurvey(db, id);
    const content = survey?.published ?? null;
    return survey === null || content === null ? refuse('feedback.survey_not_found') : { survey, content };
  }

  /** The visit a ticket's link tells of; null unless its branch is asked by this survey. */
  async function visitOf(survey: KeptSurvey, ticket: string | null): Promise<Visit | null> {
    const link = ticket === null ? null : await queue.ticketByLink(ticket);
    if (link === null) return null;
    const branch = await directory.get(link.branchId);
    return branch.path.startsWith(survey.path) ? link : null;
  }

  /** Every name under which this ticket or phone may have answered. */
  const namesOf = (survey: KeptSurvey, visit: Visit | null, phone: string | undefined): string[] => [
    ...(visit === null ? [] : [respondentOf(survey.id, visit)]),
    ...(phone === undefined ? [] : [respondentOf(survey.id, { phone })]),
  ];

  return {
    openSurvey: async (
      ctx: Ctx,
      input: { token: string; ticket?: string | undefined; respondent?: string | undefined },
    ): Promise<OpenSurvey> => {
      const { survey, content } = await published(input.token);
      const version = survey.publishedVersion!;
      const state = openState(survey, content, dateIn(unitZone, ctx.now()));
      if (state !== 'open') return presentOpen(state, version, content);
      const visit = await visitOf(survey, input.ticket ?? null);
      // The phone of a visitor may answer again for the next visit.
      const names = namesOf(survey, visit, visit === null ? input.respondent : undefined);
      if (await hasAnswered(db, survey.orgUnitId, survey.id, names))
        return presentOpen('answered', version, content);
      const isStranger = content.respondents === 'visitors' && visit === null;
      return presentOpen(isStranger ? 'ticketNeeded' : 'open', version, content);
    },

    answerSurvey: async (
      ctx: Ctx,
      input: {
        token: string;
        ticket: string | null;
        respondent: string;
        version: number;
        answers: SurveyAnswers;
      },
    ): Promise<{ ok: true }> => {
      const { survey, content } = await published(input.token);
      const date = dateIn(unitZone, ctx.now());
      if (openState(survey, content, date) !== 'open') refuse('feedback.survey_closed');
      const visit = await visitOf(survey, input.ticket);
      if (content.respondents === 'visitors' && visit === null) refuse('feedback.survey_not_for_you');
      if (input.version !== survey.publishedVersion)
        refuse('feedback.answers_invalid', { version: survey.publishedVersion });
      const problem = answersProblem(content.questions, input.answers);
      if (problem !== null) refuse('feedback.answers_invalid', { question: problem });
      return db.transact(ctx, survey.orgUnitId, async (tx) => {
        const isNew = await insertAnswer(tx, {
          surveyId: survey.id,
          id: newId(),
          version: input.version,
          respondent: respondentOf(survey.id, visit ?? { phone: input.respondent }),
          placeId: visit?.branchId ?? null,
          at: ctx.now(),
          date,
          answers: givenAnswers(input.answers),
        });
        if (!isNew) refuse('feedback.survey_answered');
        return { ok: true } as const;
      });
    },

    /** The survey the holder of a ticket is invited to: the nearest unit's that is open and not answered. */
    surveyOfTicket: async (ctx: Ctx, { token }: { token: string }) => {
      const link = (await queue.ticketByLink(token)) ?? refuse('queue.link_invalid');
      const branch = await directory.get(link.branchId);
      for (const survey of await surveysForVisitors(db, branch.path)) {
        const { published: content } = survey;
        if (content === null || openState(survey, content, dateIn(unitZone, ctx.now())) !== 'open') continue;
        if (await hasAnswered(db, survey.orgUnitId, survey.id, [respondentOf(survey.id, link)])) continue;
        return { survey: { token: surveyToken(survey.id), title: content.title } };
      }
      return { survey: null };
    },
  };
}

export type AnswerService = ReturnType<typeof createAnswerService>;
