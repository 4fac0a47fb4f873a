import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Role } from './access.roles.domain.ts';

/** Where a login stood before the register told something else of its person; locked. Null = there is none, or it is for emergencies. */
export async function lockPlace(
  reader: Reader,
  userId: string,
): Promise<{ staffId: string | null; post: string | null; orgUnitId: string } | null> {
  return reader.row(
    statement<{ staffId: string | null; post: string | null; orgUnitId: string }>(
      `select staff_id as "staffId", post, org_unit_id as "orgUnitId" from access.user_account a
       where id = $1 and not exists (select 1 from access.emergency_account e where e.user_id = a.id) for update`,
      [userId],
    ),
  );
}

/** Takes what came with an earlier post or place, gives what comes with this one; what a person gave stays. */
export async function replacePostGrants(
  reader: Reader,
  to: {
    readonly userId: string;
    readonly post: string;
    readonly orgUnitId: string;
    readonly roles: readonly string[];
    readonly wallNow: number;
  },
): Promise<{ taken: Role[]; given: Role[] }> {
  const rows = await reader.rows(
    statement<{ role: Role; given: boolean }>(
      `with taken as (delete from access.role_grant where user_id = $1 and by_post is not null
         and not (org_unit_id = $3 and role = any ($4::text[])) returning role),
       given as (insert into access.role_grant (user_id, role, org_unit_id, granted_at, by_post)
         select $1, r, $3, $5, $2 from unnest($4::text[]) r on conflict do nothing returning role)
       select role, false as given from taken union all select role, true from given`,
      [to.userId, to.post, to.orgUnitId, to.roles, new Date(to.wallNow)],
    ),
  );
  const of = (given: boolean): Role[] => rows.filter((row) => row.given === given).map(({ role }) => role);
  return { taken: of(false), given: of(true) };
}

/** What the staff register says of the person a login is for. Grants stay: they are given and taken by people. */
export async function saveStaffFacts(
  reader: Reader,
  told: {
    readonly userId: string;
    readonly staffId: string;
    readonly number: string;
    readonly name: string;
    readonly post: string;
    readonly homeBranchId: string | null;
    readonly orgUnitId: string;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `update access.user_account set name = $2, staff_id = $3, staff_number = $4, post = $5, branch_id = $6, org_unit_id = $7,
         changed_at = clock_timestamp() where id = $1`,
      [told.userId, told.name, told.staffId, told.number, told.post, told.homeBranchId, told.orgUnitId],
    ),
  );
}

/** Shuts a login until the day after; null opens it. Every process follows within a second. */
export async function saveSuspension(reader: Reader, userId: string, until: string | null): Promise<void> {
  await reader.rows(
    statement(
      'update access.user_account set suspended_until = $2, changed_at = clock_timestamp() where id = $1',
      [userId, until],
    ),
  );
}
