import type {
  BranchContact,
  DayHours,
  FieldChange,
  LayoutDraft,
  NoonBreak,
  RecordDraft,
  Revision,
} from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { OrgUnit } from './organization.domain.ts';

const ends = (hours: DayHours): [string | null, string | null] => [hours?.open ?? null, hours?.close ?? null];
const breakEnds = (noon: NoonBreak): [string | null, string | null] => [
  noon?.from ?? null,
  noon?.until ?? null,
];

export async function updateRecord(reader: Reader, branchId: string, record: RecordDraft): Promise<void> {
  await reader.rows(
    statement(
      `update organization.branch set version = version + 1, name = $2, format = $3, city = $4, address = $5, latitude = $6,
         longitude = $7, licence_no = $8, phone = $9, area_square_metres = $10, weekday_open = $11, weekday_close = $12,
         weekend_open = $13, weekend_close = $14, holiday_open = $15, holiday_close = $16, noon_from = $17, noon_until = $18,
         corporate_weekday_open = $19, corporate_weekday_close = $20, corporate_weekend_open = $21, corporate_weekend_close = $22,
         corporate_holiday_open = $23, corporate_holiday_close = $24
       where id = $1`,
      [
        branchId,
        record.name,
        record.format,
        record.city,
        record.address,
        record.latitude,
        record.longitude,
        record.licenceNo,
        record.phone,
        record.areaSquareMetres,
        ...ends(record.weekdayHours),
        ...ends(record.weekendHours),
        ...ends(record.holidayHours),
        ...breakEnds(record.noonBreak),
        ...ends(record.corporateWeekdayHours),
        ...ends(record.corporateWeekendHours),
        ...ends(record.corporateHolidayHours),
      ],
    ),
  );
}

/** The outlet's unit has the branch's name, and hangs below its parent: its path is the parent's with its own code. */
export async function placeUnit(
  reader: Reader,
  unit: { readonly id: string; readonly code: string; readonly name: string },
  parent: OrgUnit,
): Promise<void> {
  await reader.rows(
    statement('update organization.org_unit set name = $2, parent_id = $3, path = $4 where id = $1', [
      unit.id,
      unit.name,
      parent.id,
      `${parent.path}${unit.code}/`,
    ]),
  );
}

export async function raiseVersion(reader: Reader, branchId: string): Promise<void> {
  await reader.rows(
    statement('update organization.branch set version = version + 1 where id = $1', [branchId]),
  );
}

export async function raiseCalendarVersion(reader: Reader, branchId: string): Promise<void> {
  await reader.rows(
    statement('update organization.branch set calendar_version = calendar_version + 1 where id = $1', [
      branchId,
    ]),
  );
}

/** Ids of a layout that are somebody else's: another branch's windows or zones. */
export async function foreignIds(reader: Reader, branchId: string, layout: LayoutDraft): Promise<string[]> {
  const ids = [...layout.zones, ...layout.windows].map(({ id }) => id);
  const rows = await reader.rows(
    statement<{ id: string }>(
      `select id from organization.service_window where id = any ($2::uuid[]) and branch_id <> $1
       union all select id from organization.zone where id = any ($2::uuid[]) and branch_id <> $1`,
      [branchId, ids],
    ),
  );
  return rows.map(({ id }) => id);
}

/** Windows left out are marked as removed, zones left out are gone; numbers are freed before they are given again. */
export async function replaceLayout(reader: Reader, branchId: string, layout: LayoutDraft): Promise<void> {
  await reader.rows(
    statement('update organization.service_window set removed = true where branch_id = $1', [branchId]),
  );
  await reader.rows(
    statement(
      `insert into organization.zone (id, branch_id, kind, name, position, service_codes)
       select id, $1, kind, name, position, array(select jsonb_array_elements_text("serviceCodes"))
       from jsonb_to_recordset($2) as z(id uuid, kind text, name text, position int, "serviceCodes" jsonb)
       on conflict (id) do update set kind = excluded.kind, name = excluded.name, position = excluded.position,
         service_codes = excluded.service_codes`,
      [branchId, JSON.stringify(layout.zones.map((zone, position) => ({ ...zone, position })))],
    ),
  );
  await reader.rows(
    statement(
      `insert into organization.service_window (id, branch_id, label, number, kind, elastic, zone_id, service_codes, profile_code, removed)
       select id, $1, label, number, kind, elastic, "zoneId", array(select jsonb_array_elements_text("serviceCodes")), "profileCode", false
       from jsonb_to_recordset($2) as w(id uuid, label text, number int, kind text, elastic boolean, "zoneId" uuid,
         "serviceCodes" jsonb, "profileCode" text)
       on conflict (id) do update set label = excluded.label, number = excluded.number, kind = excluded.kind,
         elastic = excluded.elastic, zone_id = excluded.zone_id, service_codes = excluded.service_codes,
         profile_code = excluded.profile_code, removed = false`,
      [branchId, JSON.stringify(layout.windows)],
    ),
  );
  const kept = layout.zones.map(({ id }) => id);
  await reader.rows(
    statement(
      `update organization.service_window set zone_id = null
       where branch_id = $1 and removed and zone_id <> all ($2::uuid[])`,
      [branchId, kept],
    ),
  );
  await reader.rows(
    statement('delete from organization.zone where branch_id = $1 and id <> all ($2::uuid[])', [
      branchId,
      kept,
    ]),
  );
}

export async function readContacts(reader: Reader, branchId: string): Promise<BranchContact[]> {
  return reader.rows(
    statement<BranchContact>(
      'select role, name, phone from organization.branch_contact where branch_id = $1 order by position',
      [branchId],
    ),
  );
}

export async function replaceContacts(
  reader: Reader,
  branchId: string,
  contacts: readonly BranchContact[],
): Promise<void> {
  await reader.rows(statement('delete from organization.branch_contact where branch_id = $1', [branchId]));
  await reader.rows(
    statement(
      `insert into organization.branch_contact (branch_id, position, role, name, phone)
       select $1, position, role, name, phone
       from jsonb_to_recordset($2) as c(position int, role text, name text, phone text)`,
      [branchId, JSON.stringify(contacts.map((contact, position) => ({ ...contact, position })))],
    ),
  );
}

export async function insertRevision(
  reader: Reader,
  branchId: string,
  revision: Omit<Revision, 'id' | 'changes'> & { readonly changes: readonly FieldChange[] },
): Promise<void> {
  await reader.rows(
    statement(
      `insert into organization.branch_revision (branch_id, id, version, what, at, actor_name, reason, changes)
       values ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        branchId,
        newId(),
        revision.version,
        revision.what,
        new Date(revision.at),
        revision.actorName,
        revision.reason,
        JSON.stringify(revision.changes),
      ],
    ),
  );
}

/** What the versions after `older` up to `newer` changed, in their order. */
export async function readChangesBetween(
  reader: Reader,
  branchId: string,
  { older, newer }: { readonly older: number; readonly newer: number },
): Promise<FieldChange[]> {
  const rows = await reader.rows(
    statement<Pick<Revision, 'changes'>>(
      `select changes from organization.branch_revision
       where branch_id = $1 and version > $2 and version <= $3 order by version, id`,
      [branchId, older, newer],
    ),
  );
  return rows.flatMap(({ changes }) => changes);
}

/** Newest first; ids are made in the order of the changes. */
export async function readRevisions(
  reader: Reader,
  branchId: string,
  page: { readonly before: string | null; readonly limit: number },
): Promise<Revision[]> {
  return reader.rows(
    statement<Revision>(
      `select id, version, what, at, actor_name as "actorName", reason, changes from organization.branch_revision
       where branch_id = $1 and ($2::uuid is null or id < $2) order by id desc limit $3`,
      [branchId, page.before, page.limit],
    ),
  );
}
