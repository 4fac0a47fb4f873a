import { organizationEndpoints } from '@huiting/contracts/organization';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { call } from '../../../lib/api.ts';
import { useText } from '../../../lib/i18n.ts';
import { useSignOut } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { FilterEmpty } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { hallText } from '../hall.text.ts';
import styles from './branch-choice.module.css';

/** For people of no branch in particular: which hall to work in now. */
export function BranchChoice({
  onChoose,
}: {
  readonly onChoose: (branch: { readonly id: string; readonly name: string }) => void;
}) {
  const t = useText(hallText);
  const signOut = useSignOut();
  const [search, setSearch] = useState('');
  const wanted = search.trim();
  const query = useQuery({
    queryKey: ['organization', 'branches', wanted],
    queryFn: ({ signal }) =>
      call(
        organizationEndpoints.listBranches,
        { limit: 50, ...(wanted ? { search: wanted } : {}) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
  const branches = query.data?.branches ?? [];
  return (
    <main className={styles.page}>
      <header className={styles.head}>
        <div>
          <h1>{t('chooseBranch')}</h1>
          <p>{t('chooseBranchHint')}</p>
        </div>
        <Button icon="logout" onClick={() => void signOut()} aria-label={t('signOut')} />
      </header>
      <TextField
        label={t('searchBranch')}
        icon="search"
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        autoFocus
      />
      {query.isPending && <ListSkeleton rows={6} />}
      {query.error && (
        <ErrorPanel error={query.error} title={t('branchesFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && branches.length === 0 && <FilterEmpty onClear={() => setSearch('')} />}
      <ul className={styles.list}>
        {branches.map((branch) => (
          <li key={branch.id}>
            <button
              type="button"
              className={styles.branch}
              onClick={() => onChoose({ id: branch.id, name: branch.name })}
            >
              <Icon name="store" size="1.5em" />
              <span>
                <strong>{branch.name}</strong>
                <small>
                  {branch.code} · {branch.city}
                </small>
              </span>
              <Icon name="chevronRight" />
            </button>
          </li>
        ))}
      </ul>
    </main>
  );
}
