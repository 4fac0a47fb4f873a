import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { StaffInfo, StaffPost } from './staff.domain.ts';

const select = `select s.id, s.number, s.name, s.post, s.home_branch_id as "homeBranchId", s.org_unit_id as "orgUnitId", s.user_id as "userId", l.username
  from staff.staff_member s
  join organization.v_org_unit o on o.id = s.org_unit_id
  left join access.v_user_login l on l.user_id = s.user_id`;

export async function readStaff(
  reader: Reader,
  by: { id: string } | { userId: string },
): Promise<StaffInfo | null> {
  return reader.row(
    'id' in by
      ? statement<StaffInfo>(`${select} where s.id = $1`, [by.id])
      : statement<StaffInfo>(`${select} where s.user_id = $1`, [by.userId]),
  );
}

export async function listAtBranch(reader: Reader, branchId: string): Promise<StaffInfo[]> {
  return reader.rows(
    statement<StaffInfo>(`${select} where s.home_branch_id = $1 order by s.number`, [branchId]),
  );
}

export async function listHolders(
  reader: Reader,
  post: StaffPost,
  unitIds: readonly string[],
): Promise<StaffInfo[]> {
  return reader.rows(
    statement<StaffInfo>(
      `${select} where s.org_unit_id = any ($1::uuid[]) and s.post = $2 order by s.number`,
      [unitIds, post],
    ),
  );
}

export async function listStaff(
  reader: Reader,
  filter: {
    paths: readonly string[];
    branchId: string | null;
    post: StaffPost | null;
    search: string | null;
    after: string | null;
    limit: number;
  },
): Promise<StaffInfo[]> {
  return reader.rows(
    statement<StaffInfo>(
      `${select}
       where o.path ^@ any ($1::text[]) and ($2::uuid is null or s.home_branch_id = $2) and ($3::text is null or s.post = $3)
         and ($4::text is null or strpos(lower(s.number || ' ' || s.name), lower($4)) > 0)
         and ($5::text is null or s.number > $5)
       order by s.number limit $6`,
      [filter.paths, filter.branchId, filter.post, filter.search, filter.after, filter.limit],
    ),
  );
}

/** Writes a whole register with one statement. */
export async function loadStaff(
  target: Reader,
  members: readonly Omit<StaffInfo, 'username'>[],
): Promise<void> {
  await target.rows(
    statement(
      `insert into staff.staff_member (id, number, name, post, home_branch_id, org_unit_id, user_id)
       select id, number, name, post, "homeBranchId", "orgUnitId", "userId"
       from jsonb_to_recordset($1) as s(id uuid, number text, name text, post text, "homeBranchId" uuid, "orgUnitId" uuid, "userId" uuid)`,
      [JSON.stringify(members)],
    ),
  );
}
