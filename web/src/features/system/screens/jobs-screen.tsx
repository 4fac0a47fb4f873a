import { JobRunState, operationEndpoints } from '@huiting/contracts/system';
import type { JobStatus, ParkedEvent } from '@huiting/contracts/system';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { usePermission } from '../../../lib/session.tsx';
import type { BulkMeans } from '../../../ui/antd/bulk-bar.tsx';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { jobsQuery, systemKeys } from '../system.queries.ts';
import { operationText } from '../system.operation.text.ts';
import styles from './jobs-screen.module.css';

const runTags = { waiting: 'idle', running: 'info', done: 'ok', failed: 'danger' } as const;

/** Jobs have a name for people where one has been given; others are called what they are. */
function useJobName(): (name: string) => string {
  const t = useText(operationText);
  return (name) => {
    const key = `name.${name}`;
    return key in operationText['zh-CN'] ? t(key as 'name.platform.forgetAnswers') : name;
  };
}

/** SY-04: what runs by itself, what is due, and what could not be handled. */
export function JobsScreen({ address }: { readonly address: ListAddress }) {
  const t = useText(operationText);
  const query = useQuery(jobsQuery);
  const format = useFormat();
  if (query.data === undefined)
    return query.error ? (
      <ErrorPanel page error={query.error} title={t('jobs.failed')} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton rows={8} height={36} />
    );
  const { jobs, timers, parked } = query.data;
  const number = (value: number, alarming = false) => (
    <span className={`num num-medium ${alarming && value > 0 ? styles.alarm : ''}`}>
      {format.integer(value)}
    </span>
  );
  return (
    <ListPage title={t('jobs.title')} hint={t('jobs.hint')}>
      <Panel title={t('jobs.jobs')} count={jobs.length} flush>
        <Jobs jobs={jobs} address={address} />
      </Panel>
      <Panel
        title={t('parked.title')}
        count={parked.length}
        countKind={parked.length > 0 ? 'danger' : 'calm'}
        hint={t('parked.hint')}
        flush
      >
        <Parked events={parked} />
      </Panel>
      <Panel title={t('timers.title')} count={timers.length} hint={t('timers.hint')} flush>
        <QueryTable
          bare
          rows={timers}
          rowKey={({ kind }) => kind}
          emptyWords={t('timers.none')}
          columns={[
            {
              key: 'kind',
              title: t('timers.kind'),
              render: (_, { kind }) => <code className={styles.code}>{kind}</code>,
            },
            {
              key: 'count',
              title: t('timers.count'),
              align: 'right',
              width: 110,
              render: (_, { count }) => number(count),
            },
            {
              key: 'next',
              title: t('timers.next'),
              width: 200,
              render: (_, { nextAt }) => <span className="num num-medium">{format.stamp(nextAt)}</span>,
            },
            {
              key: 'overdue',
              title: t('timers.overdue'),
              align: 'right',
              width: 150,
              render: (_, { overdue }) => number(overdue),
            },
            {
              key: 'failing',
              title: t('timers.failing'),
              align: 'right',
              width: 130,
              render: (_, { failing }) => number(failing, true),
            },
          ]}
        />
      </Panel>
    </ListPage>
  );
}

function Jobs({
  jobs,
  address: { words, change },
}: {
  readonly jobs: readonly JobStatus[];
  readonly address: ListAddress;
}) {
  const t = useText(operationText);
  const format = useFormat();
  const nameOf = useJobName();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const mayRun = usePermission('system.operate');
  const [asked, setAsked] = useState<string | null>(null);
  const state = oneOf(JobRunState.options, words['state']);
  const stamp = (at: number | null | undefined) => (
    <span className="num num-medium">{at == null ? '—' : format.stamp(at)}</span>
  );
  async function run(name: string) {
    const sent = await command.run(operationEndpoints.runJob, { name });
    setAsked(null);
    if (!sent) return;
    toast({ words: t('jobs.sent', { name: nameOf(name) }) });
    await queries.invalidateQueries({ queryKey: systemKeys.jobs });
  }
  return (
    <>
      <QueryTable<JobStatus>
        bare
        list="jobs"
        rows={jobs.filter(({ runs: [last] }) => state === undefined || last?.state === state)}
        filtered={state !== undefined}
        onClearFilters={() => change({ state: null, q: null })}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: ({ name }) => [name, nameOf(name)],
        }}
        filters={
          <ChoiceFilter
            label={t('jobs.last')}
            value={state}
            options={JobRunState.options.map((value) => ({ value, label: t(`run.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        {...(mayRun
          ? {
              bulk: {
                nameOf: ({ name }: JobStatus) => nameOf(name),
                acts: [
                  {
                    name: t('jobs.run'),
                    confirm: t('jobs.runHint'),
                    act: ({ name }: JobStatus, { send }: BulkMeans) =>
                      send(operationEndpoints.runJob, { name }),
                    after: () => queries.invalidateQueries({ queryKey: systemKeys.jobs }),
                  },
                ],
              },
            }
          : {})}
        rowKey={({ name }) => name}
        scrollX={900}
        columns={[
          {
            key: 'job',
            title: t('jobs.job'),
            render: (_, { name }) => (
              <span className={styles.name}>
                {nameOf(name)}
                <code className={styles.code}>{name}</code>
              </span>
            ),
          },
          {
            key: 'plan',
            title: t('jobs.plan'),
            width: 110,
            render: (_, { cron }) => <code className={styles.code}>{cron}</code>,
          },
          { key: 'next', title: t('jobs.next'), width: 150, render: (_, { nextAt }) => stamp(nextAt) },
          {
            key: 'last',
            title: t('jobs.last'),
            width: 220,
            render: (_, { runs: [last] }) =>
              last === undefined ? (
                t('jobs.never')
              ) : (
                <span className={styles.last}>
                  <Tag kind={runTags[last.state]}>{t(`run.${last.state}`)}</Tag>
                  {stamp(last.startedAt)}
                </span>
              ),
          },
          {
            key: 'took',
            title: t('jobs.took'),
            width: 90,
            align: 'right',
            render: (_, { runs: [last] }) => (
              <span className="num num-medium">
                {last?.startedAt != null && last.endedAt !== null
                  ? `${format.decimal((last.endedAt - last.startedAt) / 1000)} s`
                  : '—'}
              </span>
            ),
          },
          {
            key: 'recent',
            title: t('jobs.recent'),
            width: 170,
            render: (_, { runs }) =>
              runs.length === 0
                ? '—'
                : t('jobs.recentWords', {
                    count: runs.length,
                    failed: runs.filter(({ state }) => state === 'failed').length,
                  }),
          },
          {
            key: 'acts',
            title: '',
            width: 110,
            render: (_, { name }) =>
              mayRun && (
                <Button size="small" onClick={() => setAsked(name)}>
                  {t('jobs.run')}
                </Button>
              ),
          },
        ]}
      />
      {asked !== null && (
        <Sheet
          open
          onClose={() => setAsked(null)}
          title={t('jobs.runTitle', { name: nameOf(asked) })}
          actions={
            <>
              <Button kind="primary" busy={command.busy !== null} onClick={() => void run(asked)}>
                {t('jobs.run')}
              </Button>
              <Button onClick={() => setAsked(null)}>{t('jobs.cancel')}</Button>
            </>
          }
        >
          {t('jobs.runHint')}
        </Sheet>
      )}
    </>
  );
}

function Parked({ events }: { readonly events: readonly ParkedEvent[] }) {
  const t = useText(operationText);
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const mayRetry = usePermission('system.operate');
  async function retry({ branchId, consumer, number }: ParkedEvent) {
    if (await command.run(operationEndpoints.retryParked, { branchId, consumer, number }))
      toast({ words: t('parked.done') });
    await queries.invalidateQueries({ queryKey: systemKeys.jobs });
  }
  return (
    <QueryTable<ParkedEvent>
      bare
      list="parked-events"
      {...(mayRetry
        ? {
            bulk: {
              nameOf: ({ type, number }: ParkedEvent) => `${type} · ${number}`,
              acts: [
                {
                  name: t('parked.retry'),
                  act: ({ branchId, consumer, number }: ParkedEvent, { send }: BulkMeans) =>
                    send(operationEndpoints.retryParked, { branchId, consumer, number }),
                  after: () => queries.invalidateQueries({ queryKey: systemKeys.jobs }),
                },
              ],
            },
          }
        : {})}
      rows={events}
      rowKey={({ consumer, branchId, number }) => `${consumer} ${branchId} ${number}`}
      emptyWords={t('parked.none')}
      scrollX={820}
      columns={[
        {
          key: 'event',
          title: t('parked.event'),
          render: (_, { type }) => <code className={styles.code}>{type}</code>,
        },
        {
          key: 'consumer',
          title: t('parked.consumer'),
          render: (_, { consumer }) => <code className={styles.code}>{consumer}</code>,
        },
        {
          key: 'number',
          title: t('parked.number'),
          width: 90,
          align: 'right',
          render: (_, { number }) => <span className="num num-medium">{number}</span>,
        },
        { key: 'error', title: t('parked.error'), ellipsis: true, dataIndex: 'error' },
        {
          key: 'at',
          title: t('parked.at'),
          width: 150,
          render: (_, { parkedAt }) => <span className="num num-medium">{format.stamp(parkedAt)}</span>,
        },
        {
          key: 'acts',
          title: '',
          width: 90,
          render: (_, event) =>
            mayRetry && (
              <Button size="small" busy={command.busy !== null} onClick={() => void retry(event)}>
                {t('parked.retry')}
              </Button>
            ),
        },
      ]}
    />
  );
}
