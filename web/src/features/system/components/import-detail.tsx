import { importEndpoints } from '@huiting/contracts/system';
import type { BadRow, Import, ImportKind } from '@huiting/contracts/system';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { currentLocale, useText } from '../../../lib/i18n.ts';
import { ListMore } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { Icon } from '../../../ui/icons/icon.tsx';
import { Kpi, KpiStrip } from '../../../ui/kpi.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Sheet } from '../../../ui/sheet.tsx';
import { badRowsQuery, isAtWork, systemKeys } from '../system.queries.ts';
import { importText } from '../system.text.ts';
import { SaveLink } from './save-link.tsx';
import styles from './import-detail.module.css';

/** One import: how far it is, what is wrong with which rows, and what can be done next. */
export function ImportDetail({
  record,
  kind,
  onClose,
}: {
  readonly record: Import;
  readonly kind: ImportKind;
  readonly onClose: () => void;
}) {
  const t = useText(importText);
  const format = useFormat();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [stopping, setStopping] = useState(false);
  const { id, state, rows, refusal } = record;
  const step = async (which: 'startImport' | 'cancelImport'): Promise<void> => {
    await command.run(importEndpoints[which], { importId: id });
    setStopping(false);
    await queries.invalidateQueries({ queryKey: systemKeys.imports });
  };
  const figure = (label: string, value: number, tone: 'plain' | 'danger' = 'plain') => (
    <Kpi label={label} value={format.integer(value)} tone={value > 0 ? tone : 'plain'} />
  );
  return (
    <Panel
      title={record.fileName}
      hint={t(`state.${state}`)}
      extra={
        <span className={styles.acts}>
          {state === 'checked' && rows.good > 0 && (
            <Button
              kind="primary"
              size="small"
              busy={command.busy === importEndpoints.startImport.id}
              onClick={() => void step('startImport')}
            >
              {t('start', { count: rows.good })}
            </Button>
          )}
          {(isAtWork(state) || state === 'checked') && (
            <Button size="small" onClick={() => setStopping(true)}>
              {t('stop')}
            </Button>
          )}
          <Button size="small" kind="quiet" icon="close" aria-label={t('close')} onClick={onClose} />
        </span>
      }
    >
      <div className={styles.body}>
        <Progress record={record} />
        {refusal && (
          <p className={styles.refusal} role="alert">
            <Icon name="info" size={18} />
            <span>
              {refusal.message}
              {refusal.line !== null && ` · ${t('atLine', { line: refusal.line })}`}
              {refusal.columns.length > 0 && (
                <span>
                  {t('columns', { columns: refusal.columns.join(currentLocale() === 'en' ? ', ' : '、') })}
                </span>
              )}
            </span>
          </p>
        )}
        {refusal === null && (
          <KpiStrip label={record.fileName}>
            {figure(t('rows'), rows.read)}
            {figure(t('good'), rows.good)}
            {figure(t('bad'), rows.bad, 'danger')}
            {figure(t('created'), rows.created)}
            {figure(t('updated'), rows.updated)}
            {figure(t('unchanged'), rows.unchanged)}
          </KpiStrip>
        )}
        {state === 'checked' && rows.bad > 0 && (
          <p className={styles.hint}>{t('startHint', { count: rows.bad })}</p>
        )}
        {rows.bad > 0 && !isAtWork(state) && <BadRows importId={id} kind={kind} count={rows.bad} />}
        {state === 'checked' && rows.bad === 0 && <p className={styles.hint}>{t('badNone')}</p>}
      </div>
      <Sheet
        open={stopping}
        onClose={() => setStopping(false)}
        title={t('stopTitle')}
        actions={
          <>
            <Button kind="danger" busy={command.busy !== null} onClick={() => void step('cancelImport')}>
              {t('stop')}
            </Button>
            <Button onClick={() => setStopping(false)}>{t('keep')}</Button>
          </>
        }
      >
        {t('stopHint')}
      </Sheet>
    </Panel>
  );
}

function Progress({ record: { state, rows } }: { readonly record: Import }) {
  const t = useText(importText);
  const format = useFormat();
  if (state === 'uploading') return <p className={styles.hint}>{t('abandoned')}</p>;
  if (state !== 'checking' && state !== 'importing') return null;
  const words =
    state === 'checking'
      ? t('checking', { count: format.integer(rows.read) })
      : t('importing', { done: format.integer(rows.done), all: format.integer(rows.good) });
  return (
    <div className={styles.progress}>
      <span aria-live="polite">{words}</span>
      <progress
        aria-label={words}
        {...(state === 'importing' ? { value: rows.done, max: Math.max(1, rows.good) } : {})}
      />
    </div>
  );
}

interface Line extends Omit<BadRow, 'problems'> {
  readonly key: string;
  readonly problem: BadRow['problems'][number];
}

function BadRows({
  importId,
  kind,
  count,
}: {
  readonly importId: string;
  readonly kind: ImportKind;
  readonly count: number;
}) {
  const t = useText(importText);
  const query = useInfiniteQuery(badRowsQuery(importId));
  const lines = query.data?.pages
    .flatMap(({ items }) => items)
    .flatMap(({ line, problems }) =>
      problems.map((problem, at): Line => ({ key: `${line}-${at}`, line, problem })),
    );
  const titleOf = (name: string): string => {
    const title = kind.columns.find((column) => column.name === name)?.title;
    return title === undefined ? t('wholeRow') : currentLocale() === 'en' ? title.en : title.zh;
  };
  return (
    <section aria-label={t('badRows')} className={styles.bad}>
      <header>
        <h3>{t('badRows')}</h3>
        <span className="num">{count}</span>
        <SaveLink path={`/imports/${importId}/bad-rows.csv`} name={`${t('badRows')}.csv`}>
          {t('downloadBad')}
        </SaveLink>
      </header>
      <QueryTable<Line>
        bare
        rows={lines}
        rowKey={({ key }) => key}
        error={query.error}
        onRetry={() => void query.refetch()}
        columns={[
          {
            key: 'line',
            title: t('line'),
            width: 90,
            align: 'right',
            render: (_, { line }) => <span className="num num-medium">{line}</span>,
          },
          {
            key: 'column',
            title: t('column'),
            width: 190,
            render: (_, { problem }) => titleOf(problem.column),
          },
          {
            key: 'problem',
            title: t('problem'),
            render: (_, { problem }) => <span title={problem.code}>{problem.message}</span>,
          },
          {
            key: 'value',
            title: t('value'),
            ellipsis: true,
            render: (_, { problem }) => problem.value || '—',
          },
        ]}
      />
      <ListMore count={lines?.length} query={query} />
    </section>
  );
}
