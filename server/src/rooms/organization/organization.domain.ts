import type { BranchRecord, BranchStage, BranchSummary, OrgUnit } from '@huiting/contracts/organization';

export type { BranchStage, BranchSummary, OrgUnit };

/** A day on which a branch differs from the national calendar and its usual hours; hours null = closed. */
export interface CalendarOverride {
  readonly date: string;
  readonly name: string;
  readonly hours: BranchRecord['weekdayHours'];
}

/** A branch as every room knows it. Immutable: a change makes a new object. */
export type BranchInfo = Omit<BranchRecord, 'today'> & {
  /** Whose holidays it keeps; `none` for a branch abroad, which lists its own as overrides. */
  readonly holidays: 'CN' | 'none';
  readonly overrides: readonly CalendarOverride[];
};

/** Stages a branch may be switched between while it lives; the others belong to building and closing it. */
export function mayChangeStage(from: BranchStage, to: 'operating' | 'suspended'): 'unchanged' | 'no' | 'yes' {
  if (from === to) return 'unchanged';
  return from === 'operating' || from === 'suspended' ? 'yes' : 'no';
}
