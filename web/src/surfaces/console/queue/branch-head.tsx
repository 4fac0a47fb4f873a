import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
import { branchesQuery } from '../../../features/organization/organization.queries.ts';
import { setupText } from '../../../features/queue/setup/setup.text.ts';
import { useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import styles from './branch-head.module.css';

export interface ChosenBranch {
  readonly id: string | null;
  readonly name: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
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
  return {
    id,
    name: list.find((one) => one.id === id)?.name ?? me.branch?.name ?? '',
    options: list.map((one) => ({ value: one.id, label: one.name })),
    onChoose: (next) => void go({ to: path, search: { branch: next }, replace: true }),
    missing: branches.error ? (
      <ErrorPanel error={branches.error} onRetry={() => void branches.refetch()} />
    ) : (
      <ListSkeleton rows={6} height={36} />
    ),
  };
}

interface BranchHeadProps {
  readonly title: string;
  readonly hint: ReactNode;
  readonly chosen: ChosenBranch | null;
  readonly extra?: ReactNode;
}

/** Title, what is shown, and for which branch. */
export function BranchHead({ title, hint, chosen, extra }: BranchHeadProps) {
  const t = useText(setupText);
  return (
    <header className={styles.head}>
      <div className={styles.words}>
        <h1>
          {title}
          {chosen && chosen.options.length <= 1 && ` · ${chosen.name}`}
        </h1>
        <p>{hint}</p>
      </div>
      {extra}
      {chosen && chosen.options.length > 1 && (
        <Select
          value={chosen.id}
          aria-label={t('chooseBranch')}
          showSearch={{ optionFilterProp: 'label' }}
          className={styles.branch ?? ''}
          onChange={chosen.onChoose}
          options={[...chosen.options]}
        />
      )}
    </header>
  );
}
