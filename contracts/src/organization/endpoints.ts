import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { BusinessDate, Id, Reason, Words } from '../core/fields.ts';
import { applicationEndpoints } from './applications.ts';
import {
  BranchFormat,
  BranchPlace,
  BranchRecord,
  BranchStage,
  BranchSummary,
  BusinessDayInfo,
  CalendarDay,
  OrgTreeUnit,
} from './model.ts';

export const organizationEndpoints = {
  ...applicationEndpoints,
  listOrgUnits: endpoint({
    id: 'organization.listOrgUnits',
    method: 'GET',
    path: '/org-units',
    summary:
      "The org tree within the caller's scope: whole, what lies directly below a unit, or what the words find. Outlets come last, and are the first to be left out",
    input: z.object({
      parentId: Id.optional(),
      search: z.string().max(60).optional(),
      limit: z.coerce.number().int().min(1).max(1_000).default(500),
    }),
    output: z.object({
      units: z.array(OrgTreeUnit),
      /** More units than `limit`: ask for the rest below a unit, or by words. */
      truncated: z.boolean(),
    }),
    access: 'organization.view',
  }),
  listBranches: endpoint({
    id: 'organization.listBranches',
    method: 'GET',
    path: '/branches',
    summary: "Branches within the caller's scope, in the order of the tree, page by page",
    input: z.object({
      search: z.string().max(60).optional(),
      orgUnitId: Id.optional(),
      format: BranchFormat.optional(),
      stage: BranchStage.optional(),
      limit: z.coerce.number().int().min(1).max(500).default(200),
      cursor: z.string().max(400).optional(),
    }),
    output: z.object({
      branches: z.array(BranchSummary),
      /** On all pages together. */
      total: z.number().int(),
      nextCursor: z.string().nullable(),
    }),
    access: 'organization.view',
  }),
  listPlaces: endpoint({
    id: 'organization.listPlaces',
    method: 'GET',
    path: '/branch-places',
    summary: "Where the branches in the caller's scope lie; closed ones are left out",
    input: z.object({}),
    output: z.object({ places: z.array(BranchPlace) }),
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
    output: z.object({ days: z.array(CalendarDay) }),
    errors: ['organization.branch_not_found'],
    access: 'organization.view',
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
