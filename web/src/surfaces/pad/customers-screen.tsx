import { customerEndpoints } from '@huiting/contracts/customer';
import { useState } from 'react';
import { ArrivalsList, customerText, isVip, useArrivals } from '../../features/customer/index.ts';
import { useBranch } from '../../features/hall/index.ts';
import { useText } from '../../lib/i18n.ts';
import { useMay } from '../../lib/may.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState, FilterEmpty } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { Count } from '../../ui/tag.tsx';
import { usePadSheets } from './pad-sheets.tsx';
import { padText } from './pad.text.ts';
import styles from './room-page.module.css';

/** Who has come today. */
export function CustomersScreen() {
  const t = useText(padText);
  const c = useText(customerText);
  const branch = useBranch();
  const { open, blocked } = usePadSheets();
  const query = useArrivals(branch.id);
  const mayIdentify = useMay(customerEndpoints.recognise);
  const [filter, setFilter] = useState<'all' | 'vip'>('all');
  const all = query.data?.arrivals ?? [];
  const shown =
    filter === 'all'
      ? all
      : all.filter(({ customer }) => isVip(customer.tier) || customer.ownerName !== null);
  return (
    <main className={styles.page} tabIndex={0}>
      <div className={styles.bar}>
        <h2>{t('arrivals')}</h2>
        <Count value={shown.length} />
        <Segmented<'all' | 'vip'>
          label={t('filter')}
          value={filter}
          onChange={setFilter}
          options={[
            { value: 'all', label: t('everybody') },
            { value: 'vip', label: t('onlyVip') },
          ]}
        />
        {mayIdentify && (
          <span className={styles.end}>
            <Button
              kind="primary"
              icon="scan"
              disabled={blocked !== null}
              title={blocked ?? undefined}
              onClick={() => open({ kind: 'identify' })}
            >
              {t('identify')}
            </Button>
          </span>
        )}
      </div>
      {query.isPending && <ListSkeleton rows={6} height={68} />}
      {query.error && !query.data && (
        <ErrorPanel error={query.error} title={c('arrivalsFailed')} onRetry={() => void query.refetch()} />
      )}
      {query.data && all.length === 0 && <EmptyState icon="users" words={c('arrivalsNone')} />}
      {all.length > 0 && shown.length === 0 && <FilterEmpty onClear={() => setFilter('all')} />}
      {shown.length > 0 && (
        <div className={styles.card}>
          <ArrivalsList arrivals={shown} onOpen={(id) => open({ kind: 'customer', id })} />
        </div>
      )}
    </main>
  );
}
