import { createHash } from 'node:crypto';
import type {
  OpenSurvey,
  Survey,
  SurveyAnswers,
  SurveyContent,
  SurveyQuestion,
} from '@huiting/contracts/feedback';

/** EV-05: when a survey may be published, who may answer it, and which answers fit. */

/** A survey as the room keeps it; `path` is its unit's scope. */
export interface KeptSurvey {
  readonly id: string;
  readonly orgUnitId: string;
  readonly orgUnitName: string;
  readonly path: string;
  readonly content: SurveyContent;
  readonly state: Survey['state'];
  readonly version: number;
  readonly publishedVersion: number | null;
  readonly published: SurveyContent | null;
  readonly answers: number;
  readonly changedBy: string;
  readonly changedAt: number;
}

/** What is wrong with a draft; null when it may be kept. */
export function contentProblem({ questions, validFrom, validUntil }: SurveyContent): string | null {
  if (validUntil !== null && validUntil < validFrom) return 'days';
  if (new Set(questions.map(({ id }) => id)).size < questions.length) return 'questionTwice';
  for (const { kind, options, scale } of questions) {
    const isChoice = kind === 'single' || kind === 'multiple';
    if (isChoice !== options.length > 0 || (isChoice && options.length < 2)) return 'options';
    if (new Set(options.map(({ id }) => id)).size < options.length) return 'optionTwice';
    if ((kind === 'scale') !== (scale !== null)) return 'scale';
  }
  return null;
}

/** What keeps a draft from being published; null when it may be. */
export function publishProblem(content: SurveyContent): string | null {
  return content.questions.length === 0 ? 'noQuestions' : contentProblem(content);
}

/** Whether customers may answer on a day. */
export function openState(
  survey: Pick<KeptSurvey, 'state'>,
  published: SurveyContent,
  today: string,
): 'open' | 'early' | 'over' {
  if (survey.state === 'closed') return 'over';
  if (today < published.validFrom) return 'early';
  return published.validUntil !== null && today > published.validUntil ? 'over' : 'open';
}

/** What is wrong with answers; null when they may be kept. Blank words and empty choices are no answers. */
export function answersProblem(questions: readonly SurveyQuestion[], answers: SurveyAnswers): string | null {
  const known = new Map(questions.map((question) => [question.id, question]));
  for (const [id, answer] of Object.entries(answers)) {
    const question = known.get(id);
    if (question === undefined || !fits(question, answer)) return id;
  }
  return questions.find(({ id, required }) => required && isBlank(answers[id]))?.id ?? null;
}

function fits({ kind, options, scale }: SurveyQuestion, answer: SurveyAnswers[string]): boolean {
  const isOption = (key: string) => options.some(({ id }) => id === key);
  switch (kind) {
    case 'single':
      return typeof answer === 'string' && isOption(answer);
    case 'multiple':
      return Array.isArray(answer) && answer.every(isOption) && new Set(answer).size === answer.length;
    case 'scale':
      return typeof answer === 'number' && scale !== null && answer <= scale.points;
    case 'text':
      return typeof answer === 'string';
  }
}

const isBlank = (answer: SurveyAnswers[string] | undefined): boolean =>
  answer === undefined || answer === '' || (Array.isArray(answer) && answer.length === 0);

/** Without what was left open. */
export function givenAnswers(answers: SurveyAnswers): SurveyAnswers {
  return Object.fromEntries(Object.entries(answers).filter(([, answer]) => !isBlank(answer)));
}

/** Who answers once: a ticket, or a phone. What is kept leads back to neither. */
export function respondentOf(surveyId: string, by: { ticketId: string } | { phone: string }): string {
  const who = 'ticketId' in by ? `ticket:${by.ticketId}` : `phone:${by.phone}`;
  return createHash('sha256').update(`${surveyId}|${who}`).digest('base64url');
}

/** 22 characters of a path: the survey's id, which QR codes make public. */
export function surveyToken(id: string): string {
  return Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');
}

/** Null when it is not one of ours. */
export function surveyIdOf(token: string): string | null {
  if (!/^[A-Za-z0-9_-]{22}$/.test(token)) return null;
  const hex = Buffer.from(token, 'base64url').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

export function presentSurvey(survey: KeptSurvey): Survey {
  const { path: _path, published, ...told } = survey;
  return {
    ...told,
    hasChanges: published !== null && JSON.stringify(published) !== JSON.stringify(survey.content),
    path: survey.publishedVersion === null ? null : `/h5/s/${surveyToken(survey.id)}`,
  };
}

/** What a customer is shown; the questions only while they may be answered. */
export function presentOpen(
  state: OpenSurvey['state'],
  version: number,
  { title, intro, validFrom, validUntil, questions }: SurveyContent,
): OpenSurvey {
  return {
    state,
    version,
    title,
    intro,
    validFrom,
    validUntil,
    questions: state === 'open' ? questions : [],
  };
}
