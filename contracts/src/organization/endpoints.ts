import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Done, Id, Reason, Words, page, PageInput } from '../core/fields.ts';
import { applicationEndpoints } from './applications.ts';
import {
  BranchContact,
  BranchRecord,
  BranchStage,
  BranchSummary,
  BusinessDayInfo,
  CalendarDay,
  DayHours,
  LayoutDraft,
  Milestone,
  NoonBreak,
  OrgUnit,
  RecordDraft,
  Revision,
} from './model.ts';

const Version = z.number().int().min(1);

export const organizationEndpoints = {
  ...applicationEndpoints,
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
  saveRecord: endpoint({
    id: 'organization.saveRecord',
    method: 'POST',
    path: '/branches/:branchId/record',
    summary:
      'Change the master record of the version that was read; another version is refused, nothing overwritten',
    input: z.object({ branchId: Id, version: Version, record: RecordDraft, reason: Reason }),
    output: BranchRecord,
    errors: [
      'organization.branch_not_found',
      'organization.unit_not_found',
      'organization.version_conflict',
      'organization.hours_invalid',
      'organization.parent_invalid',
    ],
    access: 'organization.edit',
  }),
  saveLayout: endpoint({
    id: 'organization.saveLayout',
    method: 'POST',
    path: '/branches/:branchId/layout',
    summary: 'Change windows and zones and what each may take; the queue follows at once',
    input: z.object({ branchId: Id, version: Version, layout: LayoutDraft, reason: Reason }),
    output: BranchRecord,
    errors: ['organization.branch_not_found', 'organization.version_conflict', 'organization.layout_invalid'],
    access: 'organization.edit',
  }),
  listContacts: endpoint({
    id: 'organization.listContacts',
    method: 'GET',
    path: '/branches/:branchId/contacts',
    summary: 'Whom to call at a branch',
    input: z.object({ branchId: Id }),
    output: z.object({ contacts: z.array(BranchContact), version: z.number().int() }),
    errors: ['organization.branch_not_found'],
    access: 'staff.view',
  }),
  saveContacts: endpoint({
    id: 'organization.saveContacts',
    method: 'POST',
    path: '/branches/:branchId/contacts',
    summary: 'Change whom to call at a branch',
    input: z.object({ branchId: Id, version: Version, contacts: z.array(BranchContact).max(12) }),
    output: Done,
    errors: ['organization.branch_not_found', 'organization.version_conflict'],
    access: 'organization.edit',
  }),
  listRevisions: endpoint({
    id: 'organization.listRevisions',
    method: 'GET',
    path: '/branches/:branchId/revisions',
    summary: 'Who changed what of a branch, newest first',
    input: z.object({ branchId: Id, ...PageInput, cursor: Id.optional() }),
    output: page(Revision),
    errors: ['organization.branch_not_found'],
    access: 'staff.view',
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
    output: z.object({ days: z.array(CalendarDay) }),
    errors: ['organization.branch_not_found'],
    access: 'organization.view',
  }),
  saveDays: endpoint({
    id: 'organization.saveDays',
    method: 'POST',
    path: '/branches/:branchId/calendar',
    summary: 'Give days hours of their own, or close them',
    input: z.object({
      branchId: Id,
      days: z
        .array(
          z.object({
            date: BusinessDate,
            /** Version of the override that was read; null = there was none. */
            version: Version.nullable(),
          }),
        )
        .min(1)
        .max(31),
      name: Words(40).pipe(z.string().min(1)),
      hours: DayHours,
      noonBreak: NoonBreak,
      corporateHours: DayHours,
    }),
    output: Done,
    errors: [
      'organization.branch_not_found',
      'organization.day_conflict',
      'organization.day_past',
      'organization.hours_invalid',
    ],
    access: 'organization.edit',
  }),
  clearDays: endpoint({
    id: 'organization.clearDays',
    method: 'POST',
    path: '/branches/:branchId/calendar/clear',
    summary: 'Let days follow the national calendar and the usual hours again',
    input: z.object({
      branchId: Id,
      days: z
        .array(z.object({ date: BusinessDate, version: Version }))
        .min(1)
        .max(31),
    }),
    output: Done,
    errors: ['organization.branch_not_found', 'organization.day_conflict', 'organization.day_past'],
    access: 'organization.edit',
  }),
  setStage: endpoint({
    id: 'organization.setStage',
    method: 'POST',
    path: '/branches/:branchId/stage',
    summary: 'Take a branch into another stage of its life now; the stage decides which functions run',
    input: z.object({
      branchId: Id,
      stage: BranchStage,
      reason: Reason,
      documentNo: Words(60).default(''),
    }),
    output: z.object({ branch: BranchSummary }),
    errors: [
      'organization.branch_not_found',
      'organization.stage_unchanged',
      'organization.stage_not_allowed',
    ],
    access: 'organization.manage',
  }),
  getLifecycle: endpoint({
    id: 'organization.getLifecycle',
    method: 'GET',
    path: '/branches/:branchId/lifecycle',
    summary: "The stages of a branch's life, oldest first, and those planned",
    input: z.object({ branchId: Id }),
    output: z.object({ milestones: z.array(Milestone) }),
    errors: ['organization.branch_not_found'],
    access: 'staff.view',
  }),
  planStage: endpoint({
    id: 'organization.planStage',
    method: 'POST',
    path: '/branches/:branchId/stage-plans',
    summary: 'Let a stage begin by itself at the first minute of a day',
    input: z.object({
      branchId: Id,
      stage: BranchStage,
      from: BusinessDate,
      reason: Reason,
      documentNo: Words(60).default(''),
    }),
    output: Done,
    errors: [
      'organization.branch_not_found',
      'organization.stage_not_allowed',
      'organization.plan_not_ahead',
    ],
    access: 'organization.manage',
  }),
  cancelStagePlan: endpoint({
    id: 'organization.cancelStagePlan',
    method: 'POST',
    path: '/branches/:branchId/stage-plans/:planId/cancel',
    summary: 'Give up a planned stage',
    input: z.object({ branchId: Id, planId: Id }),
    output: Done,
    errors: ['organization.branch_not_found', 'organization.plan_not_found'],
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
