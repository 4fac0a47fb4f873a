import type { DayHours, Milestone, NoonBreak } from '@huiting/contracts/organization';
import { statement } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { BranchInfo, OrgUnit } from './organization.domain.ts';

type Given<T> = { readonly [K in keyof T]: T[K] extends (infer I)[] ? readonly I[] : T[K] };
type Own =
  | 'path'
  | 'bankName'
  | 'windowCount'
  | 'version'
  | 'calendarVersion'
  | 'holidays'
  | 'overrides'
  | 'zones'
  | 'windows'
  | 'removedWindows'
  | LaterHours;
type LaterHours =
  | 'holidayHours'
  | 'noonBreak'
  | 'corporateWeekdayHours'
  | 'corporateWeekendHours'
  | 'corporateHolidayHours';

/** An override as a plan gives it: without noon, and with corporate business in the same hours, unless it says otherwise. */
export interface PlannedOverride {
  readonly date: string;
  readonly name: string;
  readonly hours: DayHours;
  readonly noonBreak?: NoonBreak;
  readonly corporateHours?: DayHours;
}

/** A whole bank, as a generator or an import knows it. A unit's path is its parent's with its own code. */
export interface BankPlan {
  readonly bankName: string;
  /** Parents before or after their children; `effectiveFrom` left out = always. */
  readonly units: readonly (OrgUnit & {
    readonly effectiveFrom?: string;
    readonly effectiveUntil?: string;
  })[];
  readonly branches: readonly (Omit<BranchInfo, Own> & {
    readonly zones: readonly Given<BranchInfo['zones'][number]>[];
    readonly windows: readonly Given<BranchInfo['windows'][number]>[];
    /** Left out = the national ones. */
    readonly holidays?: BranchInfo['holidays'];
    readonly overrides?: readonly PlannedOverride[];
    readonly holidayHours?: DayHours;
    readonly noonBreak?: NoonBreak;
    /** Left out = the hours of personal business. */
    readonly corporateWeekdayHours?: DayHours;
    readonly corporateWeekendHours?: DayHours;
    /** Left out = none is taken. */
    readonly corporateHolidayHours?: DayHours;
    /** How it came to its stage, oldest first. */
    readonly milestones?: readonly Pick<Milestone, 'id' | 'stage' | 'from' | 'note' | 'documentNo'>[];
    readonly contacts?: readonly { readonly role: string; readonly name: string; readonly phone: string }[];
  })[];
}

/** Writes a bank with one statement, so that it is there whole or not at all. For an empty organization. */
export async function loadBank(target: Reader, plan: BankPlan): Promise<void> {
  const of = <K extends 'zones' | 'windows' | 'milestones' | 'contacts'>(key: K) =>
    plan.branches.flatMap((branch) =>
      (branch[key] ?? []).map((item, position) => ({ ...item, branchId: branch.id, position })),
    );
  const branches = plan.branches.map((branch) => ({
    ...branch,
    corporateWeekdayHours: withDefault(branch.corporateWeekdayHours, branch.weekdayHours),
    corporateWeekendHours: withDefault(branch.corporateWeekendHours, branch.weekendHours),
  }));
  const overrides = plan.branches.flatMap(({ id, overrides: days = [] }) =>
    days.map((day) => ({
      ...day,
      branchId: id,
      corporateHours: withDefault(day.corporateHours, day.hours),
    })),
  );
  const lists = [
    plan.units,
    branches,
    of('zones'),
    of('windows'),
    overrides,
    of('milestones'),
    of('contacts'),
  ].map((list) => JSON.stringify(list));
  const load = statement(
    `with units as (
       insert into organization.org_unit (id, parent_id, level, code, name, path, bank_name, effective_from, effective_until)
       select id, "parentId", level, code, name, path, case when "parentId" is null then $6::text end,
         coalesce("effectiveFrom", '0001-01-01'), "effectiveUntil"
       from jsonb_to_recordset($1) as u(id uuid, "parentId" uuid, level text, code text, name text, path text, "effectiveFrom" date, "effectiveUntil" date)
     ), branches as (
       insert into organization.branch (id, org_unit_id, code, name, format, stage, city, address, licence_no, phone, area_square_metres,
         latitude, longitude, time_zone, holidays, weekday_open, weekday_close, weekend_open, weekend_close, holiday_open, holiday_close,
         noon_from, noon_until, corporate_weekday_open, corporate_weekday_close, corporate_weekend_open, corporate_weekend_close,
         corporate_holiday_open, corporate_holiday_close)
       select id, "orgUnitId", code, name, format, stage, city, address, "licenceNo", phone, "areaSquareMetres", latitude, longitude, "timeZone",
         coalesce(holidays, 'CN'), "weekdayHours" ->> 'open', "weekdayHours" ->> 'close', "weekendHours" ->> 'open', "weekendHours" ->> 'close',
         "holidayHours" ->> 'open', "holidayHours" ->> 'close', "noonBreak" ->> 'from', "noonBreak" ->> 'until',
         "corporateWeekdayHours" ->> 'open', "corporateWeekdayHours" ->> 'close',
         "corporateWeekendHours" ->> 'open', "corporateWeekendHours" ->> 'close',
         "corporateHolidayHours" ->> 'open', "corporateHolidayHours" ->> 'close'
       from jsonb_to_recordset($2) as b(id uuid, "orgUnitId" uuid, code text, name text, format text, stage text, city text, address text,
         "licenceNo" text, phone text, "areaSquareMetres" float8, latitude float8, longitude float8, "timeZone" text, holidays text,
         "weekdayHours" jsonb, "weekendHours" jsonb, "holidayHours" jsonb, "noonBreak" jsonb,
         "corporateWeekdayHours" jsonb, "corporateWeekendHours" jsonb, "corporateHolidayHours" jsonb)
     ), zones as (
       insert into organization.zone (id, branch_id, kind, name, position, service_codes)
       select id, "branchId", kind, name, position, array(select jsonb_array_elements_text("serviceCodes"))
       from jsonb_to_recordset($3) as z(id uuid, "branchId" uuid, kind text, name text, position int, "serviceCodes" jsonb)
     ), windows as (
       insert into organization.service_window (id, branch_id, label, number, kind, elastic, zone_id, service_codes, profile_code)
       select id, "branchId", label, number, kind, elastic, "zoneId", array(select jsonb_array_elements_text("serviceCodes")), "profileCode"
       from jsonb_to_recordset($4) as w(id uuid, "branchId" uuid, label text, number int, kind text, elastic boolean, "zoneId" uuid,
         "serviceCodes" jsonb, "profileCode" text)
     ), milestones as (
       insert into organization.branch_milestone (branch_id, id, stage, starts_on, planned, note, document_no, actor_name, recorded_at)
       select "branchId", id, stage, "from", false, note, "documentNo", '', "from"::timestamp at time zone 'Asia/Shanghai'
       from jsonb_to_recordset($7) as m("branchId" uuid, id uuid, stage text, "from" date, note text, "documentNo" text)
     ), contacts as (
       insert into organization.branch_contact (branch_id, position, role, name, phone)
       select "branchId", position, role, name, phone
       from jsonb_to_recordset($8) as c("branchId" uuid, position int, role text, name text, phone text)
     )
     insert into organization.branch_calendar_override (branch_id, date, name, open, close, noon_from, noon_until, corporate_open, corporate_close)
     select "branchId", date, name, hours ->> 'open', hours ->> 'close', "noonBreak" ->> 'from', "noonBreak" ->> 'until',
       "corporateHours" ->> 'open', "corporateHours" ->> 'close'
     from jsonb_to_recordset($5) as o("branchId" uuid, date date, name text, hours jsonb, "noonBreak" jsonb, "corporateHours" jsonb)`,
    [...lists.slice(0, 5), plan.bankName, ...lists.slice(5)],
  );
  await target.rows(load);
}

/** What is left out is the other; null is closed. */
function withDefault(given: DayHours | undefined, otherwise: DayHours): DayHours {
  return given === undefined ? otherwise : given;
}
