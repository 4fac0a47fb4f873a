import type { ApplicationState, BranchChange, NewBranch } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Application } from './organization.application.domain.ts';
import type { OrgUnit } from './organization.domain.ts';

type Row = Omit<Application, 'subject' | 'applicant'> & {
  subjectBranchId: string;
  subjectUnitId: string;
  subjectName: string;
  applicantId: string;
  applicantName: string;
  change: BranchChange | NewBranch;
};

const columns = `application_id as id, branch_id as "keptAt", kind, subject_branch_id as "subjectBranchId", subject_unit_id as "subjectUnitId",
  subject_name as "subjectName", org_path as "orgPath", base_version as "baseVersion", change, changes, effective_on as "effectiveOn",
  reason, state, applicant_id as "applicantId", applicant_name as "applicantName", requested_at as "requestedAt", ended_at as "endedAt",
  approval_id as "approvalId"`;

function toApplication(row: Row): Application {
  const { subjectBranchId, subjectUnitId, subjectName, applicantId, applicantName, ...same } = row;
  return {
    ...same,
    subject: { branchId: subjectBranchId, unitId: subjectUnitId, name: subjectName },
    applicant: { staffId: applicantId, name: applicantName },
  };
}

/** False when a change of the branch is under way already. */
export async function insertApplication(reader: Reader, a: Application): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into organization.branch_application (branch_id, application_id, kind, subject_branch_id, subject_unit_id, subject_name,
         org_path, base_version, change, changes, effective_on, reason, state, applicant_id, applicant_name, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (branch_id, subject_branch_id) where state in ('pending', 'approved') do nothing returning 1`,
      [
        a.keptAt,
        a.id,
        a.kind,
        a.subject.branchId,
        a.subject.unitId,
        a.subject.name,
        a.orgPath,
        a.baseVersion,
        JSON.stringify(a.change),
        JSON.stringify(a.changes),
        a.effectiveOn,
        a.reason,
        a.state,
        a.applicant.staffId,
        a.applicant.name,
        new Date(a.requestedAt),
      ],
    ),
  );
  return rows.length > 0;
}

export async function readApplication(
  reader: Reader,
  keptAt: string,
  id: string,
  lock: 'lock' | 'look',
): Promise<Application | null> {
  const row = await reader.row(
    statement<Row>(
      `select ${columns} from organization.branch_application
       where branch_id = $1 and application_id = $2${lock === 'lock' ? ' for update' : ''}`,
      [keptAt, id],
    ),
  );
  return row === null ? null : toApplication(row);
}

/** What may change of it: where it stands, and the approval that judges it. */
export async function saveApplicationState(
  reader: Reader,
  { keptAt, id }: Pick<Application, 'keptAt' | 'id'>,
  next: { readonly state: ApplicationState; readonly endedAt: number | null },
): Promise<void> {
  await reader.rows(
    statement(
      'update organization.branch_application set state = $3, ended_at = $4 where branch_id = $1 and application_id = $2',
      [keptAt, id, next.state, next.endedAt === null ? null : new Date(next.endedAt)],
    ),
  );
}

export async function setApproval(
  reader: Reader,
  keptAt: string,
  id: string,
  approvalId: string,
): Promise<void> {
  await reader.rows(
    statement(
      'update organization.branch_application set approval_id = $3 where branch_id = $1 and application_id = $2',
      [keptAt, id, approvalId],
    ),
  );
}

/** Newest first; `after` is the place of the last one on the page before. */
export async function listApplications(
  reader: Reader,
  filter: {
    paths: readonly string[];
    state: ApplicationState | null;
    branchId: string | null;
    after: { at: number; id: string } | null;
    limit: number;
  },
): Promise<Application[]> {
  const rows = await reader.rows(
    statement<Row>(
      `select ${columns} from organization.branch_application
       where org_path ^@ any ($1::text[]) and ($2::text is null or state = $2) and ($3::uuid is null or subject_branch_id = $3)
         and ($4::timestamptz is null or (requested_at, application_id) < ($4, $5))
       order by requested_at desc, application_id desc limit $6`,
      [
        filter.paths,
        filter.state,
        filter.branchId,
        filter.after === null ? null : new Date(filter.after.at),
        filter.after?.id ?? null,
        filter.limit,
      ],
    ),
  );
  return rows.map(toApplication);
}

export async function isCodeTaken(reader: Reader, code: string): Promise<boolean> {
  const row = await reader.row(
    statement(
      `select 1 from organization.org_unit where code = $1
       union all select 1 from organization.branch where code = $1 limit 1`,
      [code],
    ),
  );
  return row !== null;
}

/** The unit and the branch of an approved establishment; the same again changes nothing. False when the code is somebody else's. */
export async function insertBranch(
  reader: Reader,
  subject: Application['subject'],
  parent: OrgUnit,
  { code, timeZone, record }: NewBranch,
  from: string,
): Promise<boolean> {
  await reader.rows(
    statement(
      `insert into organization.org_unit (id, parent_id, level, code, name, path, effective_from)
       values ($1, $2, 'outlet', $3, $4, $5, $6) on conflict do nothing`,
      [subject.unitId, parent.id, code, record.name, `${parent.path}${code}/`, from],
    ),
  );
  await reader.rows(
    statement(
      `insert into organization.branch (id, org_unit_id, code, name, format, stage, city, address, licence_no, phone, area_square_metres,
         latitude, longitude, time_zone, holidays, weekday_open, weekday_close, weekend_open, weekend_close, holiday_open, holiday_close,
         noon_from, noon_until, corporate_weekday_open, corporate_weekday_close, corporate_weekend_open, corporate_weekend_close,
         corporate_holiday_open, corporate_holiday_close)
       select $1, u.id, $3, $4, $5, 'planning', $6, $7, $8, $9, $10, $11, $12, $13, 'CN',
         $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27
       from organization.org_unit u where u.id = $2 on conflict do nothing`,
      [
        subject.branchId,
        subject.unitId,
        code,
        record.name,
        record.format,
        record.city,
        record.address,
        record.licenceNo,
        record.phone,
        record.areaSquareMetres,
        record.latitude,
        record.longitude,
        timeZone,
        record.weekdayHours?.open ?? null,
        record.weekdayHours?.close ?? null,
        record.weekendHours?.open ?? null,
        record.weekendHours?.close ?? null,
        record.holidayHours?.open ?? null,
        record.holidayHours?.close ?? null,
        record.noonBreak?.from ?? null,
        record.noonBreak?.until ?? null,
        record.corporateWeekdayHours?.open ?? null,
        record.corporateWeekdayHours?.close ?? null,
        record.corporateWeekendHours?.open ?? null,
        record.corporateWeekendHours?.close ?? null,
        // Applications written before there were such hours have none.
        record.corporateHolidayHours?.open ?? null,
        record.corporateHolidayHours?.close ?? null,
      ],
    ),
  );
  const made = await reader.row(
    statement('select 1 from organization.branch where id = $1', [subject.branchId]),
  );
  return made !== null;
}
