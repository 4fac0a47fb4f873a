import type { BranchCount } from '../../platform/branch-counts.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import { createDirectory } from './organization.directory.service.ts';
import { applicationReactions } from './organization.events.ts';
import { organizationRoutes } from './organization.routes.ts';
import { applicationAttachments } from './use-cases/attach-to-application.ts';
import { createOrganizationService } from './organization.service.ts';
import { carryOutApplication, carryOutDeadline } from './use-cases/carry-out-application.ts';
import { enterPlannedStage } from './use-cases/enter-stage.ts';
import { createBranchImporter } from './use-cases/import-branches.ts';
import { createUnitImporter } from './use-cases/import-units.ts';
import type { OrganizationService } from './organization.service.ts';

export { createDirectory } from './organization.directory.service.ts';
export type { BranchDirectory } from './organization.directory.service.ts';
export type { BranchInfo } from './organization.domain.ts';
export type { OrganizationService } from './organization.service.ts';
export { loadBank } from './organization.bank.store.ts';
export type { BankPlan } from './organization.bank.store.ts';

/**
 * The org tree, branches with their windows and zones, and the business calendar. `counts`: what later rooms keep at a branch;
 * without them people and devices are not compared with the standard of its format.
 */
export function createOrganization(
  platform: Platform,
  uses: { readonly counts: () => readonly BranchCount[] } = { counts: () => [] },
): RoomParts & { readonly service: OrganizationService } {
  const directory = createDirectory(platform.db);
  const service = createOrganizationService({ platform, directory, ...uses });
  return {
    service,
    routes: organizationRoutes(service, () => platform.clock.now()),
    reactions: applicationReactions(),
    importers: [createUnitImporter({ platform, directory }), createBranchImporter({ platform, directory })],
    attachments: [applicationAttachments({ platform, directory })],
    deadlines: {
      'organization.enterStage': enterPlannedStage({ platform, directory }),
      [carryOutDeadline]: carryOutApplication({ platform, directory }),
    },
  };
}
