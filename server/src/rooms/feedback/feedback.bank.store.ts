import type { SurveyAnswers, SurveyContent } from '@huiting/contracts/feedback';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** A survey that is there with its answers before the bank lives: of a demo, or moved from elsewhere. */
export interface SurveySeed {
  readonly id: string;
  readonly orgUnitId: string;
  readonly content: SurveyContent;
  readonly state: 'published' | 'closed';
  readonly publishedBy: string;
  readonly publishedAt: number;
  readonly answers: readonly {
    readonly id: string;
    readonly at: number;
    readonly date: string;
    readonly placeId: string | null;
    readonly respondent: string;
    readonly answers: SurveyAnswers;
  }[];
}

/** Writes a survey with its one version and its answers into an open transaction. */
export async function loadSurvey(target: Reader, survey: SurveySeed): Promise<void> {
  const content = JSON.stringify(survey.content);
  const at = new Date(survey.publishedAt);
  await target.rows(
    statement(
      `insert into feedback.survey (id, org_unit_id, content, state, version, published_version, changed_by, changed_at)
       values ($1, $2, $3, $4, 2, 1, $5, $6)`,
      [survey.id, survey.orgUnitId, content, survey.state, survey.publishedBy, at],
    ),
  );
  await target.rows(
    statement(
      `insert into feedback.survey_version (survey_id, version, content, published_by, published_at) values ($1, 1, $2, $3, $4)`,
      [survey.id, content, survey.publishedBy, at],
    ),
  );
  await target.rows(
    statement(
      `insert into feedback.survey_answer (branch_id, survey_id, id, version, respondent, place_id, answered_at, answered_on, answers)
       select $1, $2, a.id, 1, a.respondent, a."placeId", platform.at(a.at), a.date, a.answers
       from jsonb_to_recordset($3) as a(id uuid, respondent text, "placeId" uuid, at bigint, date date, answers jsonb)`,
      [survey.orgUnitId, survey.id, JSON.stringify(survey.answers)],
    ),
  );
}
