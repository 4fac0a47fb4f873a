import type { ApprovalKind } from '@huiting/contracts/core/approval';
import type { Post } from '@huiting/contracts/staff';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';
import type { StaffService } from '../../staff/index.ts';
import type { Reader } from '../../../platform/database/query.ts';
import type { Person } from '../workflow.approval.domain.ts';

/** What approvals are made from. */
export interface ApprovalDeps {
  readonly platform: Platform;
  readonly directory: BranchDirectory;
  readonly staff: StaffService;
  readonly kinds: readonly ApprovalKind[];
}

/** Who holds a post in these units. */
export async function holdersOf(
  deps: ApprovalDeps,
  post: Post,
  unitIds: readonly string[],
  reader?: Reader,
): Promise<Person[]> {
  if (unitIds.length === 0) return [];
  const holders = await deps.staff.listHolders(post, unitIds, reader);
  return holders.map(({ id, name, post: held, orgUnitId }) => ({
    staffId: id,
    name,
    post: held,
    unitId: orgUnitId,
  }));
}
