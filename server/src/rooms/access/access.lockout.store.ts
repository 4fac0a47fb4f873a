import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Failures, LockRule } from './access.lockout.domain.ts';

export async function readFailures(reader: Reader, keys: readonly string[]): Promise<Map<string, Failures>> {
  const rows = await reader.rows(
    statement<Failures & { key: string }>(
      'select key, failures, last_at as "lastAt", locked_until as "lockedUntil" from access.sign_in_failure where key = any ($1)',
      [keys],
    ),
  );
  return new Map(rows.map((row) => [row.key, row]));
}

/** Counts one failure; counting starts anew when the last one, or the lock, is half an hour old. `locks`: the last of those allowed locks, and true is returned. */
export async function countFailure(
  reader: Reader,
  key: string,
  wallNow: number,
  locks: boolean,
  rule: LockRule,
): Promise<boolean> {
  const row = await reader.row(
    statement<{ locked: boolean }>(
      `insert into access.sign_in_failure as f (key, failures, last_at) values ($1, 1, $2)
       on conflict (key) do update set last_at = excluded.last_at,
         failures = case when f.last_at < $2::timestamptz - $3 * interval '1 millisecond' then 1 else f.failures + 1 end,
         locked_until = case when f.last_at < $2::timestamptz - $3 * interval '1 millisecond' then null
           when $4 and f.failures + 1 >= $5 then $2::timestamptz + $3 * interval '1 millisecond' end
       returning locked_until is not null as locked`,
      [key, new Date(wallNow), rule.lockMs, locks, rule.failures],
    ),
  );
  return row?.locked ?? false;
}

export async function forgetFailures(reader: Reader, key: string): Promise<void> {
  await reader.rows(statement('delete from access.sign_in_failure where key = $1', [key]));
}
