import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { establishedPosts } from './staff.domain.ts';
import { staffReactions } from './staff.events.ts';
import { staffRoutes } from './staff.routes.ts';
import { createStaffService } from './staff.service.ts';
import type { StaffService } from './staff.service.ts';
import { countPosts } from './staff.store.ts';
import { carryOutChange, carryOutDeadline } from './use-cases/carry-out-change.ts';
import { staffNarrowing } from './use-cases/export-staff.ts';
import { createStaffImporter } from './use-cases/import-staff.ts';
import { endLeave, leaveEndDeadline, leaveStartDeadline, startLeave } from './use-cases/draw-leave.ts';
import { handoverDeadline, handoverDue, watchTenures } from './use-cases/hand-over.ts';
import { dailyDeadline, remindOfCertificates, watchDates } from './use-cases/watch-dates.ts';

export { loadFigures } from './staff.figures.store.ts';
export { loadPersonnel, readMayHold } from './staff.personnel.store.ts';
export type { MayHold, PersonnelSeed, TeamSeed } from './staff.personnel.store.ts';
export { loadStaff } from './staff.store.ts';
export type { StaffInfo } from './staff.domain.ts';
export type { StaffService } from './staff.service.ts';

/** The bank's people: who works where, at which posts, with which proofs of being fit for them. */
export function createStaff(
  platform: Platform,
  uses: { directory: BranchDirectory; crypto: Pick<FieldCrypto, 'seal' | 'open'> },
): RoomParts & { readonly service: StaffService } {
  const deps = { platform, ...uses };
  const service = createStaffService(deps);
  return {
    service,
    routes: staffRoutes(service),
    reactions: staffReactions(deps),
    importers: [{ ...createStaffImporter(deps), narrowing: staffNarrowing(service) }],
    counts: [{ part: 'staffing', kinds: establishedPosts, count: countPosts }],
    deadlines: {
      [handoverDeadline]: handoverDue(deps),
      [leaveStartDeadline]: startLeave(deps),
      [leaveEndDeadline]: endLeave(deps),
      [carryOutDeadline]: carryOutChange(deps),
      [dailyDeadline]: watchDates(deps, [remindOfCertificates, watchTenures]),
    },
  };
}
