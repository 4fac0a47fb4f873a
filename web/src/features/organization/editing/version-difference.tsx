import type { Revision } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { differenceQuery } from '../organization.queries.ts';
import { ChangeList } from './change-list.tsx';
import styles from './editing.module.css';
import { editingText } from './editing.text.ts';

interface VersionDifferenceProps {
  readonly branchId: string;
  /** Newest first. */
  readonly revisions: readonly Revision[];
}

/** Two versions of a branch side by side: what became of it between them, whatever was tried and taken back. */
export function VersionDifference({ branchId, revisions }: VersionDifferenceProps) {
  const t = useText(editingText);
  const known = revisions.flatMap(({ version }) => (version === null ? [] : [version]));
  const newest = known[0] ?? 1;
  // What the oldest change told here was made on.
  const versions = [...new Set([...known, Math.max(1, (known.at(-1) ?? 1) - 1)])];
  const [chosen, setChosen] = useState<{ readonly from: number; readonly to: number } | null>(null);
  const { from, to } = chosen ?? { from: versions.at(-1)!, to: newest };
  const query = useQuery({ ...differenceQuery(branchId, from, to), enabled: from !== to });
  if (versions.length < 2) return null;
  const select = (label: string, value: number, onChange: (version: number) => void) => (
    <select aria-label={label} value={value} onChange={(event) => onChange(Number(event.target.value))}>
      {versions.map((version) => (
        <option key={version} value={version}>
          {t('version', { version })}
        </option>
      ))}
    </select>
  );
  return (
    <section className={styles.compare} aria-label={t('compare')}>
      <div>
        <b>{t('compare')}</b>
        {select(t('compareFrom'), from, (next) => setChosen({ from: next, to }))}→
        {select(t('compareTo'), to, (next) => setChosen({ from, to: next }))}
      </div>
      {query.error && !query.data ? (
        <ErrorPanel error={query.error} title={t('historyFailed')} onRetry={() => void query.refetch()} />
      ) : from === to || query.data?.changes.length === 0 ? (
        <p className={styles.note}>{t('compareSame')}</p>
      ) : query.data ? (
        <ChangeList changes={query.data.changes} />
      ) : (
        <ListSkeleton rows={2} height={22} />
      )}
    </section>
  );
}
