import { organizationEndpoints } from '@huiting/contracts/organization';
import { presented, routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import { presentOpenBranch, presentRecord, presentSummary } from './organization.present.ts';
import type { OrganizationService } from './organization.service.ts';

export function organizationRoutes(service: OrganizationService): Routes {
  return routes(organizationEndpoints, {
    listOrgUnits: async (ctx) => ({ units: await service.listOrgUnits(ctx) }),
    listBranches: async (ctx, input) => ({ branches: await service.listBranches(ctx, input) }),
    getBranch: async (ctx, input) => presentRecord(await service.getBranch(ctx, input), ctx.now()),
    getCalendar: async (ctx, input) => ({ days: await service.getCalendar(ctx, input) }),
    setStage: presented(service.setStage, (branch) => ({ branch: presentSummary(branch) })),
    listOpenBranches: async (ctx, input) => {
      const branches = await service.listOpenBranches(ctx, input);
      return {
        bankName: await service.bankName(),
        branches: branches.map((branch) => presentOpenBranch(branch, ctx.now())),
      };
    },
  });
}
