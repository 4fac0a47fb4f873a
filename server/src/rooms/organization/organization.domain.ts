import type {
  BranchRecord,
  BranchStage,
  BranchSummary,
  DayOverride,
  OrgUnit,
  ServiceWindow,
} from '@huiting/contracts/organization';
import { nextStages } from '@huiting/contracts/organization';

export type { BranchStage, BranchSummary, OrgUnit };

/** A branch as every room knows it. Immutable: a change makes a new object. */
export type BranchInfo = Omit<BranchRecord, 'today'> & {
  /** Whose holidays it keeps; `none` for a branch abroad, which lists its own as overrides. */
  readonly holidays: 'CN' | 'none';
  readonly overrides: readonly DayOverride[];
  /** Windows that are gone, as long as they may still be named by what began there. */
  readonly removedWindows: readonly ServiceWindow[];
};

export interface BranchFilter {
  readonly search?: string | undefined;
  readonly orgUnitId?: string | undefined;
  readonly format?: BranchInfo['format'] | undefined;
  readonly stage?: BranchStage | undefined;
  readonly limit: number;
  /** Path of the last branch of the page before. */
  readonly cursor?: string | undefined;
}
export interface BranchPage {
  readonly branches: readonly BranchInfo[];
  readonly total: number;
  readonly nextCursor: string | null;
}

/** A page of the branches (given in the order of their paths) that the filter finds below a path. */
export function pageOf(branches: readonly BranchInfo[], filter: BranchFilter, under: string): BranchPage {
  const wanted = filter.search?.toLowerCase() ?? '';
  const found = branches.filter(
    (b) =>
      b.path.startsWith(under) &&
      (filter.format === undefined || b.format === filter.format) &&
      (filter.stage === undefined || b.stage === filter.stage) &&
      (wanted === '' || `${b.name} ${b.code} ${b.city} ${b.address}`.toLowerCase().includes(wanted)),
  );
  const { cursor, limit } = filter;
  const start = cursor === undefined ? 0 : found.findIndex(({ path }) => path > cursor);
  const page = start === -1 ? [] : found.slice(start, start + limit);
  const isLast = start === -1 || start + limit >= found.length;
  return { branches: page, total: found.length, nextCursor: isLast ? null : page.at(-1)!.path };
}

export function mayEnterStage(from: BranchStage, to: BranchStage): 'unchanged' | 'no' | 'yes' {
  if (from === to) return 'unchanged';
  return nextStages[from].includes(to) ? 'yes' : 'no';
}
