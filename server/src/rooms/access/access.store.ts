import type { Post } from '@huiting/contracts/staff';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { TerminalInfo, TerminalKind, User } from './access.domain.ts';
import type { Role } from './access.roles.domain.ts';

export interface UserRights {
  readonly id: string;
  readonly name: string;
  readonly branchId: string | null;
  readonly staff: { readonly id: string; readonly number: string; readonly post: string } | null;
  readonly roles: readonly { readonly role: Role; readonly path: string }[];
  /** Wall time; null = signs in without a password, or not at all. */
  readonly passwordSetAt: number | null;
  readonly mustChangePassword: boolean;
  readonly hasSecondFactor: boolean;
  /** Only of the account for emergencies: wall instant at which it closes; 0 = closed, far away while it is sealed. */
  readonly emergencyUntil: number | null;
}

/** A user who may act, with roles and the paths they hold at; null when there is none or it is frozen. */
export async function readUserRights(reader: Reader, userId: string): Promise<UserRights | null> {
  return reader.row(
    statement<UserRights>(
      `select a.id, a.name, a.branch_id as "branchId",
         case when a.staff_id is null then null else jsonb_build_object('id', a.staff_id, 'number', a.staff_number, 'post', a.post) end as staff,
         a.password_set_at as "passwordSetAt", a.must_change_password as "mustChangePassword",
         exists (select 1 from access.second_factor f where f.user_id = a.id and f.confirmed_at is not null) as "hasSecondFactor",
         (select case e.state when 'open' then extract(epoch from e.open_until)::float8 * 1000 when 'sealed' then 9e15 else 0 end
           from access.emergency_account e where e.user_id = a.id) as "emergencyUntil",
         coalesce((select jsonb_agg(jsonb_build_object('role', g.role, 'path', o.path) order by g.role, o.path)
           from access.role_grant g join organization.v_org_unit o on o.id = g.org_unit_id where g.user_id = a.id), '[]') as roles
       from access.user_account a where a.id = $1 and not a.frozen and a.suspended_until is null`,
      [userId],
      'access-user-rights',
    ),
  );
}

const userColumns = `a.id, a.username, a.name, a.password_hash as "passwordHash", a.frozen, a.suspended_until is not null as suspended, a.password_set_at as "passwordSetAt", a.org_unit_id as "orgUnitId", a.branch_id as "branchId", o.path,
  (select case when e.state = 'open' and e.open_until <= clock_timestamp() then 'spent' else e.state end from access.emergency_account e where e.user_id = a.id) as emergency`;
const fromUsers = 'from access.user_account a join organization.v_org_unit o on o.id = a.org_unit_id';

export async function readUserByName(reader: Reader, username: string): Promise<User | null> {
  return reader.row(statement<User>(`select ${userColumns} ${fromUsers} where a.username = $1`, [username]));
}

/** The login of a member of staff; null when there is none, or when a number was given to two. */
export async function readUserByStaffNumber(reader: Reader, staffNumber: string): Promise<User | null> {
  const found = await reader.rows(
    statement<User>(`select ${userColumns} ${fromUsers} where a.staff_number = $1 limit 2`, [staffNumber]),
  );
  return found.length === 1 ? found[0]! : null;
}

export async function readUser(reader: Reader, userId: string): Promise<User | null> {
  return reader.row(statement<User>(`select ${userColumns} ${fromUsers} where a.id = $1`, [userId]));
}

export async function listUsers(
  reader: Reader,
  filter: { paths: readonly string[]; search: string | null; after: string | null; limit: number },
) {
  return reader.rows(
    statement<{
      id: string;
      username: string;
      name: string;
      roles: Role[];
      orgUnitName: string;
      frozen: boolean;
    }>(
      `select a.id, a.username, a.name, o.name as "orgUnitName", a.frozen,
         array(select distinct g.role from access.role_grant g where g.user_id = a.id order by 1) as roles
       ${fromUsers}
       where o.path ^@ any ($1::text[]) and ($2::text is null or strpos(lower(a.username || ' ' || a.name), lower($2)) > 0)
         and ($3::text is null or a.username > $3)
       order by a.username limit $4`,
      [filter.paths, filter.search, filter.after, filter.limit],
    ),
  );
}

/** Who works at a branch, with what they hold. */
export async function listBranchUsers(reader: Reader, branchId: string) {
  return reader.rows(
    statement<{ id: string; name: string; number: string; post: Post; roles: Role[] }>(
      `select a.id, a.name, a.staff_number as number, a.post,
         array(select distinct g.role from access.role_grant g where g.user_id = a.id order by 1) as roles
       from access.user_account a where a.branch_id = $1 and a.staff_id is not null and not a.frozen order by a.staff_number`,
      [branchId],
    ),
  );
}

/** Takes the role from the user at every place within the paths; false when it was held at none. Every process is told. */
export async function removeRole(
  reader: Reader,
  removal: { userId: string; role: Role; paths: readonly string[] },
): Promise<boolean> {
  const removed = await reader.rows(
    statement(
      `with removed as (
         delete from access.role_grant g using organization.v_org_unit o
         where o.id = g.org_unit_id and g.user_id = $1 and g.role = $2 and o.path ^@ any ($3::text[]) returning 1)
       update access.user_account set changed_at = clock_timestamp(), grants_version = grants_version + 1
       where id = $1 and exists (select 1 from removed) returning 1`,
      [removal.userId, removal.role, removal.paths],
    ),
  );
  return removed.length > 0;
}

const terminalColumns = `t.id, t.branch_id as "branchId", t.kind, t.name, t.window_id as "windowId", t.enrolled_at as "enrolledAt",
  (select max(s.last_seen_at) from access.session s where s.terminal_id = t.id) as "lastSeenAt", t.revoked_at is not null as revoked`;

export async function readTerminal(reader: Reader, terminalId: string): Promise<TerminalInfo | null> {
  return reader.row(
    statement<TerminalInfo>(`select ${terminalColumns} from access.terminal t where t.id = $1`, [terminalId]),
  );
}

export async function listTerminals(reader: Reader, branchId: string): Promise<TerminalInfo[]> {
  return reader.rows(
    statement<TerminalInfo>(
      `select ${terminalColumns} from access.terminal t where t.branch_id = $1 order by t.kind, t.name, t.id`,
      [branchId],
    ),
  );
}

/** How many terminals of each kind are registered and not revoked, by branch. */
export async function countTerminals(
  reader: Reader,
  branchIds: readonly string[],
): Promise<Map<string, Record<string, number>>> {
  const rows = await reader.rows(
    statement<{ branchId: string; kinds: Record<string, number> }>(
      `select c.branch_id as "branchId", jsonb_object_agg(c.kind, c.count) as kinds
       from (select branch_id, kind, count(*)::int as count from access.terminal
         where branch_id = any ($1::uuid[]) and revoked_at is null group by branch_id, kind) c
       group by c.branch_id`,
      [branchIds],
    ),
  );
  return new Map(rows.map(({ branchId, kinds }) => [branchId, kinds]));
}

/** A terminal of a branch this kind can be taken as; the oldest when there are several. */
export async function findTerminal(
  reader: Reader,
  place: { branchId: string; kind: TerminalKind; windowId: string | null },
): Promise<TerminalInfo | null> {
  return reader.row(
    statement<TerminalInfo>(
      `select ${terminalColumns} from access.terminal t
       where t.branch_id = $1 and t.kind = $2 and ($3::uuid is null or t.window_id = $3) and t.revoked_at is null
       order by t.name, t.id limit 1`,
      [place.branchId, place.kind, place.windowId],
    ),
  );
}

export async function insertTerminal(
  reader: Reader,
  terminal: {
    id: string;
    branchId: string;
    kind: TerminalKind;
    name: string;
    windowId: string | null;
    codeHash: string;
    codeExpiresAt: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.terminal (id, branch_id, kind, name, window_id, code_hash, code_expires_at) values ($1, $2, $3, $4, $5, $6, $7)`,
      [
        terminal.id,
        terminal.branchId,
        terminal.kind,
        terminal.name,
        terminal.windowId,
        terminal.codeHash,
        new Date(terminal.codeExpiresAt),
      ],
    ),
  );
}

/** Where an unused, unexpired code belongs. */
export async function findByCode(
  reader: Reader,
  codeHash: string,
  wallNow: number,
): Promise<{ id: string; branchId: string } | null> {
  return reader.row(
    statement<{ id: string; branchId: string }>(
      'select id, branch_id as "branchId" from access.terminal where code_hash = $1 and code_expires_at > $2 and revoked_at is null',
      [codeHash, new Date(wallNow)],
    ),
  );
}

/** Uses the code up; false when another browser was quicker. */
export async function useCode(reader: Reader, codeHash: string, wallNow: number): Promise<boolean> {
  const used = await reader.rows(
    statement(
      `update access.terminal set code_hash = null, code_expires_at = null, enrolled_at = $2
       where code_hash = $1 and code_expires_at > $2 and revoked_at is null returning 1`,
      [codeHash, new Date(wallNow)],
    ),
  );
  return used.length > 0;
}

export async function revokeTerminal(reader: Reader, terminalId: string, wallNow: number): Promise<void> {
  await reader.rows(
    statement(
      `update access.terminal set revoked_at = coalesce(revoked_at, $2), code_hash = null, code_expires_at = null, changed_at = clock_timestamp() where id = $1`,
      [terminalId, new Date(wallNow)],
    ),
  );
}
