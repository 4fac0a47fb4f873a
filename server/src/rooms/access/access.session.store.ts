import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Session, Surface } from './access.domain.ts';

interface SessionRow {
  readonly id: string;
  readonly userId: string | null;
  readonly terminalId: string | null;
  readonly surface: Surface;
  readonly idleMs: number | null;
  readonly lastSeenAt: number;
  readonly factorShown: boolean;
  readonly deviceKey: string | null;
}

const columns = `s.id, s.user_id as "userId", s.terminal_id as "terminalId", s.surface, s.idle_ms as "idleMs", s.last_seen_at as "lastSeenAt", s.factor_shown as "factorShown", s.device_key as "deviceKey"`;

/** A living session by the hash of its token, or by its id. */
export async function readSession(
  reader: Reader,
  by: { tokenHash: string } | { id: string },
): Promise<Session | null> {
  const row = await reader.row(
    'id' in by
      ? statement<SessionRow>(
          `select ${columns} from access.session s where s.id = $1 and s.ended_at is null`,
          [by.id],
          'access-session-id',
        )
      : statement<SessionRow>(
          `select ${columns} from access.session s where s.token_hash = $1 and s.ended_at is null`,
          [by.tokenHash],
          'access-session',
        ),
  );
  if (row === null) return null;
  const { id, userId, terminalId, surface, idleMs, lastSeenAt, factorShown, deviceKey } = row;
  const principal =
    userId === null
      ? ({ kind: 'terminal', id: terminalId! } as const)
      : ({ kind: 'user', id: userId } as const);
  return { id, principal, surface, idleMs, lastSeenAt, factorShown, deviceKey };
}

export async function insertSession(
  reader: Reader,
  session: Session & { readonly tokenHash: string; readonly deviceName: string; readonly address: string },
): Promise<void> {
  const { principal } = session;
  await reader.rows(
    statement(
      `insert into access.session (id, token_hash, user_id, terminal_id, surface, idle_ms, opened_at, last_seen_at, factor_shown, device_key, device_name, address)
       values ($1, $2, $3, $4, $5, $6, $7, $7, $8, $9, $10, $11)`,
      [
        session.id,
        session.tokenHash,
        principal.kind === 'user' ? principal.id : null,
        principal.kind === 'terminal' ? principal.id : null,
        session.surface,
        session.idleMs,
        new Date(session.lastSeenAt),
        session.factorShown,
        session.deviceKey,
        session.deviceName,
        session.address,
      ],
    ),
  );
}

type EndedWhy = 'signedOut' | 'replaced' | 'idle' | 'revoked';
/** Ends living sessions of one token, one id, a user or a terminal. Gives their ids. */
export async function endSessions(
  reader: Reader,
  of: { tokenHash: string } | { id: string } | { userId: string } | { terminalId: string },
  why: EndedWhy,
): Promise<string[]> {
  const [[column, value]] = Object.entries({
    token_hash: 'tokenHash' in of ? of.tokenHash : undefined,
    id: 'id' in of ? of.id : undefined,
    user_id: 'userId' in of ? of.userId : undefined,
    terminal_id: 'terminalId' in of ? of.terminalId : undefined,
  }).filter(([, given]) => given !== undefined) as [[string, string]];
  const rows = await reader.rows(
    statement<{ id: string }>(
      `update access.session set ended_at = clock_timestamp(), ended_why = $2 where ${column} = $1 and ended_at is null returning id`,
      [value, why],
    ),
  );
  return rows.map(({ id }) => id);
}

export async function saveLastSeen(reader: Reader, id: string, wallNow: number): Promise<void> {
  await reader.rows(
    statement(
      'update access.session set last_seen_at = greatest(last_seen_at, $2) where id = $1',
      [id, new Date(wallNow)],
      'access-seen',
    ),
  );
}

/** Ends every session of a user but one: their own, while they change the password the others came in with. */
export async function endOtherSessions(
  reader: Reader,
  userId: string,
  exceptId: string | null,
  why: EndedWhy,
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `update access.session set ended_at = clock_timestamp(), ended_why = $2
       where user_id = $1 and ended_at is null and ($3::uuid is null or id <> $3) returning id`,
      [userId, why, exceptId],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Ends sessions nobody used; `slackMs` for last uses that are known but not yet written. */
export async function endIdleSessions(reader: Reader, wallNow: number, slackMs: number): Promise<void> {
  await reader.rows(
    statement(
      `update access.session set ended_at = clock_timestamp(), ended_why = 'idle'
       where ended_at is null and idle_ms is not null and last_seen_at < $1::timestamptz - (idle_ms + $2) * interval '1 millisecond'`,
      [new Date(wallNow), slackMs],
    ),
  );
}

/** Ended sessions and failure counts nobody asks for any more. */
export async function forgetOldSessions(reader: Reader): Promise<void> {
  await reader.rows(
    statement(`delete from access.session where ended_at < clock_timestamp() - interval '30 days'`),
  );
  await reader.rows(
    statement(`delete from access.sign_in_failure where last_at < clock_timestamp() - interval '1 day'`),
  );
}

/** When a session was opened, wall clock ms. */
export async function readOpenedAt(reader: Reader, sessionId: string): Promise<number | null> {
  const row = await reader.row(
    statement<{ openedAt: number }>('select opened_at as "openedAt" from access.session where id = $1', [
      sessionId,
    ]),
  );
  return row?.openedAt ?? null;
}

export interface ListedSession {
  readonly id: string;
  readonly surface: Surface;
  readonly openedAt: number;
  readonly lastSeenAt: number;
  readonly deviceName: string;
  readonly address: string;
  readonly bound: boolean;
}

/** A user's living sessions, newest first. */
export function listSessions(reader: Reader, userId: string): Promise<ListedSession[]> {
  return reader.rows(
    statement<ListedSession>(
      `select id, surface, opened_at as "openedAt", last_seen_at as "lastSeenAt", device_name as "deviceName", address, device_key is not null as bound
       from access.session where user_id = $1 and ended_at is null order by opened_at desc`,
      [userId],
    ),
  );
}

/** Ends what a user has open on a surface beyond the newest few. Gives their ids. */
export async function endSurplus(
  reader: Reader,
  of: { readonly userId: string; readonly surface: Surface; readonly kept: number },
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `update access.session set ended_at = clock_timestamp(), ended_why = 'replaced' where id in (
         select id from access.session where user_id = $1 and surface = $2 and ended_at is null order by opened_at desc, id desc offset $3)
       returning id`,
      [of.userId, of.surface, of.kept],
    ),
  );
  return rows.map(({ id }) => id);
}

/** One session of this user; false when it had ended. */
export async function endSessionOf(reader: Reader, userId: string, sessionId: string): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `update access.session set ended_at = clock_timestamp(), ended_why = 'revoked' where id = $2 and user_id = $1 and ended_at is null returning 1`,
      [userId, sessionId],
    ),
  );
  return rows.length > 0;
}

export interface Change {
  readonly kind: 'session' | 'user' | 'terminal';
  readonly id: string;
  readonly at: number;
}

/** Who lost or changed rights in the last seconds: longer than any transaction lives, since its commit comes later than its clock. */
export async function readChanges(reader: Reader): Promise<Change[]> {
  return reader.rows(
    statement<Change>(
      `select 'session' as kind, id, ended_at as at from access.session where ended_at > clock_timestamp() - interval '20 seconds'
       union all select 'user', id, changed_at from access.user_account where changed_at > clock_timestamp() - interval '20 seconds'
       union all select 'terminal', id, changed_at from access.terminal where changed_at > clock_timestamp() - interval '20 seconds'`,
      [],
      'access-changes',
    ),
  );
}

export async function livingSessionsOf(
  reader: Reader,
  principals: { users: readonly string[]; terminals: readonly string[] },
): Promise<string[]> {
  const rows = await reader.rows(
    statement<{ id: string }>(
      `select id from access.session where user_id = any ($1) and ended_at is null
       union all select id from access.session where terminal_id = any ($2) and ended_at is null`,
      [principals.users, principals.terminals],
    ),
  );
  return rows.map(({ id }) => id);
}
