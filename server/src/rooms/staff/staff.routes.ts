import { staffEndpoints } from '@huiting/contracts/staff';
import type { StaffMember } from '@huiting/contracts/staff';
import { routes } from '../../platform/http/handlers.ts';
import type { Routes } from '../../platform/http/handlers.ts';
import type { StaffInfo } from './staff.domain.ts';
import type { StaffService } from './staff.service.ts';

export function staffRoutes(service: StaffService): Routes {
  return routes(staffEndpoints, {
    listStaff: async (ctx, input) => {
      const { items, nextCursor } = await service.listStaff(ctx, input);
      return { items: items.map(presentMember), nextCursor };
    },
  });
}

function presentMember({
  id,
  number,
  name,
  post,
  homeBranchId,
  orgUnitId,
  username,
}: StaffInfo): StaffMember {
  return { id, number, name, post, homeBranchId, orgUnitId, username };
}
