import { applicationFiles } from '@huiting/contracts/organization';
import { refuse } from '../../../platform/errors.ts';
import type { AttachmentOwner } from '../../../platform/files/files.ts';
import { authorize, authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { readApplication } from '../organization.application.store.ts';
import { readOrgUnit } from '../organization.store.ts';
import type { EditingDeps } from './editing-deps.ts';

/** Whoever may apply attaches; whoever may apply or judge there reads. */
export function applicationAttachments({ platform: { db }, directory }: EditingDeps): AttachmentOwner {
  /** An application is kept at its branch, that of a new one at the unit above. */
  async function pathOf(keptAt: string): Promise<string> {
    const branch = (await directory.all()).find(({ id }) => id === keptAt);
    const unit = branch === undefined ? await readOrgUnit(db, keptAt) : null;
    return branch?.path ?? unit?.path ?? refuse('files.not_found');
  }

  return {
    kind: applicationFiles,
    authorize: async (ctx, { branchId, ownerId }, act) => {
      if (act === 'attach' || ownerId === null) {
        authorizeSomewhere(ctx, 'organization.apply');
        authorize(ctx, 'organization.apply', await pathOf(branchId));
        return;
      }
      const application = await readApplication(db, branchId, ownerId, 'look');
      const path = application?.orgPath ?? (await pathOf(branchId));
      if (!permits(ctx.actor, 'approval.view', path)) authorize(ctx, 'organization.apply', path);
    },
  };
}
