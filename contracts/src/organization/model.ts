import { z } from 'zod';
import { BusinessDate, Id, Instant, TimeOfDay, Words } from '../core/fields.ts';

export const OrgLevel = z.enum(['headOffice', 'regionalBranch', 'subBranch', 'outlet']);
export const OrgUnit = z.object({
  id: Id,
  parentId: Id.nullable(),
  level: OrgLevel,
  code: z.string(),
  name: z.string(),
  /** `/HO/NJ/320113/`: a unit's scope is every path that starts with its own. */
  path: z.string(),
});
export type OrgUnit = z.output<typeof OrgUnit>;

/** A unit of the tree, with what lies below it. */
export const OrgTreeUnit = OrgUnit.extend({
  /** Branches below it. */
  branches: z.number().int(),
  /** Whether units above the outlets lie directly below it. */
  parent: z.boolean(),
});
export type OrgTreeUnit = z.output<typeof OrgTreeUnit>;

export const BranchFormat = z.enum(['flagship', 'full', 'light', 'community', 'featured']);
export type BranchFormat = z.output<typeof BranchFormat>;
export const BranchStage = z.enum(['planning', 'opening', 'operating', 'renovating', 'suspended', 'closed']);
export type BranchStage = z.output<typeof BranchStage>;
export const ZoneKind = z.enum([
  'guidance',
  'waiting',
  'smartService',
  'cashCounter',
  'nonCashCounter',
  'vip',
  'selfService',
]);
export type ZoneKind = z.output<typeof ZoneKind>;
/** What a window is for. `general` takes personal and cash business alike; `flex` opens or changes with load. */
export const WindowKind = z.enum(['general', 'cash', 'nonCash', 'vip', 'express', 'corporate', 'flex']);
export type WindowKind = z.output<typeof WindowKind>;
/** 对私 and 对公: whose business it is. The two may keep different hours at one branch. */
export const BusinessLine = z.enum(['personal', 'corporate']);
export type BusinessLine = z.output<typeof BusinessLine>;

const ServiceCode = z.string().regex(/^[A-Za-z][A-Za-z0-9_-]{0,39}$/);

export const ServiceWindow = z.object({
  id: Id,
  /** What the sign says: `3`, or `理财室 1`. */
  label: z.string(),
  /** Number spoken and sorted by. */
  number: z.number().int(),
  kind: WindowKind,
  elastic: z.boolean(),
  zoneId: Id.nullable(),
  /** Service type codes it may take, never exceeded. */
  serviceCodes: z.array(z.string()),
  profileCode: z.string(),
});
export type ServiceWindow = z.output<typeof ServiceWindow>;
export const Zone = z.object({ id: Id, kind: ZoneKind, name: z.string(), serviceCodes: z.array(z.string()) });
export type Zone = z.output<typeof Zone>;

/** Windows and zones as somebody wants them: whole, in the order of the signs. New ones bring an id of their own. */
export const LayoutDraft = z.object({
  zones: z
    .array(
      Zone.extend({ name: Words(20).pipe(z.string().min(1)), serviceCodes: z.array(ServiceCode).max(40) }),
    )
    .max(30),
  windows: z
    .array(
      ServiceWindow.extend({
        label: Words(12).pipe(z.string().min(1)),
        number: z.number().int().min(1).max(99),
        serviceCodes: z.array(ServiceCode).max(40),
        profileCode: ServiceCode,
      }),
    )
    .max(60),
});
export type LayoutDraft = z.output<typeof LayoutDraft>;

const Span = z.object({ open: TimeOfDay, close: TimeOfDay });
/** Opening hours of one kind of day; null = closed. Closing at or before opening means on the next day. */
export const DayHours = Span.nullable();
export type DayHours = z.output<typeof DayHours>;
/** The hours over noon in which the doors are shut; null = open through. */
export const NoonBreak = z.object({ from: TimeOfDay, until: TimeOfDay }).nullable();
export type NoonBreak = z.output<typeof NoonBreak>;

/** What a calendar day is at this branch, after national holidays, make-up workdays and the branch's own overrides. */
export const BusinessDayInfo = z.object({
  date: BusinessDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'makeUpWorkday']),
  /** Name of the holiday, when it is one. */
  holiday: z.string().nullable(),
  hours: DayHours,
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
  /** No tickets from `from` until `until`; those who wait are served. */
  noon: z.object({ from: Instant, until: Instant }).nullable(),
  /** Hours of corporate business that day; null = none is taken. */
  corporate: z.object({ opensAt: Instant, closesAt: Instant }).nullable(),
});
export type BusinessDayInfo = z.output<typeof BusinessDayInfo>;

/** A day on which a branch differs from the national calendar and its usual hours; hours null = closed. */
export const DayOverride = z.object({
  date: BusinessDate,
  name: z.string(),
  hours: DayHours,
  noonBreak: NoonBreak,
  corporateHours: DayHours,
  /** Rises with each change of this day. */
  version: z.number().int(),
});
export type DayOverride = z.output<typeof DayOverride>;
export const CalendarDay = BusinessDayInfo.extend({ override: DayOverride.nullable() });
export type CalendarDay = z.output<typeof CalendarDay>;

export const BranchSummary = z.object({
  id: Id,
  orgUnitId: Id,
  code: z.string(),
  name: z.string(),
  path: z.string(),
  format: BranchFormat,
  stage: BranchStage,
  city: z.string(),
  address: z.string(),
  timeZone: z.string(),
  windowCount: z.number().int(),
  /** Rises with each change of record, windows, zones or stage. */
  version: z.number().int(),
  /** Rises with each change of its calendar. */
  calendarVersion: z.number().int(),
});
export type BranchSummary = z.output<typeof BranchSummary>;

/** Where a branch lies, for a map. */
export const BranchPlace = BranchSummary.pick({
  id: true,
  code: true,
  name: true,
  path: true,
  stage: true,
}).extend({
  latitude: z.number(),
  longitude: z.number(),
});
export type BranchPlace = z.output<typeof BranchPlace>;

const usualHours = {
  weekdayHours: DayHours,
  weekendHours: DayHours,
  /** On public holidays; null = closed, as most branches are. */
  holidayHours: DayHours,
  noonBreak: NoonBreak,
  corporateWeekdayHours: DayHours,
  corporateWeekendHours: DayHours,
  /** On public holidays; null = none is taken, also where personal business is. */
  corporateHolidayHours: DayHours,
};
export const BranchRecord = BranchSummary.extend({
  bankName: z.string(),
  licenceNo: z.string(),
  phone: z.string(),
  areaSquareMetres: z.number(),
  latitude: z.number(),
  longitude: z.number(),
  ...usualHours,
  today: BusinessDayInfo,
  zones: z.array(Zone),
  windows: z.array(ServiceWindow),
});
export type BranchRecord = z.output<typeof BranchRecord>;

/** The part of the record people edit. The code stays what it is: paths, licences and tickets are written in it. */
export const RecordDraft = z.object({
  name: Words(40).pipe(z.string().min(2)),
  /** The unit it belongs to: its outlet's parent in the tree. */
  parentId: Id,
  format: BranchFormat,
  city: Words(20).pipe(z.string().min(1)),
  address: Words(100).pipe(z.string().min(1)),
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  licenceNo: Words(40).pipe(z.string().regex(/^[A-Za-z0-9-]*$/)),
  phone: Words(30).pipe(z.string().regex(/^[0-9+\- ]*$/)),
  areaSquareMetres: z.number().min(0).max(100_000),
  ...usualHours,
});
export type RecordDraft = z.output<typeof RecordDraft>;

export const ContactRole = z.enum(['manager', 'duty', 'operations', 'security', 'maintenance', 'other']);
export type ContactRole = z.output<typeof ContactRole>;
/** Whom to call at a branch: names and numbers of work, never of customers. */
export const BranchContact = z.object({
  role: ContactRole,
  name: Words(20).pipe(z.string().min(1)),
  phone: Words(30).pipe(z.string().regex(/^[0-9+\- ]{3,30}$/)),
});
export type BranchContact = z.output<typeof BranchContact>;

/** One field of a change, as text a person can read: `09:00–17:00`, `null` = nothing. Contacts tell only their number. */
export const FieldChange = z.object({
  field: z.string(),
  before: z.string().nullable(),
  after: z.string().nullable(),
});
export type FieldChange = z.output<typeof FieldChange>;
export const Revision = z.object({
  id: Id,
  /** Version of the branch after it; null = its calendar changed, which counts apart. */
  version: z.number().int().nullable(),
  what: z.enum(['record', 'layout', 'stage', 'calendar', 'contacts']),
  at: Instant,
  actorName: z.string(),
  reason: z.string(),
  changes: z.array(FieldChange),
});
export type Revision = z.output<typeof Revision>;

/** A step of a branch's life: one that was taken, or one that is planned and begins by itself on its day. */
export const Milestone = z.object({
  id: Id,
  stage: BranchStage,
  from: BusinessDate,
  /** The day the next stage began; null = it lasts, or has not begun. */
  until: BusinessDate.nullable(),
  planned: z.boolean(),
  note: z.string(),
  /** Number of the approval paper; empty = none was given. */
  documentNo: z.string(),
  actorName: z.string(),
});
export type Milestone = z.output<typeof Milestone>;
