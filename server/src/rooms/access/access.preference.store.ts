import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

export async function readPreferences(
  reader: Reader,
  principalId: string,
): Promise<{ name: string; value: unknown }[]> {
  return reader.rows(
    statement<{ name: string; value: unknown }>(
      'select name, value from access.preference where principal_id = $1 order by name',
      [principalId],
    ),
  );
}

/** False when this would be one more than `most`. */
export async function putPreference(
  reader: Reader,
  principalId: string,
  name: string,
  value: unknown,
  most: number,
): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into access.preference (principal_id, name, value)
       select $1, $2, $3::jsonb
       where (select count(*) from access.preference p where p.principal_id = $1 and p.name <> $2) < $4
       on conflict (principal_id, name) do update set value = excluded.value
       returning 1`,
      [principalId, name, JSON.stringify(value), most],
    ),
  );
  return rows.length > 0;
}

export async function forgetPreference(reader: Reader, principalId: string, name: string): Promise<void> {
  await reader.rows(
    statement('delete from access.preference where principal_id = $1 and name = $2', [principalId, name]),
  );
}
