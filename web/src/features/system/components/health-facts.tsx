import type { Health } from '@huiting/contracts/system';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { healthQuery } from '../system.queries.ts';
import { operationText } from '../system.operation.text.ts';
import styles from './health-facts.module.css';

const mb = 1024 * 1024;

/** SY-06: the database, this process, and the requests of the last minutes, as they tell of themselves. */
export function HealthFacts() {
  const t = useText(operationText);
  const query = useQuery(healthQuery);
  if (query.data === undefined)
    return query.error ? (
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton rows={4} height={40} />
    );
  return (
    <>
      <Panel title={t('health.database')}>
        <Database health={query.data} />
      </Panel>
      <Panel title={t('health.requests')} hint={t('health.thisProcess')} flush>
        <Requests requests={query.data.requests} />
      </Panel>
    </>
  );
}

function Database({ health: { database, memoryMb, loopDelayMs, upSince } }: { readonly health: Health }) {
  const t = useText(operationText);
  const format = useFormat();
  const size = (bytes: number): string =>
    bytes >= 1024 * mb ? `${format.decimal(bytes / 1024 / mb)} GB` : `${format.decimal(bytes / mb)} MB`;
  const { active, all, most } = database.connections;
  return (
    <div className={styles.split}>
      <dl className={styles.facts}>
        <Fact name={t('health.version')}>{database.version}</Fact>
        <Fact name={t('health.size')}>{size(database.bytes)}</Fact>
        <Fact name={t('health.connections')}>{`${active} / ${all} / ${most}`}</Fact>
        <Fact name={t('health.answers')}>{`${format.decimal(database.answersInMs)} ms`}</Fact>
        <Fact name={t('health.cacheHit')}>{format.percent(database.cacheHit)}</Fact>
        <Fact name={t('health.oldest')}>
          {database.oldestTransactionSeconds === null
            ? '—'
            : `${format.decimal(database.oldestTransactionSeconds)} s`}
        </Fact>
        <Fact name={t('health.memory')}>{`${format.integer(memoryMb)} MB`}</Fact>
        <Fact name={t('health.loop')}>{`${format.decimal(loopDelayMs)} ms`}</Fact>
        <Fact name={t('health.since')}>{format.stamp(upSince)}</Fact>
      </dl>
      <dl className={styles.facts} aria-label={t('health.tables')}>
        {database.tables.map(({ name, bytes }) => (
          <Fact key={name} name={name}>
            {size(bytes)}
          </Fact>
        ))}
      </dl>
    </div>
  );
}

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd className="num num-medium">{children}</dd>
    </div>
  );
}

function Requests({ requests }: { readonly requests: Health['requests'] }) {
  const t = useText(operationText);
  const format = useFormat();
  const ms = (value: number | null): string => (value === null ? '—' : format.decimal(value));
  return (
    <>
      <dl className={`${styles.facts} ${styles.row}`}>
        <Fact name={t('health.count')}>{format.integer(requests.count)}</Fact>
        <Fact name={t('health.perSecond')}>{format.decimal(requests.perSecond)}</Fact>
        <Fact name={t('health.latency')}>
          {`${ms(requests.p50Ms)} / ${ms(requests.p95Ms)} / ${ms(requests.p99Ms)} ms`}
        </Fact>
      </dl>
      <div className={styles.split}>
        <QueryTable
          bare
          rows={requests.slowest}
          rowKey={({ endpoint }) => endpoint}
          emptyWords={t('health.noRequests')}
          columns={[
            {
              key: 'slowest',
              title: t('health.slowest'),
              render: (_, { endpoint }) => <code>{endpoint}</code>,
            },
            {
              key: 'count',
              title: t('health.count'),
              align: 'right',
              width: 80,
              render: (_, { count }) => <span className="num">{format.integer(count)}</span>,
            },
            {
              key: 'p95',
              title: 'ms',
              align: 'right',
              width: 80,
              render: (_, { p95Ms }) => <span className="num">{format.decimal(p95Ms)}</span>,
            },
          ]}
        />
        <QueryTable
          bare
          rows={requests.refusals}
          rowKey={({ code }) => code}
          emptyWords={t('health.noRefusals')}
          columns={[
            { key: 'refusals', title: t('health.refusals'), dataIndex: 'message' },
            { key: 'code', title: t('health.code'), render: (_, { code }) => <code>{code}</code> },
            {
              key: 'count',
              title: t('health.count'),
              align: 'right',
              width: 80,
              render: (_, { count }) => <span className="num">{format.integer(count)}</span>,
            },
          ]}
        />
      </div>
    </>
  );
}
