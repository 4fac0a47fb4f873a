import type {
  ApplicationKind,
  ApplicationState,
  BranchChange,
  FieldChange,
  NewBranch,
  RecordDraft,
} from '@huiting/contracts/organization';
import type { BranchInfo, BranchStage } from './organization.domain.ts';

export interface Application {
  readonly id: string;
  /** Where it is kept: the branch, or the unit above a new one. */
  readonly keptAt: string;
  readonly kind: ApplicationKind;
  readonly subject: { readonly branchId: string; readonly unitId: string; readonly name: string };
  readonly orgPath: string;
  readonly baseVersion: number;
  readonly change: BranchChange | NewBranch;
  readonly changes: readonly FieldChange[];
  readonly effectiveOn: string;
  readonly reason: string;
  readonly state: ApplicationState;
  readonly applicant: { readonly staffId: string; readonly name: string };
  readonly requestedAt: number;
  readonly endedAt: number | null;
  readonly approvalId: string | null;
}

/** The stage a change leads to; null = it is about the record. */
export function stageOf(change: BranchChange): BranchStage | null {
  switch (change.kind) {
    case 'suspend':
      return 'suspended';
    case 'close':
      return 'closed';
    case 'move':
    case 'rename':
    case 'reformat':
      return null;
  }
}

/** The record as it would be after a change; `parentId` is the unit it belongs to now. */
export function recordAfter(branch: BranchInfo, parentId: string, change: BranchChange): RecordDraft {
  const record = { ...branch, parentId };
  switch (change.kind) {
    case 'move':
    case 'rename':
    case 'reformat': {
      const { kind: _kind, ...fields } = change;
      return { ...record, ...fields };
    }
    case 'suspend':
    case 'close':
      return record;
  }
}
