import type { SurveyAnswers, SurveyContent } from '@huiting/contracts/feedback';
import type { Tx } from '../../platform/database/database.ts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { KeptSurvey } from './feedback.surveys.domain.ts';

const columns = `s.id, s.org_unit_id as "orgUnitId", u.name as "orgUnitName", u.path, s.content, s.state, s.version,
  s.published_version as "publishedVersion", v.content as published,
  (select count(*)::int from feedback.survey_answer a where a.branch_id = s.org_unit_id and a.survey_id = s.id) as answers,
  s.changed_by as "changedBy", s.changed_at as "changedAt"`;
const survey = `feedback.survey s join organization.v_org_unit u on u.id = s.org_unit_id
  left join feedback.survey_version v on v.survey_id = s.id and v.version = s.published_version`;

export function listSurveys(reader: Reader, paths: readonly string[]): Promise<KeptSurvey[]> {
  return reader.rows(
    statement<KeptSurvey>(
      `select ${columns} from ${survey} where u.path ^@ any ($1::text[]) order by s.changed_at desc, s.id limit 500`,
      [paths],
    ),
  );
}

/** Published surveys for visitors of a branch, the nearest unit's first. */
export function surveysForVisitors(reader: Reader, branchPath: string): Promise<KeptSurvey[]> {
  return reader.rows(
    statement<KeptSurvey>(
      `select ${columns} from ${survey} where starts_with($1, u.path) and s.state = 'published'
       order by length(u.path) desc, s.changed_at desc limit 20`,
      [branchPath],
    ),
  );
}

/** Locked when a transaction asks. */
export function readSurvey(reader: Reader, id: string, lock = false): Promise<KeptSurvey | null> {
  return reader.row(
    statement<KeptSurvey>(
      `select ${columns} from ${survey} where s.id = $1 ${lock ? 'for update of s' : ''}`,
      [id],
    ),
  );
}

export async function writeSurvey(
  tx: Tx,
  kept: Pick<KeptSurvey, 'id' | 'orgUnitId' | 'content' | 'state' | 'version' | 'publishedVersion'>,
  by: { readonly name: string; readonly at: number },
): Promise<void> {
  await tx.rows(
    statement(
      `insert into feedback.survey (id, org_unit_id, content, state, version, published_version, changed_by, changed_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)
       on conflict (id) do update set content = excluded.content, state = excluded.state, version = excluded.version,
         published_version = excluded.published_version, changed_by = excluded.changed_by, changed_at = excluded.changed_at`,
      [
        kept.id,
        kept.orgUnitId,
        JSON.stringify(kept.content),
        kept.state,
        kept.version,
        kept.publishedVersion,
        by.name,
        new Date(by.at),
      ],
    ),
  );
}

export async function writeVersion(
  tx: Tx,
  surveyId: string,
  version: number,
  content: SurveyContent,
  by: { readonly name: string; readonly at: number },
): Promise<void> {
  await tx.rows(
    statement(
      `insert into feedback.survey_version (survey_id, version, content, published_by, published_at) values ($1, $2, $3, $4, $5)`,
      [surveyId, version, JSON.stringify(content), by.name, new Date(by.at)],
    ),
  );
}

export interface NewAnswer {
  readonly surveyId: string;
  readonly id: string;
  readonly version: number;
  readonly respondent: string;
  readonly placeId: string | null;
  readonly at: number;
  readonly date: string;
  readonly answers: SurveyAnswers;
}

/** False when this respondent has answered before. */
export async function insertAnswer(tx: Tx, given: NewAnswer): Promise<boolean> {
  const rows = await tx.rows(
    statement(
      `insert into feedback.survey_answer (branch_id, survey_id, id, version, respondent, place_id, answered_at, answered_on, answers)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1`,
      [
        tx.branchId,
        given.surveyId,
        given.id,
        given.version,
        given.respondent,
        given.placeId,
        new Date(given.at),
        given.date,
        JSON.stringify(given.answers),
      ],
    ),
  );
  return rows.length > 0;
}

export async function hasAnswered(
  reader: Reader,
  orgUnitId: string,
  surveyId: string,
  respondents: readonly string[],
): Promise<boolean> {
  const row = await reader.row(
    statement<{ found: boolean }>(
      `select exists (select 1 from feedback.survey_answer where branch_id = $1 and survey_id = $2 and respondent = any ($3)) as found`,
      [orgUnitId, surveyId, respondents],
    ),
  );
  return row!.found;
}
