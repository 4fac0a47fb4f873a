import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Surface } from './access.domain.ts';

const at = (ms: number): Date => new Date(ms);

/** A sign-in under way at the identity provider. */
export interface AttemptRow {
  readonly browserHash: string;
  readonly surface: Surface;
  readonly sealed: string;
  readonly userId: string | null;
}

export async function insertAttempt(
  reader: Reader,
  attempt: {
    readonly stateHash: string;
    readonly browserHash: string;
    readonly surface: Surface;
    readonly sealed: string;
    readonly wallNow: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `with old as (delete from access.provider_attempt where begun_at < $5::timestamptz - interval '10 minutes')
       insert into access.provider_attempt (state_hash, browser_hash, surface, sealed, begun_at) values ($1, $2, $3, $4, $5)`,
      [attempt.stateHash, attempt.browserHash, attempt.surface, attempt.sealed, at(attempt.wallNow)],
    ),
  );
}

/** Takes the attempt away: whoever comes second finds none. Null when it was never begun, is used, or older than ten minutes. */
export async function takeAttempt(
  reader: Reader,
  stateHash: string,
  wallNow: number,
): Promise<AttemptRow | null> {
  return reader.row(
    statement<AttemptRow>(
      `with taken as (delete from access.provider_attempt where state_hash = $1 returning *)
       select browser_hash as "browserHash", surface, sealed, user_id as "userId" from taken
       where begun_at > $2::timestamptz - interval '10 minutes'`,
      [stateHash, at(wallNow)],
    ),
  );
}

/** The provider has vouched for this user; a one-time code is still missing. */
export async function keepVouched(
  reader: Reader,
  stateHash: string,
  attempt: AttemptRow,
  userId: string,
  wallNow: number,
): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.provider_attempt (state_hash, browser_hash, surface, sealed, begun_at, user_id) values ($1, $2, $3, $4, $5, $6)`,
      [stateHash, attempt.browserHash, attempt.surface, attempt.sealed, at(wallNow), userId],
    ),
  );
}

/** The account for emergencies as it rests. */
export interface EmergencyRow {
  readonly userId: string;
  readonly username: string;
  readonly state: 'sealing' | 'sealed' | 'open';
  readonly firstHalf: string | null;
  readonly firstBy: string | null;
  readonly firstByName: string | null;
  readonly secondByName: string | null;
  readonly sealedAt: number | null;
  readonly openedAt: number | null;
  readonly openUntil: number | null;
}

/** `lock`: for a change. There is one at most. */
export async function readEmergency(
  reader: Reader,
  options: { lock: boolean },
): Promise<EmergencyRow | null> {
  return reader.row(
    statement<EmergencyRow>(
      `select e.user_id as "userId", a.username, e.state, e.first_half_sealed as "firstHalf", e.first_by as "firstBy",
         e.first_by_name as "firstByName", e.second_by_name as "secondByName", e.sealed_at as "sealedAt",
         e.opened_at as "openedAt", e.open_until as "openUntil"
       from access.emergency_account e join access.user_account a on a.id = e.user_id limit 1 ${options.lock ? 'for update of e' : ''}`,
    ),
  );
}

/** The login itself, made when it is first sealed: security administrator of the whole bank, without a staff record. */
export async function insertEmergencyLogin(
  reader: Reader,
  login: {
    readonly id: string;
    readonly username: string;
    readonly orgUnitId: string;
    readonly wallNow: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `with login as (
         insert into access.user_account (id, username, name, org_unit_id) values ($1, $2, '应急账号', $3) returning id)
       insert into access.role_grant (user_id, role, org_unit_id, granted_at) select id, 'securityAdmin', $3, $4 from login`,
      [login.id, login.username, login.orgUnitId, at(login.wallNow)],
    ),
  );
}

export async function saveFirstHalf(
  reader: Reader,
  half: { readonly userId: string; readonly sealed: string; readonly by: string; readonly byName: string },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.emergency_account as e (user_id, state, first_half_sealed, first_by, first_by_name) values ($1, 'sealing', $2, $3, $4)
       on conflict (user_id) do update set state = 'sealing', first_half_sealed = excluded.first_half_sealed, first_by = excluded.first_by,
         first_by_name = excluded.first_by_name, second_by = null, second_by_name = null, sealed_at = null, open_until = null`,
      [half.userId, half.sealed, half.by, half.byName],
    ),
  );
  await setEmergencyHash(reader, half.userId, null);
}

export async function saveSealed(
  reader: Reader,
  seal: {
    readonly userId: string;
    readonly hash: string;
    readonly by: string;
    readonly byName: string;
    readonly wallNow: number;
  },
): Promise<void> {
  await reader.rows(
    statement(
      `update access.emergency_account set state = 'sealed', first_half_sealed = null, second_by = $2, second_by_name = $3,
         sealed_at = $4, opened_at = null where user_id = $1`,
      [seal.userId, seal.by, seal.byName, at(seal.wallNow)],
    ),
  );
  await setEmergencyHash(reader, seal.userId, seal.hash);
}

async function setEmergencyHash(reader: Reader, userId: string, hash: string | null): Promise<void> {
  await reader.rows(
    statement(
      'update access.user_account set password_hash = $2, changed_at = clock_timestamp() where id = $1',
      [userId, hash],
    ),
  );
}

/** Breaks the seal; false when somebody else did it at the same moment, or there is none. */
export async function breakSeal(
  reader: Reader,
  userId: string,
  wallNow: number,
  until: number,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `with opened as (
         update access.emergency_account set state = 'open', opened_at = $2, open_until = $3
         where user_id = $1 and state = 'sealed' returning user_id)
       update access.user_account set changed_at = clock_timestamp() where id in (select user_id from opened) returning 1`,
      [userId, at(wallNow), at(until)],
    ),
  );
  return rows.length > 0;
}
