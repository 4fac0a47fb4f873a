import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Done, Id, Reason, Words, page, PageInput } from '../core/fields.ts';
import {
  BranchContact,
  BranchRecord,
  BranchStage,
  DayHours,
  FieldChange,
  LayoutDraft,
  Milestone,
  NoonBreak,
  RecordDraft,
  Revision,
} from './model.ts';

const Version = z.number().int().min(1);

/** Apart from what every surface asks: light surfaces do not carry the editor's shapes. */
export const organizationEditingEndpoints = {
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
  compareVersions: endpoint({
    id: 'organization.compareVersions',
    method: 'GET',
    path: '/branches/:branchId/revisions/difference',
    summary: 'What a branch became between two of its versions, whichever is named first',
    input: z.object({
      branchId: Id,
      from: z.coerce.number().int().min(1).max(1e6),
      to: z.coerce.number().int().min(1).max(1e6),
    }),
    output: z.object({ changes: z.array(FieldChange) }),
    errors: ['organization.branch_not_found'],
    access: 'staff.view',
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
};
