import { queueEndpoints, type QueueOverride } from '@huiting/contracts/queue';
import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import type { ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { saveFile } from '../../../lib/save-file.ts';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Kpi } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { fairnessQuery } from './fairness.queries.ts';
import { fairnessText } from './fairness.text.ts';
import styles from './fairness.module.css';

interface FairnessScreenProps {
  readonly branchId: string;
  /** `2026-11` */
  readonly month: string;
  readonly onMonth: (month: string) => void;
  readonly head: (extra: ReactNode) => ReactNode;
}

/** A month's evidence: how many calls followed the strategy, and each that did not. */
export function FairnessScreen({ branchId, month, onMonth, head }: FairnessScreenProps) {
  const t = useText(fairnessText);
  const named = useNamed();
  const format = useFormat();
  const toast = useToast();
  const query = useQuery(fairnessQuery(branchId, month));
  const command = useCommand(useProblemToast());
  const data = query.data;
  async function save() {
    const answer = await command.run(queueEndpoints.exportFairness, { branchId, month });
    if (!answer) return;
    saveFile(answer.fileName, answer.csv);
    toast({ words: t('exported', { file: answer.fileName }) });
  }
  const share = data && data.calls > 0 ? format.percent(1 - data.outOfOrder / data.calls) : '—';
  return (
    <div className={styles.page}>
      {head(
        <>
          <Input
            type="month"
            value={month}
            aria-label={t('month')}
            className={styles.month ?? ''}
            onChange={(event) => event.target.value !== '' && onMonth(event.target.value)}
          />
          <Button icon="download" busy={command.busy !== null} onClick={() => void save()}>
            {t('export')}
          </Button>
        </>,
      )}
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
        rows={data?.items}
        rowKey={(one) => one.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching}
        emptyWords={t(data?.calls === 0 ? 'noneCalled' : 'none')}
        columns={[
          { title: t('when'), render: (_, one) => <span className="num">{format.stamp(one.at)}</span> },
          {
            title: t('kind'),
            render: (_, one) => (
              <Tag kind={one.kind === 'calledByName' ? 'warn' : 'info'} icon="flag">
                {t(`kind.${one.kind}`)}
              </Tag>
            ),
          },
          { title: t('ticket'), render: (_, one) => <b className="num">{one.ticketNumber}</b> },
          { title: t('service'), render: (_, one) => named(one.serviceName) },
          { title: t('waited'), render: (_, one) => format.wait(one.waitedSeconds * 1000) },
          {
            title: t('window'),
            render: (_, one) => (one.windowLabel === null ? '—' : format.windowName(one.windowLabel)),
          },
          { title: t('staff'), render: (_, one) => one.staffName ?? '—' },
          { title: t('reason'), render: (_, one) => <span className={styles.reason}>{one.reason}</span> },
          {
            title: t('passedOver'),
            render: (_, one) => <span className="num">{one.passedOver ?? '—'}</span>,
          },
        ]}
      />
    </div>
  );
}
