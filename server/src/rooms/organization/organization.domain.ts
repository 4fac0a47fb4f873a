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

export function mayEnterStage(from: BranchStage, to: BranchStage): 'unchanged' | 'no' | 'yes' {
  if (from === to) return 'unchanged';
  return nextStages[from].includes(to) ? 'yes' : 'no';
}
