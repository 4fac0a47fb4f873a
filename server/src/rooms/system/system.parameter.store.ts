import type { ParameterName } from '@huiting/contracts/system';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { ParameterValue } from '../../platform/parameters.ts';

export interface VersionRow {
  readonly version: number;
  readonly value: number | null;
  readonly effectiveFrom: number;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly reason: string;
}

/** Every decision of the bank, with where its unit stands now. */
export async function readValues(reader: Reader): Promise<ParameterValue[]> {
  return reader.rows(
    statement<ParameterValue>(
      `select v.name, o.path, v.version, v.value, v.effective_from as "effectiveFrom"
       from system.parameter_value v join organization.v_org_unit o on o.id = v.org_unit_id`,
    ),
  );
}

/** Newest first; of one parameter, or of all. */
export async function readVersions(
  reader: Reader,
  orgUnitId: string,
  name: ParameterName | null,
): Promise<(VersionRow & { name: ParameterName })[]> {
  return reader.rows(
    statement<VersionRow & { name: ParameterName }>(
      `select name, version, value, effective_from as "effectiveFrom", changed_at as "changedAt",
         changed_by_name as "changedBy", reason
       from system.parameter_value where org_unit_id = $1 and ($2::text is null or name = $2) order by name, version desc`,
      [orgUnitId, name],
    ),
  );
}

/** False when somebody else has just made that version. */
export async function insertVersion(
  reader: Reader,
  orgUnitId: string,
  name: ParameterName,
  row: VersionRow,
): Promise<boolean> {
  const made = await reader.row(
    statement(
      `insert into system.parameter_value (name, org_unit_id, version, value, effective_from, changed_at, changed_by_name, reason)
       values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict do nothing returning 1`,
      [
        name,
        orgUnitId,
        row.version,
        row.value,
        new Date(row.effectiveFrom),
        new Date(row.changedAt),
        row.changedBy,
        row.reason,
      ],
    ),
  );
  return made !== null;
}
