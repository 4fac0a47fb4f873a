import { feedbackEvents } from '@huiting/contracts/feedback';
import type { Survey, SurveyContent, SurveyQuestion, SurveyResults } from '@huiting/contracts/feedback';
import type { Permission } from '@huiting/contracts/access';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import { csvOf } from '../../../platform/exports/csv.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import type { FeedbackUses } from '../feedback.service.ts';
import { contentProblem, presentSurvey, publishProblem } from '../feedback.surveys.domain.ts';
import type { KeptSurvey } from '../feedback.surveys.domain.ts';
import { readAnswerDays, readAnswers, readResults } from '../feedback.surveys.reports.ts';
import { listSurveys, readSurvey, writeSurvey, writeVersion } from '../feedback.surveys.store.ts';

interface OnVersion {
  readonly surveyId: string;
  readonly version: number;
}

/** EV-05 for those who ask: draft, publish as a version, close, read the results. */
export function createSurveyService({ db, audit }: Platform, { directory }: FeedbackUses) {
  async function permitted(ctx: Ctx, permission: Permission, surveyId: string): Promise<KeptSurvey> {
    authorizeSomewhere(ctx, permission);
    const known = (await readSurvey(db, surveyId)) ?? refuse('feedback.survey_not_found');
    authorize(ctx, permission, known.path);
    return known;
  }

  /** Locks the survey at the version the caller has seen, writes what becomes of it, and leaves a trace. */
  async function change(
    ctx: Ctx,
    { surveyId, version }: OnVersion,
    act: string,
    decide: (
      found: KeptSurvey,
      tx: Tx,
    ) => Promise<Pick<KeptSurvey, 'content' | 'state' | 'publishedVersion'>>,
  ): Promise<{ survey: Survey }> {
    const known = await permitted(ctx, 'feedback.configure', surveyId);
    return db.transact(ctx, known.orgUnitId, async (tx) => {
      const found = (await readSurvey(tx, surveyId, true)) ?? refuse('feedback.survey_not_found');
      if (found.version !== version) refuse('feedback.survey_changed', { version: found.version });
      if (found.state === 'closed') refuse('feedback.survey_closed');
      const next = { ...found, ...(await decide(found, tx)), version: version + 1 };
      await writeSurvey(tx, next, { name: ctx.actor.name, at: ctx.now() });
      await leaveTrace(ctx, tx, act, next);
      return { survey: presentSurvey((await readSurvey(tx, surveyId))!) };
    });
  }

  async function leaveTrace(
    ctx: Ctx,
    tx: Tx | null,
    act: string,
    { id, orgUnitId, content, version }: Pick<KeptSurvey, 'id' | 'orgUnitId' | 'content' | 'version'>,
  ): Promise<void> {
    await audit(tx, ctx, {
      action: `feedback.${act}`,
      object: `survey:${id}`,
      orgUnitId,
      outcome: 'done',
      detail: { title: content.title.zh, questions: content.questions.length, version },
    });
  }

  function assertSound(problem: string | null): void {
    if (problem !== null) refuse('feedback.survey_invalid', { problem });
  }

  return {
    listSurveys: async (ctx: Ctx): Promise<{ surveys: Survey[] }> => {
      const paths = authorizeSomewhere(ctx, 'feedback.analyse');
      return { surveys: (await listSurveys(db, paths)).map(presentSurvey) };
    },

    createSurvey: async (
      ctx: Ctx,
      { orgUnitId, content }: { orgUnitId: string; content: SurveyContent },
    ): Promise<{ survey: Survey }> => {
      authorizeSomewhere(ctx, 'feedback.configure');
      const unit = (await directory.unitById(orgUnitId)) ?? refuse('organization.unit_not_found');
      authorize(ctx, 'feedback.configure', unit.path);
      assertSound(contentProblem(content));
      const id = newId();
      return db.transact(ctx, orgUnitId, async (tx) => {
        const drafted = {
          id,
          orgUnitId,
          content,
          state: 'draft' as const,
          version: 1,
          publishedVersion: null,
        };
        await writeSurvey(tx, drafted, { name: ctx.actor.name, at: ctx.now() });
        await leaveTrace(ctx, tx, 'createSurvey', drafted);
        return { survey: presentSurvey((await readSurvey(tx, id))!) };
      });
    },

    saveSurvey: (ctx: Ctx, input: OnVersion & { content: SurveyContent }) =>
      change(ctx, input, 'saveSurvey', ({ state, publishedVersion }) => {
        assertSound(contentProblem(input.content));
        return Promise.resolve({ content: input.content, state, publishedVersion });
      }),

    publishSurvey: (ctx: Ctx, input: OnVersion) =>
      change(ctx, input, 'publishSurvey', async ({ id, orgUnitId, content, publishedVersion }, tx) => {
        assertSound(publishProblem(content));
        const version = (publishedVersion ?? 0) + 1;
        await writeVersion(tx, id, version, content, { name: ctx.actor.name, at: ctx.now() });
        tx.emit(feedbackEvents.surveyPublished, { surveyId: id, orgUnitId, version });
        return { content, state: 'published', publishedVersion: version };
      }),

    closeSurvey: (ctx: Ctx, input: OnVersion) =>
      change(ctx, input, 'closeSurvey', ({ id, orgUnitId, content, publishedVersion }, tx) => {
        // What was never published has no link that could say it is over.
        if (publishedVersion === null) refuse('feedback.survey_invalid', { problem: 'neverPublished' });
        tx.emit(feedbackEvents.surveyClosed, { surveyId: id, orgUnitId });
        return Promise.resolve({ content, state: 'closed', publishedVersion });
      }),

    getSurveyResults: async (ctx: Ctx, { surveyId }: { surveyId: string }): Promise<SurveyResults> => {
      const known = await permitted(ctx, 'feedback.analyse', surveyId);
      const { questions } = known.published ?? known.content;
      const [results, days] = await Promise.all([
        readResults(db, known, questions),
        readAnswerDays(db, known),
      ]);
      return { survey: presentSurvey(known), questions: results, days };
    },

    exportSurvey: async (
      ctx: Ctx,
      { surveyId }: { surveyId: string },
    ): Promise<{ fileName: string; csv: string }> => {
      const known = await permitted(ctx, 'feedback.analyse', surveyId);
      const { questions } = known.published ?? known.content;
      await directory.all();
      const answers = await readAnswers(db, known);
      await leaveTrace(ctx, null, 'exportSurvey', known);
      const isEnglish = ctx.locale === 'en';
      const word = ({ zh, en }: { zh: string; en: string }) => (isEnglish ? en : zh);
      const lines = answers.map(({ at, version, placeId, answers: given }) => [
        new Date(at).toISOString(),
        version,
        placeId === null ? '' : (directory.known(placeId)?.name ?? ''),
        ...questions.map((question) => cellOf(question, given[question.id], word)),
      ]);
      const head = isEnglish ? ['Answered (UTC)', 'Version', 'Branch'] : ['答题时间（UTC）', '版本', '网点'];
      return {
        fileName: `survey-${dateIn('Asia/Shanghai', ctx.now())}.csv`,
        csv: csvOf([[...head, ...questions.map(({ title }) => word(title))], ...lines], ctx),
      };
    },
  };
}

export type SurveyService = ReturnType<typeof createSurveyService>;

function cellOf(
  { options }: SurveyQuestion,
  given: string | number | readonly string[] | undefined,
  word: (named: { zh: string; en: string }) => string,
): string | number {
  if (given === undefined) return '';
  if (typeof given === 'number') return given;
  const label = (key: string) => {
    const option = options.find(({ id }) => id === key);
    return option === undefined ? key : word(option.label);
  };
  return typeof given === 'string' ? label(given) : given.map(label).join('; ');
}
