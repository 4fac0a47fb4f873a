import type { BusinessDayInfo } from '@huiting/contracts/organization';
import type { Reader } from '../../platform/database/query.ts';
import { refuse } from '../../platform/errors.ts';
import { createLanes } from '../../platform/lanes.ts';
import { dayAt, dayOf } from './organization.calendar.domain.ts';
import type { BranchInfo, OrgUnit } from './organization.domain.ts';
import { readBranches, readLine, readOrgUnit, readRoot } from './organization.store.ts';

/** Every branch in memory: rooms ask for it on every command. */
export interface BranchDirectory {
  /** @throws organization.branch_not_found */
  get(branchId: string): Promise<BranchInfo>;
  all(): Promise<BranchInfo[]>;
  /** Without waiting: null when it does not exist, or nothing has been read yet. */
  known(branchId: string): BranchInfo | null;
  /** Branches whose org path starts with this path. */
  underPath(path: string): Promise<BranchInfo[]>;
  unitById(id: string): Promise<OrgUnit | null>;
  /** Head office; null in a bank without any unit. */
  root(): Promise<OrgUnit | null>;
  /** The unit and all above it, up to head office; empty when there is none. */
  lineOf(unitId: string, reader?: Reader): Promise<OrgUnit[]>;
  /** What a calendar day (`2026-11-20`) is at the branch. Pure. */
  dayOf(branch: BranchInfo, date: string): BusinessDayInfo;
  /** The business day an instant belongs to, in the branch's time zone. Pure. */
  dayAt(branch: BranchInfo, instant: number): BusinessDayInfo;
  /** Reads one branch, or all, again: after a `branch.*` event, or after data was loaded. */
  refresh(branchId?: string): Promise<void>;
}

export function createDirectory(db: Reader): BranchDirectory {
  let branches = new Map<string, BranchInfo>();
  let loaded = false;
  // One reader at a time: an older answer must never overwrite a newer one.
  const lanes = createLanes();

  const refresh = (branchId?: string): Promise<void> =>
    lanes.run('read', async () => {
      const read = await readBranches(db, branchId ?? null);
      if (branchId === undefined) {
        branches = new Map(read.map((branch) => [branch.id, branch]));
        loaded = branches.size > 0;
      } else if (read[0] === undefined) {
        branches.delete(branchId);
      } else {
        branches.set(branchId, read[0]);
      }
    });

  const all = async (): Promise<BranchInfo[]> => {
    if (!loaded) await refresh();
    return [...branches.values()];
  };

  return {
    get: async (branchId) => {
      if (!loaded) await refresh();
      // A branch that is new since; ids that do not exist cost one indexed read each.
      if (!branches.has(branchId)) await refresh(branchId);
      return branches.get(branchId) ?? refuse('organization.branch_not_found');
    },
    all,
    known: (branchId) => branches.get(branchId) ?? null,
    underPath: async (path) => (await all()).filter((branch) => branch.path.startsWith(path)),
    unitById: (id) => readOrgUnit(db, id),
    root: () => readRoot(db),
    lineOf: (unitId, reader = db) => readLine(reader, unitId),
    dayOf,
    dayAt,
    refresh,
  };
}
