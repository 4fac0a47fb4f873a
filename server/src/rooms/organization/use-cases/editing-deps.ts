import type { Revision } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Platform } from '../../../platform/room.ts';
import { dayOf } from '../organization.calendar.domain.ts';
import type { BranchDirectory } from '../organization.directory.service.ts';
import type { BranchInfo } from '../organization.domain.ts';
import { insertRevision } from '../organization.editing.store.ts';
import { lockBranch, readBranches } from '../organization.store.ts';

export interface EditingDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
}

/** The branch as it is in the database, locked: another process may know it newer than this one's directory does. */
export async function lockNewest(tx: Tx, branchId: string): Promise<BranchInfo> {
  if ((await lockBranch(tx, branchId)) === null) refuse('organization.branch_not_found');
  const [branch] = await readBranches(tx, branchId);
  return branch ?? refuse('organization.branch_not_found');
}

export function assertVersion(branch: BranchInfo, version: number): void {
  if (branch.version !== version)
    refuse('organization.version_conflict', { version: branch.version, edited: version });
}

/** When days of the branch close, for who has one of them open. */
export function closingOf(
  branch: BranchInfo,
  dates: readonly string[],
): { date: string; closesAt: number | null }[] {
  return dates.map((date) => ({ date, closesAt: dayOf(branch, date).closesAt }));
}

/** Writes a change into the branch's history and into the audit trail. */
export async function record(
  deps: EditingDeps,
  ctx: Ctx,
  tx: Tx,
  branch: BranchInfo,
  revision: Pick<Revision, 'what' | 'version' | 'reason' | 'changes'>,
): Promise<void> {
  await insertRevision(tx, branch.id, { ...revision, at: ctx.now(), actorName: ctx.actor.name });
  await deps.platform.audit(tx, ctx, {
    action: ctx.command?.endpoint ?? `organization.${revision.what}`,
    object: `branch:${branch.id}`,
    orgUnitId: branch.orgUnitId,
    outcome: 'done',
    detail: { version: revision.version, reason: revision.reason, changes: revision.changes },
  });
}
