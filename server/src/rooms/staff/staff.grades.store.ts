import type { Appraisal, AppraisalItem, AppraisalState, Grade, GradeRules } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { AppraisalRecord, Appraised } from './staff.appraisal.domain.ts';

export async function newestRules(reader: Reader): Promise<{ version: number; rules: GradeRules } | null> {
  return reader.row(
    statement<{ version: number; rules: GradeRules }>(
      'select version, rules from staff.grade_rules order by version desc limit 1',
    ),
  );
}

/** False when somebody else has published this version. */
export async function insertRules(
  reader: Reader,
  version: number,
  rules: GradeRules,
  told: { readonly reason: string; readonly by: string; readonly at: number },
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into staff.grade_rules (version, rules, reason, published_by, published_at) values ($1, $2, $3, $4, $5)
       on conflict do nothing returning 1`,
      [version, JSON.stringify(rules), told.reason, told.by, new Date(told.at)],
    ),
  );
  return rows.length > 0;
}

/** Everybody below a path whose post is graded. */
export async function listAppraised(
  reader: Reader,
  path: string,
  posts: readonly string[],
): Promise<Appraised[]> {
  return reader.rows(
    statement<Appraised>(
      `select s.id as "staffId", s.grade as present, s.entered_on as "enteredOn" from staff.staff_member s
       join organization.v_org_unit o on o.id = s.org_unit_id
       where o.path ^@ $1 and s.left_on is null and s.post = any ($2::text[]) order by s.number limit 5000`,
      [path, posts],
    ),
  );
}

const columns = `a.appraisal_id as id, a.branch_id as "keptAt", a.org_unit_id as "orgUnitId", a.org_path as "orgPath",
  o.name as "orgUnitName", a.name, to_char(a.from_month, 'YYYY-MM') as "fromMonth", to_char(a.until_month, 'YYYY-MM') as "untilMonth",
  a.rules_version as "rulesVersion", a.state, (select count(*)::int from staff.appraisal_item i
    where i.branch_id = a.branch_id and i.appraisal_id = a.appraisal_id) as people,
  a.opened_by as "openedBy", a.opened_at as "openedAt", a.ended_at as "endedAt", a.approval_id as "approvalId"`;
const from = 'from staff.appraisal a join organization.v_org_unit o on o.id = a.org_unit_id';

/** False when one of the unit is under way. */
export async function insertAppraisal(
  reader: Reader,
  a: Omit<AppraisalRecord, 'people' | 'orgUnitName'>,
  items: readonly Pick<AppraisalItem, 'staffId' | 'present' | 'score' | 'lines' | 'suggested'>[],
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `with made as (insert into staff.appraisal (branch_id, appraisal_id, org_unit_id, org_path, name, from_month, until_month,
         rules_version, state, opened_by, opened_at)
         values ($1, $2, $3, $4, $5, ($6::text || '-01')::date, ($7::text || '-01')::date, $8, 'draft', $9, $10)
         on conflict (branch_id) where state in ('draft', 'pending') do nothing returning branch_id, appraisal_id)
       insert into staff.appraisal_item (branch_id, appraisal_id, staff_id, present, score, lines, suggested, grade)
       select made.branch_id, made.appraisal_id, i."staffId", i.present, i.score, i.lines, i.suggested, i.suggested
       from made, jsonb_to_recordset($11) as i("staffId" uuid, present text, score numeric, lines jsonb, suggested text) returning 1`,
      [
        a.keptAt,
        a.id,
        a.orgUnitId,
        a.orgPath,
        a.name,
        a.fromMonth,
        a.untilMonth,
        a.rulesVersion,
        a.openedBy,
        new Date(a.openedAt),
        JSON.stringify(items),
      ],
    ),
  );
  return rows.length > 0;
}

export async function readAppraisal(
  reader: Reader,
  keptAt: string,
  id: string,
  lock: 'lock' | 'look' = 'look',
): Promise<AppraisalRecord | null> {
  return reader.row(
    statement<AppraisalRecord>(
      `select ${columns} ${from} where a.branch_id = $1 and a.appraisal_id = $2${lock === 'lock' ? ' for update of a' : ''}`,
      [keptAt, id],
    ),
  );
}

/** Those of units in the paths, and those above that concern people in them. */
export async function listAppraisals(reader: Reader, paths: readonly string[]): Promise<AppraisalRecord[]> {
  return reader.rows(
    statement<AppraisalRecord>(
      `select ${columns} ${from} where a.org_path ^@ any ($1::text[]) or exists (select 1 from unnest($1::text[]) p where p ^@ a.org_path)
       order by a.opened_at desc limit 200`,
      [paths],
    ),
  );
}

export async function saveAppraisalState(
  reader: Reader,
  { keptAt, id }: Pick<Appraisal, 'keptAt' | 'id'>,
  state: AppraisalState,
  endedAt: number | null,
): Promise<void> {
  await reader.rows(
    statement(
      'update staff.appraisal set state = $3, ended_at = $4 where branch_id = $1 and appraisal_id = $2',
      [keptAt, id, state, endedAt === null ? null : new Date(endedAt)],
    ),
  );
}

export async function setAppraisalApproval(
  reader: Reader,
  keptAt: string,
  id: string,
  approvalId: string,
): Promise<void> {
  await reader.rows(
    statement('update staff.appraisal set approval_id = $3 where branch_id = $1 and appraisal_id = $2', [
      keptAt,
      id,
      approvalId,
    ]),
  );
}

/** Items of people within the paths, by number. */
export async function listItems(
  reader: Reader,
  { keptAt, id }: Pick<Appraisal, 'keptAt' | 'id'>,
  paths: readonly string[],
  staffId: string | null = null,
): Promise<AppraisalItem[]> {
  return reader.rows(
    statement<AppraisalItem>(
      `select i.staff_id as "staffId", s.name, s.number, s.post, o.name as "orgUnitName", i.present, i.score::float8 as score, i.lines,
         i.suggested, i.grade, i.reviewed_by as "reviewedBy", i.review_reason as "reviewReason", i.version
       from staff.appraisal_item i join staff.staff_member s on s.id = i.staff_id
       join organization.v_org_unit o on o.id = s.org_unit_id
       where i.branch_id = $1 and i.appraisal_id = $2 and o.path ^@ any ($3::text[]) and ($4::uuid is null or i.staff_id = $4)
       order by s.number`,
      [keptAt, id, paths, staffId],
    ),
  );
}

/** False when it has another version by now. */
export async function reviewItem(
  reader: Reader,
  { keptAt, id }: Pick<Appraisal, 'keptAt' | 'id'>,
  review: {
    readonly staffId: string;
    readonly version: number;
    readonly grade: Grade;
    readonly reason: string;
    readonly by: string;
  },
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `update staff.appraisal_item set grade = $5, review_reason = $6, reviewed_by = $7, version = version + 1
       where branch_id = $1 and appraisal_id = $2 and staff_id = $3 and version = $4 returning 1`,
      [keptAt, id, review.staffId, review.version, review.grade, review.reason, review.by],
    ),
  );
  return rows.length > 0;
}

/** Puts the reviewed grades in force from a day on, for those who are still here. Gives their ids. */
export async function publishGrades(
  reader: Reader,
  { keptAt, id }: Pick<Appraisal, 'keptAt' | 'id'>,
  on: string,
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `with graded as (update staff.staff_member s set grade = i.grade from staff.appraisal_item i
         where i.branch_id = $1 and i.appraisal_id = $2 and i.staff_id = s.id and s.left_on is null returning s.id, s.grade)
       insert into staff.staff_grade (staff_id, since, grade, appraisal_id) select id, $3, grade, $2 from graded
       on conflict (staff_id, since) do update set grade = excluded.grade, appraisal_id = excluded.appraisal_id
       returning staff_id as id`,
      [keptAt, id, on],
    ),
  );
  return rows.map((row) => row.id);
}

/** Newest first. */
export async function listGrades(reader: Reader, staffId: string) {
  return reader.rows(
    statement<{ grade: Grade; on: string; appraisalId: string | null }>(
      `select grade, since as "on", appraisal_id as "appraisalId" from staff.staff_grade where staff_id = $1 order by since desc`,
      [staffId],
    ),
  );
}
