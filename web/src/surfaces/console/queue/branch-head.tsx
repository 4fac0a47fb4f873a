import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { BranchSelect } from '../../../features/organization/components/branch-select.tsx';
import { branchesQuery, recordQuery } from '../../../features/organization/organization.queries.ts';
import { setupText } from '../../../features/queue/setup/setup.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import styles from './branch-head.module.css';

export interface ChosenBranch {
  readonly id: string | null;
  readonly name: string;
  /** Whether there is anything to choose between. */
  readonly several: boolean;
  readonly onChoose: (branchId: string) => void;
  /** What to show while none is chosen. */
  readonly missing: ReactNode;
}

/** The branch of the address, one's own, or the first in scope. */
export function useChosenBranch(path: string): ChosenBranch {
  const { branch } = useSearch({ strict: false }) as { readonly branch?: string };
  const go = useNavigate();
  const me = useMe();
  const branches = useQuery(branchesQuery);
  const list = branches.data?.branches ?? [];
  const id = branch ?? me.branch?.id ?? list[0]?.id ?? null;
  const listed = list.find((one) => one.id === id);
  // One of so many that the list does not hold it.
  const record = useQuery({
    ...recordQuery(id ?? ''),
    enabled: id !== null && branches.data !== undefined && listed === undefined,
  }).data;
  return {
    id,
    name: listed?.name ?? record?.name ?? '',
    several: list.length > 1,
    onChoose: (next) => void go({ to: path, search: { branch: next }, replace: true }),
    missing: branches.error ? (
      <ErrorPanel error={branches.error} onRetry={() => void branches.refetch()} />
    ) : (
      <ListSkeleton rows={6} height={36} />
    ),
  };
}

/** Where another branch is chosen; absent where there is only one. */
export function BranchChoice({ chosen }: { readonly chosen: ChosenBranch }) {
  const t = useText(setupText);
  if (!chosen.several) return null;
  return (
    <BranchSelect
      value={chosen.id}
      label={t('chooseBranch')}
      className={styles.branch}
      onChange={(next) => next !== null && chosen.onChoose(next)}
    />
  );
}

interface BranchHeadProps {
  readonly title: string;
  readonly hint: ReactNode;
  readonly chosen: ChosenBranch | null;
  readonly extra?: ReactNode;
}

/** Title, what is shown, and for which branch. */
export function BranchHead({ title, hint, chosen, extra }: BranchHeadProps) {
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1>
          {title}
          {chosen && !chosen.several && ` · ${chosen.name}`}
        </h1>
        <p>{hint}</p>
      </div>
      {extra}
      {chosen && <BranchChoice chosen={chosen} />}
    </header>
  );
}
