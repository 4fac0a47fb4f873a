import type { Reader } from './database/query.ts';

/**
 * The port by which a room tells how many of what it keeps each branch has, for a room that compares branches with what they
 * should have and comes before it on the street.
 */
export interface BranchCount {
  /** `staffing`, `device`: the part of the comparison it speaks for. */
  readonly part: string;
  /** Everything it counts. Of a kind that is not here nothing is known, which is not the same as none. */
  readonly kinds: readonly string[];
  /** By branch, then kind; kinds and branches that are left out have none. */
  count(reader: Reader, branchIds: readonly string[]): Promise<ReadonlyMap<string, CountByKind>>;
}

export type CountByKind = Readonly<Record<string, number>>;
