import type { Post } from '@huiting/contracts/posts';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Role } from './access.roles.domain.ts';

const at = (ms: number): Date => new Date(ms);

export interface SecondFactor {
  /** Sealed. */
  readonly secret: string;
  readonly confirmed: boolean;
  readonly lastStep: number;
}

export async function readSecondFactor(reader: Reader, userId: string): Promise<SecondFactor | null> {
  return reader.row(
    statement<SecondFactor>(
      'select secret_sealed as secret, confirmed_at is not null as confirmed, last_step as "lastStep" from access.second_factor where user_id = $1',
      [userId],
    ),
  );
}

/** A secret that has not been confirmed yet; one that counts is replaced only by confirming the new one. */
export async function putSecret(reader: Reader, userId: string, sealed: string): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.second_factor (user_id, secret_sealed) values ($1, $2)
       on conflict (user_id) do update set secret_sealed = excluded.secret_sealed, confirmed_at = null, last_step = 0`,
      [userId, sealed],
    ),
  );
}

/** Takes a code's step; false when another request took it, or a later one, first. */
export async function takeStep(
  reader: Reader,
  userId: string,
  step: number,
  wallNow: number,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `update access.second_factor set last_step = $2, confirmed_at = coalesce(confirmed_at, $3)
       where user_id = $1 and last_step < $2 returning 1`,
      [userId, step, at(wallNow)],
    ),
  );
  return rows.length > 0;
}

export async function forgetSecondFactor(reader: Reader, userId: string): Promise<void> {
  await reader.rows(statement('delete from access.second_factor where user_id = $1', [userId]));
}

/** The present hash and the ones before it, newest first. */
export async function readPasswords(reader: Reader, userId: string, count: number): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ hash: string }>(
      `select password_hash as hash from access.user_account where id = $1 and password_hash is not null
       union all
       (select password_hash from access.password_history where user_id = $1 order by replaced_at desc limit $2)`,
      [userId, count - 1],
    ),
  );
  return rows.map(({ hash }) => hash);
}

/** The new password; the old one goes into the history, of which no more than `kept` stay. */
export async function setPassword(
  reader: Reader,
  userId: string,
  password: {
    readonly hash: string;
    readonly mustChange: boolean;
    readonly wallNow: number;
    readonly kept: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.password_history (user_id, replaced_at, password_hash)
       select id, clock_timestamp(), password_hash from access.user_account where id = $1 and password_hash is not null`,
      [userId],
    ),
  );
  await reader.rows(
    statement(
      `delete from access.password_history where user_id = $1 and replaced_at not in (
         select replaced_at from access.password_history where user_id = $1 order by replaced_at desc limit $2)`,
      [userId, password.kept],
    ),
  );
  await reader.rows(
    statement(
      `update access.user_account set password_hash = $2, must_change_password = $3, password_set_at = $4, changed_at = clock_timestamp()
       where id = $1`,
      [userId, password.hash, password.mustChange, at(password.wallNow)],
    ),
  );
}

/** False when the name is in use. */
export async function insertUser(
  reader: Reader,
  user: {
    readonly id: string;
    readonly username: string;
    readonly name: string;
    readonly passwordHash: string;
    readonly orgUnitId: string;
    readonly branchId: string | null;
    readonly wallNow: number;
  },
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into access.user_account (id, username, name, password_hash, org_unit_id, branch_id, password_set_at, must_change_password)
       values ($1, $2, $3, $4, $5, $6, $7, true) on conflict (username) do nothing returning 1`,
      [user.id, user.username, user.name, user.passwordHash, user.orgUnitId, user.branchId, at(user.wallNow)],
    ),
  );
  return rows.length > 0;
}

export async function saveFrozen(reader: Reader, userId: string, frozen: boolean): Promise<void> {
  await reader.rows(
    statement('update access.user_account set frozen = $2, changed_at = clock_timestamp() where id = $1', [
      userId,
      frozen,
    ]),
  );
}

/** Security administrators who can act, locked: two who leave at once see one another. */
export async function lockSecurityAdmins(reader: Reader): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ userId: string }>(
      `select g.user_id as "userId" from access.role_grant g join access.user_account a on a.id = g.user_id
       where g.role = 'securityAdmin' and not a.frozen
         and not exists (select 1 from access.emergency_account e where e.user_id = a.id) order by g.user_id for update of g, a`,
    ),
  );
  return [...new Set(rows.map(({ userId }) => userId))];
}

export interface HeldGrant {
  readonly role: Role;
  readonly orgUnitId: string;
  readonly unitName: string;
  readonly path: string;
  readonly grantedAt: number;
  readonly byPost: boolean;
}

export function listHeld(reader: Reader, userId: string): Promise<HeldGrant[]> {
  return reader.rows(
    statement(
      `select g.role, g.org_unit_id as "orgUnitId", o.name as "unitName", o.path, g.granted_at as "grantedAt", g.by_post is not null as "byPost"
       from access.role_grant g join organization.v_org_unit o on o.id = g.org_unit_id where g.user_id = $1 order by o.path, g.role`,
      [userId],
    ),
  );
}

/** The user's version of grants, locked; null when there is no such user. */
export async function lockGrants(
  reader: Reader,
  userId: string,
): Promise<{ version: number; frozen: boolean } | null> {
  return reader.row(
    statement<{ version: number; frozen: boolean }>(
      'select grants_version as version, frozen from access.user_account where id = $1 for update',
      [userId],
    ),
  );
}

export async function insertGrant(
  reader: Reader,
  grant: {
    readonly userId: string;
    readonly role: Role;
    readonly orgUnitId: string;
    readonly wallNow: number;
    /** The post it comes with; null = a person gives it. */
    readonly byPost: Post | null;
  },
): Promise<void> {
  await reader.rows(
    statement(
      'insert into access.role_grant (user_id, role, org_unit_id, granted_at, by_post) values ($1, $2, $3, $4, $5) on conflict do nothing',
      [grant.userId, grant.role, grant.orgUnitId, at(grant.wallNow), grant.byPost],
    ),
  );
  await raiseGrantsVersion(reader, grant.userId);
}

export async function raiseGrantsVersion(reader: Reader, userId: string): Promise<void> {
  await reader.rows(
    statement(
      'update access.user_account set grants_version = grants_version + 1, changed_at = clock_timestamp() where id = $1',
      [userId],
    ),
  );
}

export interface GrantRequest {
  readonly id: string;
  readonly home: string;
  readonly userId: string;
  readonly role: Role;
  readonly orgUnitId: string;
  readonly baseVersion: number;
  readonly reason: string;
  readonly requestedByName: string;
  readonly requestedAt: number;
}

/** False when the same is being decided already. */
export async function insertGrantRequest(reader: Reader, r: GrantRequest): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into access.grant_request (branch_id, request_id, user_id, role, org_unit_id, base_version, reason, state, requested_by_name, requested_at)
       values ($1, $2, $3, $4, $5, $6, $7, 'pending', $8, $9)
       on conflict (branch_id, user_id, role, org_unit_id) where state = 'pending' do nothing returning 1`,
      [
        r.home,
        r.id,
        r.userId,
        r.role,
        r.orgUnitId,
        r.baseVersion,
        r.reason,
        r.requestedByName,
        at(r.requestedAt),
      ],
    ),
  );
  return rows.length > 0;
}

/** A request that waits, locked; null when it has ended. */
export async function lockGrantRequest(
  reader: Reader,
  home: string,
  id: string,
): Promise<GrantRequest | null> {
  return reader.row(
    statement<GrantRequest>(
      `select request_id as id, branch_id as home, user_id as "userId", role, org_unit_id as "orgUnitId", base_version as "baseVersion", reason,
         requested_by_name as "requestedByName", requested_at as "requestedAt"
       from access.grant_request where branch_id = $1 and request_id = $2 and state = 'pending' for update`,
      [home, id],
    ),
  );
}

export async function endGrantRequest(
  reader: Reader,
  home: string,
  id: string,
  state: 'granted' | 'rejected' | 'returned' | 'withdrawn' | 'lapsed',
  now: number,
): Promise<void> {
  await reader.rows(
    statement(
      'update access.grant_request set state = $3, ended_at = $4 where branch_id = $1 and request_id = $2',
      [home, id, state, at(now)],
    ),
  );
}

export function listGrantRequests(
  reader: Reader,
  home: string,
  userId: string,
): Promise<{ id: string; role: Role; unitName: string; requestedByName: string; requestedAt: number }[]> {
  return reader.rows(
    statement(
      `select r.request_id as id, r.role, o.name as "unitName", r.requested_by_name as "requestedByName", r.requested_at as "requestedAt"
       from access.grant_request r join organization.v_org_unit o on o.id = r.org_unit_id
       where r.branch_id = $1 and r.user_id = $2 and r.state = 'pending' order by r.requested_at`,
      [home, userId],
    ),
  );
}
