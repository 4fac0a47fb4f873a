import type { Platform, RoomParts } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { staffRoutes } from './staff.routes.ts';
import { createStaffService } from './staff.service.ts';
import type { StaffService } from './staff.service.ts';

export { loadStaff } from './staff.store.ts';
export type { StaffInfo } from './staff.domain.ts';
export type { StaffService } from './staff.service.ts';

/** The staff register: who works for the bank, at which post and where. */
export function createStaff(
  platform: Platform,
  _uses: { directory: BranchDirectory },
): RoomParts & { readonly service: StaffService } {
  const service = createStaffService(platform);
  return { service, routes: staffRoutes(service) };
}
