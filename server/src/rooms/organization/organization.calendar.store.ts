import type { DayOverride } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';

/** Versions of the overrides of these days, under the branch's lock. */
export async function readOverrideVersions(
  reader: Reader,
  branchId: string,
  dates: readonly string[],
): Promise<Map<string, number>> {
  const rows = await reader.rows(
    statement<{ date: string; version: number }>(
      'select date, version from organization.branch_calendar_override where branch_id = $1 and date = any ($2::date[])',
      [branchId, dates],
    ),
  );
  return new Map(rows.map(({ date, version }) => [date, version]));
}

export async function saveOverrides(
  reader: Reader,
  branchId: string,
  dates: readonly string[],
  day: Omit<DayOverride, 'date' | 'version'>,
): Promise<void> {
  await reader.rows(
    statement(
      `insert into organization.branch_calendar_override
         (branch_id, date, name, open, close, noon_from, noon_until, corporate_open, corporate_close)
       select $1, date, $3, $4, $5, $6, $7, $8, $9 from unnest($2::date[]) date
       on conflict (branch_id, date) do update set name = excluded.name, open = excluded.open, close = excluded.close,
         noon_from = excluded.noon_from, noon_until = excluded.noon_until, corporate_open = excluded.corporate_open,
         corporate_close = excluded.corporate_close, version = branch_calendar_override.version + 1`,
      [
        branchId,
        dates,
        day.name,
        day.hours?.open ?? null,
        day.hours?.close ?? null,
        day.noonBreak?.from ?? null,
        day.noonBreak?.until ?? null,
        day.corporateHours?.open ?? null,
        day.corporateHours?.close ?? null,
      ],
    ),
  );
}

export async function deleteOverrides(
  reader: Reader,
  branchId: string,
  dates: readonly string[],
): Promise<void> {
  await reader.rows(
    statement(
      'delete from organization.branch_calendar_override where branch_id = $1 and date = any ($2::date[])',
      [branchId, dates],
    ),
  );
}
