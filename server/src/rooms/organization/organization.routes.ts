import { organizationEditingEndpoints, organizationEndpoints } from '@huiting/contracts/organization';
import { floorPlanEndpoints } from '@huiting/contracts/organization/floor-plan';
import { formatEndpoints } from '@huiting/contracts/organization/formats';
import { unitEndpoints } from '@huiting/contracts/organization/units';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { BranchInfo } from './organization.domain.ts';
import {
  presentApplication,
  presentOpenBranch,
  presentRecord,
  presentSummary,
} from './organization.present.ts';
import type { OrganizationService } from './organization.service.ts';

const done = () => ({ ok: true }) as const;

export function organizationRoutes(service: OrganizationService, now: () => number): Routes {
  const shown = (branch: BranchInfo) => presentRecord(branch, now());
  return routes(
    {
      ...organizationEndpoints,
      ...organizationEditingEndpoints,
      ...formatEndpoints,
      ...floorPlanEndpoints,
      ...unitEndpoints,
    },
    {
      listOrgUnits: (ctx, input) => service.listOrgUnits(ctx, input),
      listBranches: async (ctx, input) => {
        const { branches, ...rest } = await service.listBranches(ctx, input);
        return { branches: branches.map(presentSummary), ...rest };
      },
      listPlaces: async (ctx) => ({ places: await service.listPlaces(ctx) }),
      getBranch: async (ctx, input) => presentRecord(await service.getBranch(ctx, input), ctx.now()),
      getCalendar: async (ctx, input) => ({ days: await service.getCalendar(ctx, input) }),
      saveRecord: presented(service.saveRecord, shown),
      saveLayout: presented(service.saveLayout, shown),
      listContacts: (ctx, input) => service.listContacts(ctx, input),
      saveContacts: presented(service.saveContacts, done),
      compareVersions: async (ctx, input) => ({ changes: await service.compareVersions(ctx, input) }),
      listRevisions: (ctx, input) => service.listRevisions(ctx, input),
      saveDays: presented(service.saveDays, done),
      clearDays: presented(service.clearDays, done),
      getLifecycle: async (ctx, input) => ({ milestones: await service.getLifecycle(ctx, input) }),
      planStage: presented(service.planStage, done),
      cancelStagePlan: presented(service.cancelStagePlan, done),
      createUnit: presented(service.createUnit, (unit) => ({ unit })),
      listFormats: async (ctx) => ({ formats: await service.listFormats(ctx) }),
      listStandardVersions: (ctx, input) => service.listStandardVersions(ctx, input),
      saveStandard: (ctx, input) => service.saveStandard(ctx, input),
      listDeviations: (ctx, input) => service.listDeviations(ctx, input),
      getDeviations: (ctx, input) => service.getDeviations(ctx, input),
      getFloorPlan: (ctx, input) => service.getFloorPlan(ctx, input),
      saveFloorPlan: (ctx, input) => service.saveFloorPlan(ctx, input),
      setStage: presented(service.setStage, (branch) => ({ branch: presentSummary(branch) })),
      applyForChange: presented(service.applyForChange, (application) => ({
        application: presentApplication(application),
      })),
      applyForBranch: presented(service.applyForBranch, (application) => ({
        application: presentApplication(application),
      })),
      listApplications: async (ctx, input) => {
        const { items, nextCursor } = await service.listApplications(ctx, input);
        return { items: items.map(presentApplication), nextCursor };
      },
      listOpenBranches: async (ctx, input) => {
        const branches = await service.listOpenBranches(ctx, input);
        return {
          bankName: await service.bankName(),
          branches: branches.map((branch) => presentOpenBranch(branch, ctx.now())),
        };
      },
    },
  );
}
