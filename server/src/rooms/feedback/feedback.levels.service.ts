import type { CaseTier } from '@huiting/contracts/feedback';
import type { Post } from '@huiting/contracts/staff';
import type { Reader } from '../../platform/database/query.ts';
import type { BranchDirectory, BranchInfo } from '../organization/index.ts';
import type { StaffService } from '../staff/index.ts';
import type { Levels } from './feedback.cases.domain.ts';

export interface LevelUses {
  readonly directory: BranchDirectory;
  readonly staff: StaffService;
}

const posts: Readonly<Record<CaseTier, Post>> = {
  lobby: 'lobbyManager',
  branch: 'branchManager',
  region: 'headOffice',
};

/** Who is told at a level of the chain: the branch's own people, or those of the offices above it. */
export async function peopleOf(
  { directory, staff }: LevelUses,
  branch: BranchInfo,
  tier: CaseTier,
  reader?: Reader,
): Promise<Levels[CaseTier]> {
  const units = tier === 'region' ? await officesAbove(directory, branch, reader) : [branch.orgUnitId];
  const holders = await staff.listHolders(posts[tier], units, reader);
  return holders.map(({ id, name }) => ({ staffId: id, name }));
}

async function officesAbove(
  directory: BranchDirectory,
  branch: BranchInfo,
  reader?: Reader,
): Promise<string[]> {
  const above = (await directory.lineOf(branch.orgUnitId, reader)).filter(
    ({ id }) => id !== branch.orgUnitId,
  );
  const regions = above.filter(({ parentId }) => parentId !== null);
  // A bank without regions has head office next above the branch.
  return (regions.length > 0 ? regions : above).map(({ id }) => id);
}

/** Everybody of the chain at once. */
export async function levelsOf(uses: LevelUses, branch: BranchInfo, reader?: Reader): Promise<Levels> {
  const [lobby, middle, region] = await Promise.all(
    (['lobby', 'branch', 'region'] as const).map((tier) => peopleOf(uses, branch, tier, reader)),
  );
  return { lobby: lobby!, branch: middle!, region: region! };
}
