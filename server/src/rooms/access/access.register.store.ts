import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { LoginEntry } from './access.register.domain.ts';
import type { Role } from './access.roles.domain.ts';

const columns = `a.id, a.username, a.name, a.staff_id as "staffId", a.staff_number as "staffNumber", a.frozen,
  exists (select 1 from access.emergency_account e where e.user_id = a.id) as "isEmergency", a.org_unit_id as "orgUnitId",
  a.branch_id as "branchId", o.code as "unitCode", o.path,
  array(select g.role from access.role_grant g where g.user_id = a.id and g.org_unit_id = a.org_unit_id order by 1) as roles
  from access.user_account a join organization.v_org_unit o on o.id = a.org_unit_id`;

export function readLogins(reader: Reader): Promise<LoginEntry[]> {
  return reader.rows(statement<LoginEntry>(`select ${columns}`));
}

/** Of these names, locked in the order of their ids. */
export async function lockLogins(reader: Reader, usernames: readonly string[]): Promise<LoginEntry[]> {
  await reader.rows(
    statement(
      'select 1 from access.user_account where username = any ($1::text[]) order by id for no key update',
      [usernames],
    ),
  );
  return reader.rows(
    statement<LoginEntry>(`select ${columns} where a.username = any ($1::text[])`, [usernames]),
  );
}

/** Within the paths, by name. */
export function pageOfLogins(
  reader: Reader,
  page: { readonly paths: readonly string[]; readonly after: string; readonly limit: number },
): Promise<LoginEntry[]> {
  return reader.rows(
    statement<LoginEntry>(
      `select ${columns} where o.path ^@ any ($1::text[]) and a.username > $2 order by a.username limit $3`,
      [page.paths, page.after, page.limit],
    ),
  );
}

export function readUnits(reader: Reader): Promise<{ id: string; code: string; path: string }[]> {
  return reader.rows(
    statement<{ id: string; code: string; path: string }>(
      'select id, code, path from organization.v_org_unit',
    ),
  );
}

export type NewLogin = Pick<LoginEntry, 'id' | 'username' | 'name' | 'orgUnitId' | 'branchId'>;

/** Without a password: nobody signs in with one until it is given out. Gives the names that were free. */
export async function insertLogins(reader: Reader, logins: readonly NewLogin[]): Promise<Set<string>> {
  if (logins.length === 0) return new Set();
  const rows = await reader.rows(
    statement<{ username: string }>(
      `insert into access.user_account (id, username, name, org_unit_id, branch_id)
       select id, username, name, "orgUnitId", "branchId"
       from jsonb_to_recordset($1) as l(id uuid, username text, name text, "orgUnitId" uuid, "branchId" uuid)
       on conflict (username) do nothing returning username`,
      [JSON.stringify(logins)],
    ),
  );
  return new Set(rows.map(({ username }) => username));
}

export async function renameLogins(
  reader: Reader,
  logins: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  if (logins.length === 0) return;
  await reader.rows(
    statement(
      `update access.user_account a set name = g.name, changed_at = clock_timestamp()
       from jsonb_to_recordset($1) as g(id uuid, name text) where a.id = g.id`,
      [JSON.stringify(logins)],
    ),
  );
}

/** Gives roles and raises the versions of whoever gets any. */
export async function insertGrants(
  reader: Reader,
  grants: readonly { readonly userId: string; readonly role: Role; readonly orgUnitId: string }[],
  wallNow: number,
): Promise<void> {
  if (grants.length === 0) return;
  await reader.rows(
    statement(
      `with given as materialized (select * from jsonb_to_recordset($1) as g("userId" uuid, role text, "orgUnitId" uuid)),
       raised as (update access.user_account a set grants_version = grants_version + 1, changed_at = clock_timestamp()
         where a.id in (select "userId" from given))
       insert into access.role_grant (user_id, role, org_unit_id, granted_at)
       select "userId", role, "orgUnitId", $2 from given on conflict do nothing`,
      [JSON.stringify(grants), new Date(wallNow)],
    ),
  );
}
