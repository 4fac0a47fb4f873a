import type { TerminalKind } from '@huiting/contracts/access';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../../../lib/i18n.ts';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { TextField } from '../../../ui/field.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { lobbyText } from '../lobby.text.ts';
import { kindIcons, terminalPlaces } from '../terminal-kinds.ts';
import { branchesQuery } from './start.queries.ts';
import styles from './start-screen.module.css';

interface DemoFormProps {
  readonly busy: boolean;
  readonly onTake: (branchId: string, kind: TerminalKind) => void;
}

/** Demo bank: a branch, then a kind of terminal; a window is chosen on the terminal itself. */
export function DemoForm({ busy, onTake }: DemoFormProps) {
  const t = useText(lobbyText);
  const branches = useQuery(branchesQuery);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string | null>(null);
  const matching = (branches.data?.branches ?? []).filter(({ name, city }) =>
    `${name} ${city}`.toLowerCase().includes(search.trim().toLowerCase()),
  );
  return (
    <section className={styles.card}>
      <h2>{t('demo')}</h2>
      <p>{t('demoHint')}</p>
      <TextField
        label={t('branch')}
        icon="search"
        placeholder={t('searchBranch')}
        value={search}
        onChange={(event) => setSearch(event.target.value)}
      />
      <div className={styles.branches} role="radiogroup" aria-label={t('branch')}>
        {branches.data ? (
          matching.length === 0 ? (
            <EmptyState compact words={t('noBranch')} />
          ) : (
            matching.map((branch) => (
              <button
                key={branch.id}
                type="button"
                role="radio"
                aria-checked={branch.id === chosen}
                onClick={() => setChosen(branch.id)}
              >
                <b>{branch.name}</b>
                <small>
                  {branch.city} ·{' '}
                  {branch.today.hours
                    ? `${branch.today.hours.open}–${branch.today.hours.close}`
                    : t('closedDay')}
                </small>
              </button>
            ))
          )
        ) : branches.error ? (
          <ErrorPanel
            error={branches.error}
            since={branches.errorUpdatedAt}
            onRetry={() => void branches.refetch()}
          />
        ) : (
          <ListSkeleton rows={4} height={56} />
        )}
      </div>
      <ul className={styles.kinds}>
        {terminalPlaces.map(({ kind }) => (
          <li key={kind}>
            <button
              type="button"
              disabled={busy || chosen === null}
              title={chosen === null ? t('chooseBranchFirst') : undefined}
              onClick={() => chosen !== null && onTake(chosen, kind)}
            >
              <Icon name={kindIcons[kind]} size={36} />
              <b>{t(`kind.${kind}`)}</b>
              <small>{t(`hint.${kind}`)}</small>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
