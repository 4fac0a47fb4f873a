import { createHash } from 'node:crypto';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** Five wrong passwords lock a login for 30 minutes of wall time (domain.md §9). */
export const failuresUntilLock = 5;
export const lockMs = 30 * 60_000;
/** Colleagues share an address, so it is never locked: after 20 failures each further try waits longer, up to a minute. */
const freeFailuresOfAddress = 20;
const longestWaitMs = 60_000;

export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
  readonly lockedUntil: number | null;
}

/** Names are counted whether they exist or not, so that a lock tells nothing. A name typed by mistake may be a password: only its hash rests. */
export const loginKey = (username: string): string => `user:${createHash('sha256').update(username).digest('base64url')}`;
export const addressKey = (address: string): string => `address:${createHash('sha256').update(address).digest('base64url')}`;

export function isLocked(found: Failures | undefined, wallNow: number): boolean {
  return found?.lockedUntil != null && wallNow < found.lockedUntil;
}

/** Earliest instant at which the address may try again. */
export function mayTryAt(found: Failures | undefined): number {
  if (found === undefined || found.failures < freeFailuresOfAddress) return 0;
  return found.lastAt + Math.min(longestWaitMs, 1_000 * 2 ** (found.failures - freeFailuresOfAddress));
}

export async function readFailures(reader: Reader, keys: readonly string[]): Promise<Map<string, Failures>> {
  const rows = await reader.rows(
    statement<Failures & { key: string }>(
      'select key, failures, last_at as "lastAt", locked_until as "lockedUntil" from access.sign_in_failure where key = any ($1)',
      [keys],
    ),
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Counts one failure; counting starts anew when the last one, or the lock, is half an hour old. `locks`: the fifth locks. */
export async function countFailure(reader: Reader, key: string, wallNow: number, locks: boolean): Promise<void> {
  await reader.rows(
    statement(
      `insert into access.sign_in_failure as f (key, failures, last_at) values ($1, 1, $2)
       on conflict (key) do update set last_at = excluded.last_at,
         failures = case when f.last_at < $2::timestamptz - $3 * interval '1 millisecond' then 1 else f.failures + 1 end,
         locked_until = case when f.last_at < $2::timestamptz - $3 * interval '1 millisecond' then null
           when $4 and f.failures + 1 >= $5 then $2::timestamptz + $3 * interval '1 millisecond' end`,
      [key, new Date(wallNow), lockMs, locks, failuresUntilLock],
    ),
  );
}

export async function forgetFailures(reader: Reader, key: string): Promise<void> {
  await reader.rows(statement('delete from access.sign_in_failure where key = $1', [key]));
}
