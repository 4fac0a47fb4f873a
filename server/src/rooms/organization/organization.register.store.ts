import type { BranchContact, FieldChange, RecordDraft } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import { newId } from '../../platform/ids.ts';
import type { OrgUnit } from './organization.domain.ts';
import type { RegisterEntry } from './organization.register.domain.ts';
import { hours, noon } from './organization.store.ts';

const columns = `b.id, b.org_unit_id as "unitId", b.code, u.path, b.version, b.stage,
  coalesce(c.list, '[]') as contacts,
  json_build_object('id', p.id, 'code', p.code, 'name', p.name, 'path', p.path) as parent,
  json_build_object('name', b.name, 'parentId', p.id, 'format', b.format, 'city', b.city, 'address', b.address,
    'latitude', b.latitude, 'longitude', b.longitude, 'licenceNo', b.licence_no, 'phone', b.phone, 'areaSquareMetres', b.area_square_metres,
    'weekdayHours', ${hours('b.weekday_open', 'b.weekday_close')}, 'weekendHours', ${hours('b.weekend_open', 'b.weekend_close')},
    'holidayHours', ${hours('b.holiday_open', 'b.holiday_close')}, 'noonBreak', ${noon('b')},
    'corporateWeekdayHours', ${hours('b.corporate_weekday_open', 'b.corporate_weekday_close')},
    'corporateWeekendHours', ${hours('b.corporate_weekend_open', 'b.corporate_weekend_close')},
    'corporateHolidayHours', ${hours('b.corporate_holiday_open', 'b.corporate_holiday_close')}) as record
  from organization.branch b
  join organization.org_unit u on u.id = b.org_unit_id
  join organization.org_unit p on p.id = coalesce(u.parent_id, u.id)
  left join lateral (
    select json_agg(json_build_object('role', c.role, 'name', c.name, 'phone', c.phone) order by c.position) as list
    from organization.branch_contact c where c.branch_id = b.id) c on true`;

/** Of these codes, locked in the order of their ids. */
export async function lockEntries(reader: Reader, codes: readonly string[]): Promise<RegisterEntry[]> {
  return reader.rows(
    statement<RegisterEntry>(
      `select ${columns} where b.code = any ($1::text[]) order by b.id for no key update of b`,
      [codes],
    ),
  );
}

export async function readEntries(reader: Reader): Promise<RegisterEntry[]> {
  return reader.rows(statement<RegisterEntry>(`select ${columns}`));
}

/** Within the paths, in the order of the tree. */
export async function pageOfEntries(
  reader: Reader,
  paths: readonly string[],
  after: string,
  limit: number,
): Promise<RegisterEntry[]> {
  return reader.rows(
    statement<RegisterEntry>(
      `select ${columns} where u.path ^@ any ($1::text[]) and u.path > $2 order by u.path limit $3`,
      [paths, after, limit],
    ),
  );
}

export async function readUnits(reader: Reader): Promise<OrgUnit[]> {
  return reader.rows(
    statement<OrgUnit>(
      'select id, parent_id as "parentId", level, code, name, path from organization.org_unit order by path',
    ),
  );
}

export async function takenCodes(reader: Reader, codes: readonly string[]): Promise<Set<string>> {
  const rows = await reader.rows(
    statement<{ code: string }>('select code from organization.org_unit where code = any ($1::text[])', [
      codes,
    ]),
  );
  return new Set(rows.map(({ code }) => code));
}

export interface ChangedEntry {
  readonly entry: RegisterEntry;
  readonly record: RecordDraft;
  /** Null = as they are. */
  readonly contacts: readonly BranchContact[] | null;
  readonly parent: Pick<OrgUnit, 'id' | 'path'>;
}

/** Records and their units, all of a slice with one statement each. */
export async function updateEntries(reader: Reader, changed: readonly ChangedEntry[]): Promise<void> {
  if (changed.length === 0) return;
  const rows = changed.map(({ entry, record, parent }) => ({
    ...record,
    id: entry.id,
    unitId: entry.unitId,
    parentId: parent.id,
    path: `${parent.path}${entry.code}/`,
  }));
  await reader.rows(
    statement(
      `with given as materialized (
         select * from jsonb_to_recordset($1) as g(id uuid, "unitId" uuid, "parentId" uuid, path text, name text, format text, city text,
           address text, latitude float8, longitude float8, "licenceNo" text, phone text, "areaSquareMetres" float8, "weekdayHours" jsonb,
           "weekendHours" jsonb, "holidayHours" jsonb, "noonBreak" jsonb, "corporateWeekdayHours" jsonb, "corporateWeekendHours" jsonb,
           "corporateHolidayHours" jsonb)
       ), units as (
         update organization.org_unit u set name = g.name, parent_id = g."parentId", path = g.path from given g where u.id = g."unitId"
       )
       update organization.branch b set version = version + 1, name = g.name, format = g.format, city = g.city, address = g.address,
         latitude = g.latitude, longitude = g.longitude, licence_no = g."licenceNo", phone = g.phone, area_square_metres = g."areaSquareMetres",
         weekday_open = g."weekdayHours" ->> 'open', weekday_close = g."weekdayHours" ->> 'close',
         weekend_open = g."weekendHours" ->> 'open', weekend_close = g."weekendHours" ->> 'close',
         holiday_open = g."holidayHours" ->> 'open', holiday_close = g."holidayHours" ->> 'close',
         noon_from = g."noonBreak" ->> 'from', noon_until = g."noonBreak" ->> 'until',
         corporate_weekday_open = g."corporateWeekdayHours" ->> 'open', corporate_weekday_close = g."corporateWeekdayHours" ->> 'close',
         corporate_weekend_open = g."corporateWeekendHours" ->> 'open', corporate_weekend_close = g."corporateWeekendHours" ->> 'close',
         corporate_holiday_open = g."corporateHolidayHours" ->> 'open', corporate_holiday_close = g."corporateHolidayHours" ->> 'close'
       from given g where b.id = g.id`,
      [JSON.stringify(rows)],
    ),
  );
  await replaceAllContacts(reader, changed);
}

async function replaceAllContacts(reader: Reader, changed: readonly ChangedEntry[]): Promise<void> {
  const given = changed.flatMap(({ entry, contacts }) =>
    contacts === null ? [] : [{ id: entry.id, contacts }],
  );
  if (given.length === 0) return;
  await reader.rows(
    statement('delete from organization.branch_contact where branch_id = any ($1::uuid[])', [
      given.map(({ id }) => id),
    ]),
  );
  const rows = given.flatMap(({ id, contacts }) =>
    contacts.map((contact, position) => ({ ...contact, branchId: id, position })),
  );
  await reader.rows(
    statement(
      `insert into organization.branch_contact (branch_id, position, role, name, phone)
       select "branchId", position, role, name, phone
       from jsonb_to_recordset($1) as c("branchId" uuid, position int, role text, name text, phone text)`,
      [JSON.stringify(rows)],
    ),
  );
}

/** The histories of a slice. */
export async function insertRevisions(
  reader: Reader,
  made: { readonly at: number; readonly actorName: string; readonly reason: string },
  revisions: readonly { branchId: string; version: number; changes: readonly FieldChange[] }[],
): Promise<void> {
  if (revisions.length === 0) return;
  await reader.rows(
    statement(
      `insert into organization.branch_revision (branch_id, id, version, what, at, actor_name, reason, changes)
       select "branchId", id, version, 'record', $2, $3, $4, changes
       from jsonb_to_recordset($1) as r("branchId" uuid, id uuid, version int, changes jsonb)`,
      [
        JSON.stringify(revisions.map((revision) => ({ ...revision, id: newId() }))),
        new Date(made.at),
        made.actorName,
        made.reason,
      ],
    ),
  );
}

export async function insertUnits(reader: Reader, units: readonly OrgUnit[], from: string): Promise<void> {
  if (units.length === 0) return;
  await reader.rows(
    statement(
      `insert into organization.org_unit (id, parent_id, level, code, name, path, effective_from)
       select id, "parentId", level, code, name, path, $2
       from jsonb_to_recordset($1) as u(id uuid, "parentId" uuid, level text, code text, name text, path text)`,
      [JSON.stringify(units), from],
    ),
  );
}

export async function renameUnits(
  reader: Reader,
  units: readonly { readonly id: string; readonly name: string }[],
): Promise<void> {
  if (units.length === 0) return;
  await reader.rows(
    statement(
      `update organization.org_unit u set name = g.name from jsonb_to_recordset($1) as g(id uuid, name text) where u.id = g.id`,
      [JSON.stringify(units)],
    ),
  );
}

/** Of these codes, whatever they are. */
export async function unitsByCode(reader: Reader, codes: readonly string[]): Promise<OrgUnit[]> {
  return reader.rows(
    statement<OrgUnit>(
      `select id, parent_id as "parentId", level, code, name, path from organization.org_unit
       where code = any ($1::text[]) order by id for no key update`,
      [codes],
    ),
  );
}
