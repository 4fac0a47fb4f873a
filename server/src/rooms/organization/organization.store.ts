import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { BranchInfo, BranchStage, OrgUnit } from './organization.domain.ts';

export const hours = (open: string, close: string): string =>
  `case when ${open} is null then null else jsonb_build_object('open', ${open}, 'close', ${close}) end`;
export const noon = (table: string): string =>
  `case when ${table}.noon_from is null then null else jsonb_build_object('from', ${table}.noon_from, 'until', ${table}.noon_until) end`;

/** Branches with all they own, for the directory; one, some, or all. */
export async function readBranches(
  reader: Reader,
  which: string | readonly string[] | null,
): Promise<BranchInfo[]> {
  return reader.rows(
    statement<BranchInfo>(
      `with root (path, bank_name) as (select path, bank_name from organization.org_unit where parent_id is null)
       select b.id, b.org_unit_id as "orgUnitId", b.code, b.name, u.path, b.format, b.stage, b.city, b.address,
         b.time_zone as "timeZone", r.bank_name as "bankName", b.licence_no as "licenceNo", b.phone,
         b.area_square_metres as "areaSquareMetres", b.latitude, b.longitude, b.holidays, b.version, b.calendar_version as "calendarVersion",
         ${hours('b.weekday_open', 'b.weekday_close')} as "weekdayHours", ${hours('b.weekend_open', 'b.weekend_close')} as "weekendHours",
         ${hours('b.holiday_open', 'b.holiday_close')} as "holidayHours", ${noon('b')} as "noonBreak",
         ${hours('b.corporate_weekday_open', 'b.corporate_weekday_close')} as "corporateWeekdayHours",
         ${hours('b.corporate_weekend_open', 'b.corporate_weekend_close')} as "corporateWeekendHours",
         ${hours('b.corporate_holiday_open', 'b.corporate_holiday_close')} as "corporateHolidayHours",
         coalesce(w.list, '[]') as windows, coalesce(w.removed, '[]') as "removedWindows", coalesce(z.list, '[]') as zones, coalesce(o.list, '[]') as overrides,
         coalesce(jsonb_array_length(w.list), 0) as "windowCount"
       from organization.branch b
       join organization.org_unit u on u.id = b.org_unit_id
       join root r on starts_with(u.path, r.path)
       left join lateral (
         select jsonb_agg(d.doc order by w.number) filter (where not w.removed) as list, jsonb_agg(d.doc) filter (where w.removed) as removed
         from organization.service_window w, lateral (select jsonb_build_object('id', w.id, 'label', w.label, 'number', w.number,
           'kind', w.kind, 'elastic', w.elastic, 'zoneId', w.zone_id, 'serviceCodes', to_jsonb(w.service_codes), 'profileCode', w.profile_code) as doc) d
         where w.branch_id = b.id) w on true
       left join lateral (
         select jsonb_agg(jsonb_build_object('id', z.id, 'kind', z.kind, 'name', z.name, 'serviceCodes', to_jsonb(z.service_codes)) order by z.position) as list
         from organization.zone z where z.branch_id = b.id) z on true
       left join lateral (
         select jsonb_agg(jsonb_build_object('date', o.date, 'name', o.name, 'version', o.version,
           'hours', ${hours('o.open', 'o.close')}, 'noonBreak', ${noon('o')},
           'corporateHours', ${hours('o.corporate_open', 'o.corporate_close')}) order by o.date) as list
         from organization.branch_calendar_override o where o.branch_id = b.id) o on true
       ${which === null ? '' : 'where b.id = any ($1::uuid[])'}
       order by u.path`,
      which === null ? [] : [[which].flat()],
    ),
  );
}

const unitColumns = 'u.id, u.parent_id as "parentId", u.level, u.code, u.name, u.path';

export async function readOrgUnit(reader: Reader, id: string): Promise<OrgUnit | null> {
  return reader.row(
    statement<OrgUnit>(`select ${unitColumns} from organization.org_unit u where u.id = $1`, [id]),
  );
}

/** False when a unit has the code already. */
export async function insertUnit(reader: Reader, unit: OrgUnit, from: string): Promise<boolean> {
  const rows = await reader.rows(
    statement(
      `insert into organization.org_unit (id, parent_id, level, code, name, path, effective_from)
       values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing returning 1`,
      [unit.id, unit.parentId, unit.level, unit.code, unit.name, unit.path, from],
    ),
  );
  return rows.length > 0;
}

export async function readRoot(reader: Reader): Promise<OrgUnit | null> {
  return reader.row(
    statement<OrgUnit>(`select ${unitColumns} from organization.org_unit u where u.parent_id is null`),
  );
}

/** The unit, then each one above it. */
export async function readLine(reader: Reader, id: string): Promise<OrgUnit[]> {
  return reader.rows(
    statement<OrgUnit>(
      `select ${unitColumns} from organization.org_unit u, organization.org_unit lowest
       where lowest.id = $1 and starts_with(lowest.path, u.path) order by length(u.path) desc`,
      [id],
    ),
  );
}

const inEffect = (unit: string): string =>
  `${unit}.effective_from <= $2 and (${unit}.effective_until is null or ${unit}.effective_until > $2)`;

/** Units in effect on a day, within the paths; outlets last. `parent`: has units above the outlets directly below it. */
export async function listOrgUnits(
  reader: Reader,
  filter: {
    paths: readonly string[];
    date: string;
    parentId: string | null;
    search: string | null;
    limit: number;
  },
): Promise<(OrgUnit & { parent: boolean })[]> {
  return reader.rows(
    statement<OrgUnit & { parent: boolean }>(
      `select ${unitColumns}, exists (select 1 from organization.org_unit c
           where c.parent_id = u.id and c.level <> 'outlet' and ${inEffect('c')}) as parent
       from (select * from organization.org_unit u
         where u.path ^@ any ($1::text[]) and ${inEffect('u')}
           and ($3::uuid is null or u.parent_id = $3)
           and ($4::text is null or strpos(lower(u.name || ' ' || u.code), lower($4)) > 0)
         order by u.level = 'outlet', u.path limit $5) u
       order by u.level = 'outlet', u.path`,
      [filter.paths, filter.date, filter.parentId, filter.search, filter.limit],
    ),
  );
}

/** Stage and version, locked until the transaction ends: every change of a branch's record passes here. */
export async function lockBranch(
  reader: Reader,
  branchId: string,
): Promise<{ stage: BranchStage; version: number } | null> {
  return reader.row(
    statement<{ stage: BranchStage; version: number }>(
      'select stage, version from organization.branch where id = $1 for no key update',
      [branchId],
    ),
  );
}

export async function saveStage(reader: Reader, branchId: string, stage: BranchStage): Promise<void> {
  await reader.rows(
    statement('update organization.branch set stage = $2, version = version + 1 where id = $1', [
      branchId,
      stage,
    ]),
  );
}
