import { accessEndpoints } from '@huiting/contracts/access';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Button } from '../../../ui/button.tsx';
import { Sheet } from '../../../ui/sheet.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useCommand } from '../../../lib/command.ts';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { auditActionsQuery, auditFilter, auditQuery, type AuditSearch } from '../access.queries.ts';
import { EntryDetail } from '../components/entry-detail.tsx';
import { accessText } from '../access.text.ts';
import { useVerification, VerificationPanel } from '../components/verification.tsx';
import styles from './audit-screen.module.css';

type Entry = OutputOf<typeof accessEndpoints.listAudit>['items'][number];

interface AuditScreenProps {
  readonly search: AuditSearch;
  readonly onSearch: (search: AuditSearch) => void;
}

/** Who did what, and the proof that nothing was changed afterwards. */
export function AuditScreen({ search, onSearch }: AuditScreenProps) {
  const t = useText(accessText);
  const format = useFormat();
  const query = useInfiniteQuery(auditQuery(search));
  const entries = query.data?.pages.flatMap((page) => page.items);
  const verification = useVerification();
  const [shown, setShown] = useState<Entry | null>(null);
  const actions = useQuery(auditActionsQuery).data?.actions ?? [];
  const exporting = useExport(search);
  const change = (next: { readonly [K in keyof AuditSearch]?: AuditSearch[K] | undefined }) => {
    onSearch(
      Object.fromEntries(Object.entries({ ...search, ...next }).filter(([, value]) => value)) as AuditSearch,
    );
  };
  return (
    <ListPage
      title={t('audit.title')}
      hint={t('audit.hint')}
      action={
        <div className={styles.acts}>
          <Button icon="download" busy={exporting.busy} onClick={exporting.start}>
            {t('audit.export')}
          </Button>
          <Button kind="primary" icon="shield" busy={verification.busy} onClick={verification.start}>
            {t(verification.busy ? 'audit.verifying' : 'audit.verify')}
          </Button>
        </div>
      }
    >
      <VerificationPanel found={verification.found} />
      <QueryTable<Entry>
        rows={entries}
        rowKey={(entry) => entry.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={Object.keys(search).length > 0}
        onClearFilters={() => onSearch({})}
        emptyWords={t('audit.none')}
        selectedKey={shown?.id ?? null}
        onOpen={setShown}
        filters={
          <>
            <SearchWords
              label={t('audit.find')}
              width={240}
              value={search.actor ?? ''}
              onChange={(actor) => change({ actor })}
            />
            <Select
              value={search.action ?? ''}
              aria-label={t('audit.action')}
              className={styles.action ?? ''}
              showSearch={{ optionFilterProp: 'label' }}
              onChange={(action) => change({ action })}
              options={[
                { value: '', label: t('audit.anyAction') },
                ...actions.map((action) => ({ value: action, label: action })),
              ]}
            />
            <SearchWords
              label={t('audit.findObject')}
              value={search.object ?? ''}
              onChange={(object) => change({ object })}
            />
            {(['from', 'to'] as const).map((end) => (
              <label key={end} className={styles.day}>
                {t(`audit.${end}`)}
                <input
                  type="date"
                  value={search[end] ?? ''}
                  onChange={(event) => change({ [end]: event.target.value })}
                />
              </label>
            ))}
            <Select<'done' | 'refused' | ''>
              value={search.outcome ?? ''}
              aria-label={t('audit.outcomeColumn')}
              className={styles.select ?? ''}
              onChange={(value) => change({ outcome: value === '' ? undefined : value })}
              options={(['', 'done', 'refused'] as const).map((value) => ({
                value,
                label: t('audit.outcome', { outcome: t(value === '' ? 'audit.any' : `audit.${value}`) }),
              }))}
            />
          </>
        }
        columns={[
          {
            title: t('audit.recorded'),
            render: (_, entry) => (
              <span className="num num-medium">
                {format.businessDate(entry.recordedAt)} {format.clockSeconds(entry.recordedAt)}
              </span>
            ),
          },
          { title: t('audit.actor'), dataIndex: 'actorName' },
          {
            title: t('audit.action'),
            render: (_, entry) => <code className={styles.code}>{entry.action}</code>,
          },
          {
            title: t('audit.object'),
            render: (_, entry) => <span className={styles.object}>{entry.object}</span>,
          },
          {
            title: t('audit.outcomeColumn'),
            render: (_, entry) => (
              <Tag
                kind={entry.outcome === 'done' ? 'ok' : 'danger'}
                {...(entry.outcome === 'refused' ? { icon: 'banSolid' as const } : {})}
              >
                {t(`audit.${entry.outcome}`)}
              </Tag>
            ),
          },
          {
            title: t('audit.seal'),
            render: (_, entry) =>
              entry.intact === false ? (
                <Tag kind="danger" icon="warnSolid">
                  {t('audit.tampered')}
                </Tag>
              ) : entry.sealed ? (
                <span className={styles.sealed}>{t('audit.sealed')}</span>
              ) : (
                <Tag kind="warn">{t('audit.unsealed')}</Tag>
              ),
          },
        ]}
      />
      {entries && entries.length > 0 && (
        <ListMore>
          {t('shown', { count: entries.length })}
          {query.hasNextPage ? (
            <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
              {t('more')}
            </Button>
          ) : (
            <span>{t('end')}</span>
          )}
        </ListMore>
      )}
      {shown && <EntrySheet entry={shown} onClose={() => setShown(null)} />}
    </ListPage>
  );
}

/** Takes what the search finds as a file; the server writes down who took it. */
function useExport(search: AuditSearch): { busy: boolean; start: () => void } {
  const t = useText(accessText);
  const toast = useToast();
  const { run, busy } = useCommand(useProblemToast());
  const start = async () => {
    const file = await run(accessEndpoints.exportAudit, auditFilter(search));
    if (file === null) return;
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([file.csv], { type: 'text/csv;charset=utf-8' }));
    link.download = file.fileName;
    link.click();
    URL.revokeObjectURL(link.href);
    toast({
      words: t(file.complete ? 'audit.exported' : 'audit.exportCut', { count: file.rows }),
      ...(file.complete ? {} : { kind: 'info' as const }),
    });
  };
  return { busy: busy !== null, start: () => void start() };
}

function EntrySheet({ entry, onClose }: { readonly entry: Entry; readonly onClose: () => void }) {
  const t = useText(accessText);
  const format = useFormat();
  const facts = [
    [t('audit.actor'), entry.actorName],
    [t('audit.object'), entry.object],
    [t('audit.outcomeColumn'), t(`audit.${entry.outcome}`)],
    [
      t('audit.recorded'),
      `${format.businessDate(entry.recordedAt)} ${format.clockSeconds(entry.recordedAt)}`,
    ],
    [
      t('audit.business'),
      `${format.businessDate(entry.businessAt)} ${format.clockSeconds(entry.businessAt)}`,
    ],
    [t('audit.chain'), entry.chain],
    [t('audit.sequence'), String(entry.sequence)],
    [
      t('audit.seal'),
      t(entry.intact === false ? 'audit.tampered' : entry.sealed ? 'audit.sealed' : 'audit.unsealed'),
    ],
    [t('audit.trace'), entry.traceId],
  ] as const;
  return (
    <Sheet
      open
      side="side"
      width={520}
      onClose={onClose}
      title={<code className={styles.code}>{entry.action}</code>}
    >
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <EntryDetail detail={entry.detail} />
    </Sheet>
  );
}
