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
  /** Branches whose org path starts with this path, in the order of the tree. */
  underPath(path: string): Promise<BranchInfo[]>;
  /** Branches below any of these paths, each once, in the order of the tree. */
  underPaths(paths: readonly string[]): Promise<BranchInfo[]>;
  /** How many there are, without a look at each. */
  countUnder(path: string): Promise<number>;
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

const readTogether = 1_000;

export function createDirectory(db: Reader): BranchDirectory {
  let branches = new Map<string, BranchInfo>();
  let loaded = false;
  /** The same branches by path; null after a change, until somebody asks. */
  let sorted: BranchInfo[] | null = null;
  // One reader at a time: an older answer must never overwrite a newer one.
  const lanes = createLanes();

  /** Branches asked for while another reading runs: read together, so that an import's thousands cost a few statements. */
  let asked: Set<string> | null = null;
  let askedDone: Promise<void> = Promise.resolve();

  const readAll = (): Promise<void> =>
    lanes.run('read', async () => {
      const read = await readBranches(db, null);
      sorted = null;
      branches = new Map(read.map((branch) => [branch.id, branch]));
      loaded = branches.size > 0;
    });

  function readOne(branchId: string): Promise<void> {
    if (asked !== null) {
      asked.add(branchId);
      return askedDone;
    }
    const ids = new Set([branchId]);
    asked = ids;
    askedDone = lanes.run('read', async () => {
      asked = null;
      const wanted = [...ids];
      for (let from = 0; from < wanted.length; from += readTogether) {
        const some = wanted.slice(from, from + readTogether);
        const read = new Map((await readBranches(db, some)).map((branch) => [branch.id, branch]));
        sorted = null;
        for (const id of some) {
          const branch = read.get(id);
          if (branch === undefined) branches.delete(id);
          else branches.set(id, branch);
        }
      }
    });
    return askedDone;
  }

  const refresh = (branchId?: string): Promise<void> =>
    branchId === undefined ? readAll() : readOne(branchId);

  const all = async (): Promise<BranchInfo[]> => {
    if (!loaded) await refresh();
    return [...branches.values()];
  };

  const inOrder = async (): Promise<readonly BranchInfo[]> => {
    if (!loaded) await refresh();
    return (sorted ??= [...branches.values()].sort((a, b) => compare(a.path, b.path)));
  };
  const spanUnder = async (path: string) => {
    const list = await inOrder();
    return { list, from: placeOf(list, path), until: placeOf(list, path + afterAnyPath) };
  };
  const underPath = async (path: string): Promise<BranchInfo[]> => {
    const { list, from, until } = await spanUnder(path);
    return list.slice(from, until);
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
    underPath,
    underPaths: async (paths) => {
      // A path below another one adds nothing.
      const highest = [...new Set(paths)].filter(
        (path) => !paths.some((other) => other !== path && path.startsWith(other)),
      );
      return (await Promise.all(highest.sort(compare).map(underPath))).flat();
    },
    countUnder: async (path) => {
      const { from, until } = await spanUnder(path);
      return until - from;
    },
    unitById: (id) => readOrgUnit(db, id),
    root: () => readRoot(db),
    lineOf: (unitId, reader = db) => readLine(reader, unitId),
    dayOf,
    dayAt,
    refresh,
  };
}

/** Paths are of letters, digits and slashes: this comes after all of them. */
const afterAnyPath = '~';

/** As the database orders paths (collation C). */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Index of the first branch whose path is not before this one. */
function placeOf(list: readonly BranchInfo[], path: string): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (list[middle]!.path < path) low = middle + 1;
    else high = middle;
  }
  return low;
}
