import { useState } from 'react';
import { useBranch } from '../../features/hall/index.ts';
import { AlertRow, inOrder, useAlerts } from '../../features/workflow/index.ts';
import { useText } from '../../lib/i18n.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { sheetOfSubject, usePadSheets } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';
import styles from './room-page.module.css';

/** Every alert of the branch: what is undone, what was done. */
export function AlertsScreen() {
  const t = useText(padText);
  const branch = useBranch();
  const { open, blocked } = usePadSheets();
  const query = useAlerts(branch.id);
  const [filter, setFilter] = useState<'undone' | 'done'>('undone');
  const alerts = inOrder(query.data?.alerts ?? []);
  const done = alerts.filter((alert) => alert.state === 'resolved');
  const undone = alerts.filter((alert) => alert.state !== 'resolved');
  const shown = filter === 'done' ? done : undone;
  return (
    <main className={styles.page} tabIndex={0}>
      <div className={styles.bar}>
        <h2>{t('alerts')}</h2>
        <Segmented<'undone' | 'done'>
          label={t('filter')}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'undone', label: t('undone', { count: undone.length }) },
            { value: 'done', label: t('done', { count: done.length }) },
          ]}
        />
      </div>
      {query.isPending && <ListSkeleton rows={4} height={84} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={t('alertsFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && shown.length === 0 && (
        <EmptyState icon="check" words={t(filter === 'done' ? 'alertsNoneDone' : 'alertsNone')} />
      )}
      <ul className={styles.list}>
        {shown.map((alert) => {
          const target = sheetOfSubject(alert.subject);
          return (
            <li key={alert.id}>
              <AlertRow alert={alert} blocked={blocked} full onOpen={target && (() => open(target))} />
            </li>
          );
        })}
      </ul>
    </main>
  );
}
