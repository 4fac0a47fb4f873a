import { hash } from 'node:crypto';

/** Rows of one branch (or org unit, or the house) in one month of wall time, linked in the order they were sealed. */
export interface ChainKey {
  readonly branchId: string;
  readonly month: string;
}

export const chainName = ({ branchId, month }: ChainKey): string => `${branchId}:${month}`;

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** What the first row of a chain is linked to. */
export const chainStart = (key: ChainKey): string => sha256(chainName(key));

/** Links a row to the one before: its place and its exact bytes. */
export const linkHash = (previous: string, sequence: number, canonical: string): string =>
  sha256(`${previous}\n${sequence}\n${canonical}`);

export interface SealedRow {
  readonly id: string;
  readonly sequence: number;
  readonly canonical: string;
  readonly hash: string;
}

export interface Damage {
  readonly sequence: number;
  readonly id: string;
  /** A rewritten row whose hash was rewritten too shows at the row after it, or at the head. */
  readonly problem: 'altered' | 'missing before this row' | 'missing after this row';
}

/** Walks a chain in order; each row is judged by the stored hash before it, so that one altered row is one finding. */
export function createChainWalk(key: ChainKey) {
  let last = chainStart(key);
  let sequence = 0;
  let lastId = '00000000-0000-0000-0000-000000000000';

  return {
    step: (row: SealedRow): Damage[] => {
      const found: Damage[] = [];
      const gap = row.sequence !== sequence + 1;
      if (gap) found.push({ sequence: sequence + 1, id: row.id, problem: 'missing before this row' });
      // After a gap the hash before is gone: the row itself cannot be judged.
      else if (!tellsId(row.canonical, row.id) || linkHash(last, row.sequence, row.canonical) !== row.hash) {
        found.push({ sequence: row.sequence, id: row.id, problem: 'altered' });
      }
      ({ hash: last, sequence } = row);
      lastId = row.id;
      return found;
    },
    /** `head`: what the chain's own row says its last link is. */
    finish: (head: { lastSequence: number; lastHash: string }): Damage[] => {
      if (sequence < head.lastSequence)
        return [{ sequence: sequence + 1, id: lastId, problem: 'missing after this row' }];
      return last === head.lastHash ? [] : [{ sequence, id: lastId, problem: 'altered' }];
    },
  };
}

/** Whether the bytes say the same id as the column: at their beginning, where the writer puts it, or anywhere else. */
function tellsId(canonical: string, id: string): boolean {
  if (canonical.startsWith(`{"id":"${id}",`)) return true;
  try {
    return (JSON.parse(canonical) as { id?: unknown }).id === id;
  } catch {
    return false;
  }
}
