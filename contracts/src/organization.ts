import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { BusinessDate, Id, Instant, Named, Reason, TimeOfDay } from './core/fields.ts';

export const organizationErrors = errors({
  'organization.branch_not_found': { status: 404, zh: '没有这个网点', en: 'There is no such branch' },
  'organization.stage_unchanged': {
    status: 409,
    zh: '网点已处于该阶段',
    en: 'The branch is already in this stage',
  },
});

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

/** Opening hours of one kind of day; null = closed. */
export const DayHours = z.object({ open: TimeOfDay, close: TimeOfDay }).nullable();
/** What a calendar day is at this branch, after national holidays, make-up workdays and the branch's own overrides. */
export const BusinessDayInfo = z.object({
  date: BusinessDate,
  kind: z.enum(['workday', 'weekend', 'holiday', 'makeUpWorkday']),
  /** Name of the holiday, when it is one. */
  holiday: z.string().nullable(),
  hours: DayHours,
  opensAt: Instant.nullable(),
  closesAt: Instant.nullable(),
});
export type BusinessDayInfo = z.output<typeof BusinessDayInfo>;

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
});
export type BranchSummary = z.output<typeof BranchSummary>;
export const BranchRecord = BranchSummary.extend({
  bankName: z.string(),
  licenceNo: z.string(),
  phone: z.string(),
  areaSquareMetres: z.number(),
  latitude: z.number(),
  longitude: z.number(),
  weekdayHours: DayHours,
  weekendHours: DayHours,
  today: BusinessDayInfo,
  zones: z.array(Zone),
  windows: z.array(ServiceWindow),
  version: z.number().int(),
});
export type BranchRecord = z.output<typeof BranchRecord>;

export const organizationEvents = {
  stageChanged: event({
    type: 'branch.stageChanged',
    room: 'organization',
    payload: z.object({
      stage: BranchStage,
      previous: BranchStage,
      reason: z.string(),
      name: Named.optional(),
    }),
  }),
};

export const organizationEndpoints = {
  listOrgUnits: endpoint({
    id: 'organization.listOrgUnits',
    method: 'GET',
    path: '/org-units',
    summary: "The org tree within the caller's scope",
    input: z.object({}),
    output: z.object({ units: z.array(OrgUnit) }),
    access: 'organization.view',
  }),
  listBranches: endpoint({
    id: 'organization.listBranches',
    method: 'GET',
    path: '/branches',
    summary: "Branches within the caller's scope",
    input: z.object({ search: z.string().max(60).optional(), orgUnitId: Id.optional() }),
    output: z.object({ branches: z.array(BranchSummary) }),
    access: 'organization.view',
  }),
  getBranch: endpoint({
    id: 'organization.getBranch',
    method: 'GET',
    path: '/branches/:branchId',
    summary: 'One branch with zones, windows, hours and today',
    input: z.object({ branchId: Id }),
    output: BranchRecord,
    errors: ['organization.branch_not_found'],
    access: 'organization.view',
  }),
  getCalendar: endpoint({
    id: 'organization.getCalendar',
    method: 'GET',
    path: '/branches/:branchId/calendar',
    summary: 'Business days of a branch',
    input: z.object({
      branchId: Id,
      // What follows a day of the last year may lie beyond the calendar.
      from: BusinessDate.refine((date) => !date.startsWith('2199')),
      days: z.coerce.number().int().min(1).max(92).default(31),
    }),
    output: z.object({ days: z.array(BusinessDayInfo) }),
    errors: ['organization.branch_not_found'],
    access: 'organization.view',
  }),
  setStage: endpoint({
    id: 'organization.setStage',
    method: 'POST',
    path: '/branches/:branchId/stage',
    summary: 'Suspend a branch or put it back into operation; suspended stops ticketing',
    input: z.object({ branchId: Id, stage: z.enum(['operating', 'suspended']), reason: Reason }),
    output: z.object({ branch: BranchSummary }),
    errors: ['organization.branch_not_found', 'organization.stage_unchanged'],
    access: 'organization.manage',
  }),
  /** For customers on their phones: nothing that is not on the door. */
  listOpenBranches: endpoint({
    id: 'organization.listOpenBranches',
    method: 'GET',
    path: '/public/branches',
    summary: 'Branches customers can visit',
    input: z.object({ search: z.string().max(60).optional() }),
    output: z.object({
      bankName: z.string(),
      branches: z.array(
        BranchSummary.pick({ id: true, name: true, city: true, address: true, format: true }).extend({
          today: BusinessDayInfo,
        }),
      ),
    }),
    access: { kind: 'public' },
  }),
};
