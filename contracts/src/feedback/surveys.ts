import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { event } from '../core/event.ts';
import { BusinessDate, Id, Instant, Words } from '../core/fields.ts';

/** EV-05: surveys: built, published as versions by QR code or link, answered on the phone. */

export const surveyErrors = errors({
  'feedback.survey_not_found': { status: 404, zh: '没有这份问卷', en: 'There is no such survey' },
  'feedback.survey_changed': {
    status: 409,
    zh: '问卷已被他人修改，请刷新后重试',
    en: 'Somebody else changed this survey; reload and try again',
  },
  'feedback.survey_invalid': {
    status: 409,
    zh: '问卷还不能这样保存或发布，请检查题目与日期',
    en: 'The survey cannot be kept or published like this; check its questions and days',
  },
  'feedback.survey_closed': { status: 409, zh: '问卷已经结束', en: 'The survey is closed' },
  'feedback.survey_answered': { status: 409, zh: '您已经答过这份问卷', en: 'You have answered this survey' },
  'feedback.survey_not_for_you': {
    status: 409,
    zh: '请从您的号票页打开这份问卷',
    en: 'Open this survey from the page of your ticket',
  },
  'feedback.answers_invalid': {
    status: 409,
    zh: '有必答题未答，或题目已更新，请刷新后重试',
    en: 'A required question is open, or the survey has changed; reload and try again',
  },
});

const Worded = (max: number) =>
  z.object({ zh: Words(max).pipe(z.string().min(1)), en: Words(max).pipe(z.string().min(1)) });
const Key = z.string().regex(/^[a-z0-9]{1,12}$/);

export const SurveyQuestion = z.object({
  /** Stays with the question through versions, so that answers add up. */
  id: Key,
  kind: z.enum(['single', 'multiple', 'scale', 'text']),
  title: Worded(120),
  required: z.boolean(),
  /** Of single and multiple. */
  options: z.array(z.object({ id: Key, label: Worded(60) })).max(12),
  /** Of a scale: 1 … points, with words at its ends. */
  scale: z.object({ points: z.number().int().min(3).max(10), low: Worded(20), high: Worded(20) }).nullable(),
});
export type SurveyQuestion = z.output<typeof SurveyQuestion>;

export const SurveyContent = z.object({
  title: Worded(60),
  intro: z.object({ zh: Words(300), en: Words(300) }),
  questions: z.array(SurveyQuestion).max(30),
  validFrom: BusinessDate,
  validUntil: BusinessDate.nullable(),
  /** `visitors`: by the link of a ticket, once per ticket. `anyone`: whoever has the link, once per phone. */
  respondents: z.enum(['visitors', 'anyone']),
});
export type SurveyContent = z.output<typeof SurveyContent>;

export const SurveyState = z.enum(['draft', 'published', 'closed']);
export type SurveyState = z.output<typeof SurveyState>;

export const Survey = z.object({
  id: Id,
  orgUnitId: Id,
  orgUnitName: z.string(),
  content: SurveyContent,
  state: SurveyState,
  version: z.number().int(),
  publishedVersion: z.number().int().nullable(),
  /** The draft differs from what customers answer. */
  hasChanges: z.boolean(),
  /** `/h5/s/…`; null before it is published. */
  path: z.string().nullable(),
  answers: z.number().int(),
  changedBy: z.string(),
  changedAt: Instant,
});
export type Survey = z.output<typeof Survey>;

/** Option, options, point of the scale, or words, by question. */
export const SurveyAnswers = z.record(
  Key,
  z.union([z.number().int().min(1).max(10), Words(500), z.array(Key).max(12)]),
);
export type SurveyAnswers = z.output<typeof SurveyAnswers>;

export const SurveyResults = z.object({
  survey: Survey,
  questions: z.array(
    z.object({
      question: SurveyQuestion,
      answered: z.number().int(),
      /** Options, or points of the scale, in their order. */
      counts: z.array(z.object({ key: z.string(), count: z.number().int() })),
      /** Of a scale; null without answers. */
      mean: z.number().nullable(),
      /** Newest first; at most 200. */
      texts: z.array(z.object({ words: z.string(), at: Instant })),
    }),
  ),
  days: z.array(z.object({ date: BusinessDate, count: z.number().int() })),
});
export type SurveyResults = z.output<typeof SurveyResults>;

/** What a customer sees. `over`: closed, or its days are over; `early`: they have not begun; `answered`: this ticket or phone did. */
export const OpenSurvey = z.object({
  state: z.enum(['open', 'early', 'over', 'answered', 'ticketNeeded']),
  version: z.number().int(),
  title: z.object({ zh: z.string(), en: z.string() }),
  intro: z.object({ zh: z.string(), en: z.string() }),
  validFrom: BusinessDate,
  validUntil: BusinessDate.nullable(),
  /** Empty unless it is open. */
  questions: z.array(SurveyQuestion),
});
export type OpenSurvey = z.output<typeof OpenSurvey>;

export const surveyEvents = {
  surveyPublished: event({
    type: 'survey.published',
    room: 'feedback',
    payload: z.object({ surveyId: Id, orgUnitId: Id, version: z.number().int() }),
  }),
  surveyClosed: event({
    type: 'survey.closed',
    room: 'feedback',
    payload: z.object({ surveyId: Id, orgUnitId: Id }),
  }),
};

const One = z.object({ survey: Survey });
const changing = [
  'feedback.survey_not_found',
  'feedback.survey_changed',
  'feedback.survey_invalid',
  'feedback.survey_closed',
] as const;
const Token = z.string().min(20).max(80);

export const surveyEndpoints = {
  listSurveys: endpoint({
    id: 'feedback.listSurveys',
    method: 'GET',
    path: '/surveys',
    summary: "Surveys of the caller's scope, newest first",
    input: z.object({}),
    output: z.object({ surveys: z.array(Survey) }),
    access: 'feedback.analyse',
  }),
  createSurvey: endpoint({
    id: 'feedback.createSurvey',
    method: 'POST',
    path: '/surveys',
    summary: 'A draft for the branches at or below a unit',
    input: z.object({ orgUnitId: Id, content: SurveyContent }),
    output: One,
    errors: ['organization.unit_not_found', 'feedback.survey_invalid'],
    access: 'feedback.configure',
  }),
  saveSurvey: endpoint({
    id: 'feedback.saveSurvey',
    method: 'PUT',
    path: '/surveys/:surveyId',
    summary: 'Changes the draft; customers go on answering what was published',
    input: z.object({ surveyId: Id, version: z.number().int().min(1), content: SurveyContent }),
    output: One,
    errors: changing,
    access: 'feedback.configure',
  }),
  publishSurvey: endpoint({
    id: 'feedback.publishSurvey',
    method: 'POST',
    path: '/surveys/:surveyId/publish',
    summary: 'From now on customers answer the draft as it is',
    input: z.object({ surveyId: Id, version: z.number().int().min(1) }),
    output: One,
    errors: changing,
    access: 'feedback.configure',
  }),
  closeSurvey: endpoint({
    id: 'feedback.closeSurvey',
    method: 'POST',
    path: '/surveys/:surveyId/close',
    summary: 'No more answers; its link says so',
    input: z.object({ surveyId: Id, version: z.number().int().min(1) }),
    output: One,
    errors: changing,
    access: 'feedback.configure',
  }),
  getSurveyResults: endpoint({
    id: 'feedback.getSurveyResults',
    method: 'GET',
    path: '/surveys/:surveyId/results',
    summary: 'Distributions and words',
    input: z.object({ surveyId: Id }),
    output: SurveyResults,
    errors: ['feedback.survey_not_found'],
    access: 'feedback.analyse',
  }),
  exportSurvey: endpoint({
    id: 'feedback.exportSurvey',
    method: 'POST',
    path: '/surveys/:surveyId/export',
    summary: 'Every answer as a table for a spreadsheet; audited',
    input: z.object({ surveyId: Id }),
    output: z.object({ fileName: z.string(), csv: z.string() }),
    errors: ['feedback.survey_not_found'],
    access: 'feedback.analyse',
    idempotent: false,
  }),
  openSurvey: endpoint({
    id: 'feedback.openSurvey',
    method: 'GET',
    path: '/s/:token',
    summary: 'The survey behind a link or QR code',
    input: z.object({ token: Token, ticket: Token.optional(), respondent: Id.optional() }),
    output: OpenSurvey,
    errors: ['feedback.survey_not_found'],
    access: { kind: 'link' },
  }),
  answerSurvey: endpoint({
    id: 'feedback.answerSurvey',
    method: 'POST',
    path: '/s/:token/answers',
    summary: 'My answers, once per ticket or phone',
    input: z.object({
      token: Token,
      /** Link of my ticket; null = anonymous. */
      ticket: Token.nullable(),
      /** Drawn by my phone, so that it answers once. */
      respondent: Id,
      version: z.number().int().min(1),
      answers: SurveyAnswers,
    }),
    output: z.object({ ok: z.literal(true) }),
    errors: [
      'feedback.survey_not_found',
      'feedback.survey_closed',
      'feedback.survey_answered',
      'feedback.survey_not_for_you',
      'feedback.answers_invalid',
    ],
    access: { kind: 'link' },
  }),
  surveyOfTicket: endpoint({
    id: 'feedback.surveyOfTicket',
    method: 'GET',
    path: '/t/:token/survey',
    summary: 'The survey this visitor may answer; null when there is none, or they did',
    input: z.object({ token: Token }),
    output: z.object({
      survey: z.object({ token: z.string(), title: z.object({ zh: z.string(), en: z.string() }) }).nullable(),
    }),
    errors: ['queue.link_invalid'],
    access: { kind: 'link' },
  }),
};
