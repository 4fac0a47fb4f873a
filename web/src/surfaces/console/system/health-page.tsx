import { platformEndpoints } from '@huiting/contracts/platform';
import { useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { call } from '../../../lib/api.ts';
import { HealthFacts } from '../../../features/system/components/health-facts.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { Guarded } from '../guarded.tsx';
import styles from './health-page.module.css';
import { systemText } from './system.text.ts';

export function HealthRoute() {
  return (
    <Guarded permission="system.view">
      <HealthPage />
    </Guarded>
  );
}

/** Whether facts reach everybody they should: consumers, backlog, parked events, live connections, history. */
function HealthPage() {
  const t = useText(systemText);
  const format = useFormat();
  const query = useQuery({
    queryKey: ['platform', 'health'],
    queryFn: ({ signal }) => call(platformEndpoints.getHealthDetail, {}, { signal }),
    refetchInterval: 5_000,
  });
  const health = query.data;
  if (!health) {
    return query.error ? (
      <ErrorPanel page error={query.error} title={t('health.failed')} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton rows={6} height={60} />
    );
  }
  const behind = health.consumers.reduce((sum, consumer) => sum + consumer.behind, 0);
  const parked = health.consumers.reduce((sum, consumer) => sum + consumer.parked, 0);
  const { daysDone, daysWanted } = health.history;
  return (
    <ListPage plain title={t('health.title')} hint={t('health.hint')}>
      <KpiStrip label={t('health.title')}>
        <Kpi
          label={t('health.behind')}
          value={format.integer(behind)}
          unit={t('health.events')}
          note={t(behind === 0 ? 'health.flowing' : 'health.catching')}
        />
        <Kpi
          label={t('health.parked')}
          value={format.integer(parked)}
          unit={t('health.events')}
          tone={parked > 0 ? 'danger' : 'plain'}
          note={t(parked === 0 ? 'health.nothingParked' : 'health.needsLook')}
          noteTone={parked > 0 ? 'danger' : 'plain'}
        />
        <Kpi
          label={t('health.streams')}
          value={format.integer(health.streams)}
          unit={t('health.streamsUnit')}
        />
        <Kpi
          label={t('health.history')}
          value={daysWanted === 0 ? '—' : format.integer(daysDone)}
          {...(daysWanted === 0 ? {} : { total: t('health.days', { count: daysWanted }) })}
          note={
            daysWanted === 0 ? (
              t('health.historyNone')
            ) : daysDone >= daysWanted ? (
              t('health.historyDone')
            ) : (
              <span className={styles.progress}>
                <progress value={daysDone} max={daysWanted} aria-label={t('health.history')} />
                {t('health.historyGoing')}
              </span>
            )
          }
        />
      </KpiStrip>
      <HealthFacts />
      <Panel title={t('health.consumers')} count={health.consumers.length} flush>
        <QueryTable
          bare
          rows={health.consumers}
          rowKey={(consumer) => consumer.name}
          columns={[
            {
              key: 'consumer',
              title: t('health.consumer'),
              render: (_, one) => <code className={styles.code}>{one.name}</code>,
            },
            {
              key: 'behind',
              title: t('health.behind'),
              align: 'right',
              render: (_, one) => <span className="num num-medium">{format.integer(one.behind)}</span>,
            },
            {
              key: 'parked',
              title: t('health.parked'),
              align: 'right',
              render: (_, one) => <span className="num num-medium">{format.integer(one.parked)}</span>,
            },
            {
              key: 'state',
              title: t('health.state'),
              width: 140,
              render: (_, one) =>
                one.parked > 0 ? (
                  <Tag kind="danger">{t('health.needsLook')}</Tag>
                ) : one.behind > 0 ? (
                  <Tag kind="info">{t('health.catching')}</Tag>
                ) : (
                  <Tag kind="ok">{t('health.ok')}</Tag>
                ),
            },
          ]}
        />
      </Panel>
    </ListPage>
  );
}
