import type { RotationState } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { RotationRecord, TenureRow } from './staff.rotation.domain.ts';

const columns = `r.rotation_id as id, r.branch_id as "keptAt", r.staff_id as "staffId", r.staff_name as "staffName",
  r.holding_id as "holdingId", r.post, d.name as "postName", r.org_unit_id as "orgUnitId", r.org_unit_name as "orgUnitName",
  r.org_path as "orgPath", r.destination, r.successor_id as "successorId", r.successor_name as "successorName",
  r.planned_on as "plannedOn", r.reason, r.state, r.overdue, r.outgoing, r.incoming, r.applicant_id as "applicantId",
  r.applicant_name as "applicantName", r.requested_at as "requestedAt", r.ended_at as "endedAt", r.approval_id as "approvalId"`;
const from = 'from staff.rotation r join staff.post_definition d on d.code = r.post';

/** False when a rotation of this holding is under way already. */
export async function insertRotation(reader: Reader, r: RotationRecord): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into staff.rotation (branch_id, rotation_id, staff_id, staff_name, holding_id, post, org_unit_id, org_unit_name, org_path,
         destination, successor_id, successor_name, planned_on, reason, state, applicant_id, applicant_name, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
       on conflict (branch_id, holding_id) where state in ('pending', 'approved') do nothing returning 1`,
      [
        r.keptAt,
        r.id,
        r.staffId,
        r.staffName,
        r.holdingId,
        r.post,
        r.orgUnitId,
        r.orgUnitName,
        r.orgPath,
        r.destination === null ? null : JSON.stringify(r.destination),
        r.successorId,
        r.successorName,
        r.plannedOn,
        r.reason,
        r.state,
        r.applicantId,
        r.applicantName,
        new Date(r.requestedAt),
      ],
    ),
  );
  return rows.length > 0;
}

export async function lockRotation(
  reader: Reader,
  keptAt: string,
  id: string,
): Promise<RotationRecord | null> {
  return reader.row(
    statement<RotationRecord>(
      `select ${columns} ${from} where r.branch_id = $1 and r.rotation_id = $2 for update of r`,
      [keptAt, id],
    ),
  );
}

/** What may change of it. */
export async function saveRotation(reader: Reader, r: RotationRecord): Promise<void> {
  const json = (value: object | null) => (value === null ? null : JSON.stringify(value));
  await reader.rows(
    statement(
      `update staff.rotation set state = $3, overdue = $4, outgoing = $5, incoming = $6, ended_at = $7
       where branch_id = $1 and rotation_id = $2`,
      [
        r.keptAt,
        r.id,
        r.state,
        r.overdue,
        json(r.outgoing),
        json(r.incoming),
        r.endedAt === null ? null : new Date(r.endedAt),
      ],
    ),
  );
}

export async function setRotationApproval(
  reader: Reader,
  keptAt: string,
  id: string,
  approvalId: string,
): Promise<void> {
  await reader.rows(
    statement('update staff.rotation set approval_id = $3 where branch_id = $1 and rotation_id = $2', [
      keptAt,
      id,
      approvalId,
    ]),
  );
}

export async function listRotations(
  reader: Reader,
  filter: {
    paths: readonly string[];
    state: RotationState | null;
    after: { at: number; id: string } | null;
    limit: number;
  },
): Promise<RotationRecord[]> {
  return reader.rows(
    statement<RotationRecord>(
      `select ${columns} ${from}
       where r.org_path ^@ any ($1::text[]) and ($2::text is null or r.state = $2)
         and ($3::timestamptz is null or (r.requested_at, r.rotation_id) < ($3, $4))
       order by r.requested_at desc, r.rotation_id desc limit $5`,
      [
        filter.paths,
        filter.state,
        filter.after === null ? null : new Date(filter.after.at),
        filter.after?.id ?? null,
        filter.limit,
      ],
    ),
  );
}

/** Handovers a person gives or takes a post in, open ones first. */
export async function listHandoversOf(reader: Reader, staffId: string): Promise<RotationRecord[]> {
  return reader.rows(
    statement<RotationRecord>(
      `select ${columns} ${from} where (r.staff_id = $1 or r.successor_id = $1) and r.state in ('approved', 'done')
       order by (r.state = 'approved') desc, r.planned_on desc limit 50`,
      [staffId],
    ),
  );
}

/** Whether a person gives or takes a post in a rotation that is under way. */
export async function isRotating(reader: Reader, staffId: string): Promise<boolean> {
  const row = await reader.row(
    statement(
      `select 1 from staff.rotation where (staff_id = $1 or successor_id = $1) and state in ('pending', 'approved') limit 1`,
      [staffId],
    ),
  );
  return row !== null;
}

/** Everybody who holds a key post with a limit on a day, within paths or at one home. */
export async function listTenures(
  reader: Reader,
  filter: {
    paths: readonly string[];
    home: string | null;
    branchId: string | null;
    post: string | null;
    today: string;
  },
): Promise<TenureRow[]> {
  return reader.rows(
    statement<TenureRow>(
      `select s.id as "staffId", s.name as "staffName", s.number, s.version, h.holding_id as "holdingId", h.post, d.name as "postName",
         d.kind as "postKind", h.org_unit_id as "orgUnitId", o.name as "orgUnitName", h.since, d.max_tenure_months as "maxTenureMonths",
         h.tenure_told as told, r.rotation_id as "rotationId"
       from staff.post_holding h
       join staff.post_definition d on d.code = h.post and d.is_key and d.max_tenure_months is not null
       join staff.staff_member s on s.id = h.staff_id and s.left_on is null
       join organization.v_org_unit o on o.id = h.org_unit_id
       left join staff.rotation r on r.branch_id = coalesce(s.home_branch_id, s.org_unit_id) and r.holding_id = h.holding_id
         and r.state in ('pending', 'approved')
       where h.kind <> 'acting' and (h.until is null or h.until > $5) and (h.since is null or h.since <= $5)
         and o.path ^@ any ($1::text[]) and ($2::uuid is null or coalesce(s.home_branch_id, s.org_unit_id) = $2)
         and ($3::uuid is null or s.home_branch_id = $3) and ($4::text is null or h.post = $4)
       order by s.number, h.post`,
      [filter.paths, filter.home, filter.branchId, filter.post, filter.today],
    ),
  );
}

export async function setTenureTold(
  reader: Reader,
  staffId: string,
  holdingId: string,
  told: 'near' | 'over',
): Promise<void> {
  await reader.rows(
    statement('update staff.post_holding set tenure_told = $3 where staff_id = $1 and holding_id = $2', [
      staffId,
      holdingId,
      told,
    ]),
  );
}
