import type { BranchRecord } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { createContext, use, useMemo, useState, type ReactNode } from 'react';
import { BranchTimeZone } from '../../lib/format-context.tsx';
import { useMe } from '../../lib/session.tsx';
import { BranchChoice } from './components/branch-choice.tsx';
import { branchQuery } from './hall.queries.ts';

export interface CurrentBranch {
  readonly id: string;
  readonly name: string;
  /** Null until loaded, or when this person may not read it. */
  readonly record: BranchRecord | null;
  /** Only for people of no branch in particular, who may choose another. */
  readonly leave: (() => void) | null;
}
const BranchContext = createContext<CurrentBranch | null>(null);

/** The branch whose hall is on the screen; only below `BranchGate`. */
export function useBranch(): CurrentBranch {
  const branch = use(BranchContext);
  if (!branch) throw new Error('useBranch needs a BranchGate above it');
  return branch;
}

const storageKey = 'huiting.branch';
interface Chosen {
  readonly id: string;
  readonly name: string;
}
function remembered(): Chosen | null {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Chosen | null;
  } catch {
    return null;
  }
}

/** Staff of a branch see their own; others choose one first. Everything inside shows times in the branch's zone. */
export function BranchGate({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  const [chosen, setChosen] = useState<Chosen | null>(remembered);
  const branch = me.branch ?? chosen;
  const record = useQuery({
    ...branchQuery(branch?.id ?? ''),
    enabled: branch !== null && me.permissions.includes('organization.view'),
  });
  const own = me.branch !== null;
  const value = useMemo<CurrentBranch | null>(() => {
    if (!branch) return null;
    const leave = () => {
      sessionStorage.removeItem(storageKey);
      setChosen(null);
    };
    return { id: branch.id, name: branch.name, record: record.data ?? null, leave: own ? null : leave };
  }, [branch, record.data, own]);

  if (!value) {
    return (
      <BranchChoice
        onChoose={(next) => {
          sessionStorage.setItem(storageKey, JSON.stringify(next));
          setChosen(next);
        }}
      />
    );
  }
  const inside = <BranchContext value={value}>{children}</BranchContext>;
  return value.record ? <BranchTimeZone timeZone={value.record.timeZone}>{inside}</BranchTimeZone> : inside;
}
