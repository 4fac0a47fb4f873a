import type { StaffChange } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { ChangeRecord } from './staff.change.domain.ts';

const columns = `change_id as id, branch_id as "keptAt", kind, staff_id as "staffId", staff_name as "staffName", org_path as "orgPath",
  base_version as "baseVersion", move, from_place as "from", to_place as "to", effective_on as "effectiveOn", reason, state,
  applicant_id as "applicantId", applicant_name as "applicantName", requested_at as "requestedAt", ended_at as "endedAt",
  approval_id as "approvalId"`;

/** False when a change of the person is under way already. */
export async function insertChange(reader: Reader, change: ChangeRecord): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into staff.staff_change (branch_id, change_id, kind, staff_id, staff_name, org_path, base_version, move, from_place,
         to_place, effective_on, reason, state, applicant_id, applicant_name, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
       on conflict (branch_id, staff_id) where state in ('pending', 'approved') do nothing returning 1`,
      [
        change.keptAt,
        change.id,
        change.kind,
        change.staffId,
        change.staffName,
        change.orgPath,
        change.baseVersion,
        JSON.stringify(change.move),
        change.from === null ? null : JSON.stringify(change.from),
        change.to === null ? null : JSON.stringify(change.to),
        change.effectiveOn,
        change.reason,
        change.state,
        change.applicantId,
        change.applicantName,
        new Date(change.requestedAt),
      ],
    ),
  );
  return rows.length > 0;
}

export async function readChange(reader: Reader, keptAt: string, id: string): Promise<ChangeRecord | null> {
  return reader.row(
    statement<ChangeRecord>(
      `select ${columns} from staff.staff_change where branch_id = $1 and change_id = $2 for update`,
      [keptAt, id],
    ),
  );
}

export async function saveChangeState(
  reader: Reader,
  { keptAt, id }: Pick<ChangeRecord, 'keptAt' | 'id'>,
  state: StaffChange['state'],
  endedAt: number | null,
): Promise<void> {
  await reader.rows(
    statement(
      'update staff.staff_change set state = $3, ended_at = $4 where branch_id = $1 and change_id = $2',
      [keptAt, id, state, endedAt === null ? null : new Date(endedAt)],
    ),
  );
}

export async function setChangeApproval(
  reader: Reader,
  keptAt: string,
  id: string,
  approvalId: string,
): Promise<void> {
  await reader.rows(
    statement('update staff.staff_change set approval_id = $3 where branch_id = $1 and change_id = $2', [
      keptAt,
      id,
      approvalId,
    ]),
  );
}

/** Newest first; `after` is the place of the last one on the page before. */
export async function listChanges(
  reader: Reader,
  filter: {
    paths: readonly string[];
    state: string | null;
    staffId: string | null;
    after: { at: number; id: string } | null;
    limit: number;
  },
): Promise<ChangeRecord[]> {
  return reader.rows(
    statement<ChangeRecord>(
      `select ${columns} from staff.staff_change
       where org_path ^@ any ($1::text[]) and ($2::text is null or state = $2) and ($3::uuid is null or staff_id = $3)
         and ($4::timestamptz is null or (requested_at, change_id) < ($4, $5))
       order by requested_at desc, change_id desc limit $6`,
      [
        filter.paths,
        filter.state,
        filter.staffId,
        filter.after === null ? null : new Date(filter.after.at),
        filter.after?.id ?? null,
        filter.limit,
      ],
    ),
  );
}
