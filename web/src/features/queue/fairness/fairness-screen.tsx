import type { QueueOverride } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { Kpi } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { fairnessQuery } from './fairness.queries.ts';
import { fairnessText } from './fairness.text.ts';
import styles from './fairness.module.css';

interface FairnessScreenProps {
  readonly branchId: string;
  /** `2026-11` */
  readonly month: string;
  readonly address: ListAddress;
  /** Where another branch is chosen. */
  readonly choice: ReactNode;
}

/** A month's evidence: how many calls followed the strategy, and each that did not. */
export function FairnessScreen({ branchId, month, address, choice }: FairnessScreenProps) {
  const { words, change } = address;
  const t = useText(fairnessText);
  const named = useNamed();
  const format = useFormat();
  const query = useQuery(fairnessQuery(branchId, month));
  const data = query.data;
  const share = data && data.calls > 0 ? format.percent(1 - data.outOfOrder / data.calls) : '—';
  const columns: ListColumns<QueueOverride> = [
    {
      key: 'when',
      title: t('when'),
      render: (_, one) => <span className="num">{format.stamp(one.at)}</span>,
    },
    {
      key: 'kind',
      title: t('kind'),
      render: (_, one) => (
        <Tag kind={one.kind === 'calledByName' ? 'warn' : 'info'} icon="flag">
          {t(`kind.${one.kind}`)}
        </Tag>
      ),
    },
    { key: 'ticket', title: t('ticket'), render: (_, one) => <b className="num">{one.ticketNumber}</b> },
    { key: 'service', title: t('service'), render: (_, one) => named(one.serviceName) },
    { key: 'waited', title: t('waited'), render: (_, one) => format.wait(one.waitedSeconds * 1000) },
    {
      key: 'window',
      title: t('window'),
      render: (_, one) => (one.windowLabel === null ? '—' : format.windowName(one.windowLabel)),
    },
    { key: 'staff', title: t('staff'), render: (_, one) => one.staffName ?? '—' },
    {
      key: 'reason',
      title: t('reason'),
      render: (_, one) => <span className={styles.reason}>{one.reason}</span>,
    },
    {
      key: 'passedOver',
      title: t('passedOver'),
      render: (_, one) => <span className="num">{one.passedOver ?? '—'}</span>,
    },
  ];
  const kind = data?.items.find((one) => one.kind === words['kind'])?.kind;
  const kinds = [...new Set(data?.items.map((one) => one.kind))];
  const opened = data?.items.find(({ id }) => id === words['override']);
  return (
    <ListPage
      title={t('title')}
      hint={t('hint')}
      action={
        <>
          <Input
            type="month"
            value={month}
            aria-label={t('month')}
            className={styles.month ?? ''}
            onChange={(event) => event.target.value !== '' && change({ month: event.target.value })}
          />
        </>
      }
      drawer={
        words['override'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened?.ticketNumber}
            subtitle={opened && t(`kind.${opened.kind}`)}
            onClose={() => change({ override: null })}
          />
        )
      }
    >
      <Panel>
        <div className={styles.kpis}>
          <Kpi label={t('calls')} value={data ? format.integer(data.calls) : '—'} unit={t('callsUnit')} />
          <Kpi label={t('inOrder')} value={share} />
          <Kpi
            label={t('outOfOrder')}
            value={data ? format.integer(data.outOfOrder) : '—'}
            unit={t('callsUnit')}
          />
          <Kpi
            label={t('prioritised')}
            value={data ? format.integer(data.prioritised) : '—'}
            unit={t('callsUnit')}
          />
          <Kpi label={t('oneStop')} value={data ? format.integer(data.oneStop) : '—'} unit={t('callsUnit')} />
        </div>
      </Panel>
      <QueryTable<QueueOverride>
        list="fairness"
        file={{ kind: 'fairness', filter: { branch: branchId, month }, keyOf: ({ id }) => id }}
        rows={data?.items.filter((one) => kind === undefined || one.kind === kind)}
        selectedKey={words['override'] ?? null}
        onOpen={(one) => change({ override: one.id })}
        filtered={kind !== undefined}
        onClearFilters={() => change({ kind: null, q: null })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (one) => [one.ticketNumber, one.staffName, one.reason, named(one.serviceName)],
        }}
        filters={
          <>
            {choice}
            <ChoiceFilter
              label={t('kind')}
              value={kind}
              options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
              onChange={(next) => change({ kind: next })}
            />
          </>
        }
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t(data?.calls === 0 ? 'noneCalled' : 'none')}
        columns={columns}
      />
    </ListPage>
  );
}
