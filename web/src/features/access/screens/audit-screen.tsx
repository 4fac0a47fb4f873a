import type { accessEndpoints } from '@huiting/contracts/access';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { auditActionsQuery, auditFileFilter, auditQuery, auditSearchOf } from '../access.queries.ts';
import { EntryDetail } from '../components/entry-detail.tsx';
import { accessText } from '../access.text.ts';
import { useVerification, VerificationPanel } from '../components/verification.tsx';
import styles from './audit-screen.module.css';

type Entry = OutputOf<typeof accessEndpoints.listAudit>['items'][number];

interface AuditScreenProps {
  readonly address: ListAddress;
}

/** Who did what, and the proof that nothing was changed afterwards. */
export function AuditScreen({ address: { words, change } }: AuditScreenProps) {
  const t = useText(accessText);
  const format = useFormat();
  const search = auditSearchOf(words);
  const query = useInfiniteQuery(auditQuery(search));
  const entries = query.data?.pages.flatMap((page) => page.items);
  const verification = useVerification();
  const openId = words['entry'] ?? null;
  const shown = entries?.find(({ id }) => id === openId);
  const actions = useQuery(auditActionsQuery).data?.actions ?? [];
  const columns: ListColumns<Entry> = [
    {
      key: 'recorded',
      title: t('audit.recorded'),
      render: (_, entry) => (
        <span className="num num-medium">
          {format.businessDate(entry.recordedAt)} {format.clockSeconds(entry.recordedAt)}
        </span>
      ),
    },
    { key: 'actor', title: t('audit.actor'), dataIndex: 'actorName' },
    {
      key: 'action',
      title: t('audit.action'),
      render: (_, entry) => <code className={styles.code}>{entry.action}</code>,
    },
    {
      key: 'object',
      title: t('audit.object'),
      render: (_, entry) => <span className={styles.object}>{entry.object}</span>,
    },
    {
      key: 'outcome',
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
      key: 'seal',
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
  ];
  return (
    <ListPage
      title={t('audit.title')}
      hint={t('audit.hint')}
      action={
        <div className={styles.acts}>
          <Button kind="primary" icon="shield" busy={verification.busy} onClick={verification.start}>
            {t(verification.busy ? 'audit.verifying' : 'audit.verify')}
          </Button>
        </div>
      }
      drawer={
        openId !== null && (
          <RowDrawer
            columns={columns}
            row={shown}
            width={520}
            title={shown && <code className={styles.code}>{shown.action}</code>}
            subtitle={shown?.actorName}
            onClose={() => change({ entry: null })}
          >
            {shown && <EntryMore entry={shown} />}
          </RowDrawer>
        )
      }
    >
      <VerificationPanel found={verification.found} />
      <QueryTable<Entry>
        list="audit"
        file={{ kind: 'audit', filter: auditFileFilter(search), keyOf: ({ id }) => id }}
        scrollX={900}
        rows={entries}
        rowKey={(entry) => entry.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={Object.keys(search).length > 0}
        onClearFilters={() =>
          change({ action: null, actor: null, object: null, from: null, to: null, outcome: null })
        }
        emptyWords={t('audit.none')}
        selectedKey={openId}
        onOpen={(entry) => change({ entry: entry.id })}
        filters={
          <>
            <SearchWords
              label={t('audit.find')}
              width={240}
              value={search.actor ?? ''}
              onChange={(actor) => change({ actor })}
            />
            <ChoiceFilter
              label={t('audit.action')}
              any={t('audit.anyAction')}
              width={200}
              value={search.action}
              options={actions.map((action) => ({ value: action, label: action }))}
              onChange={(action) => change({ action })}
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
            <ChoiceFilter
              label={t('audit.outcomeColumn')}
              value={search.outcome}
              options={(['done', 'refused'] as const).map((value) => ({ value, label: t(`audit.${value}`) }))}
              onChange={(outcome) => change({ outcome })}
            />
          </>
        }
        columns={columns}
      />
      <ListMore count={entries?.length} query={query} />
    </ListPage>
  );
}

/** What the list has no room for: where it stands in its chain, and before and after. */
function EntryMore({ entry }: { readonly entry: Entry }) {
  const t = useText(accessText);
  const format = useFormat();
  const facts = [
    [
      t('audit.business'),
      `${format.businessDate(entry.businessAt)} ${format.clockSeconds(entry.businessAt)}`,
    ],
    [t('audit.chain'), entry.chain],
    [t('audit.sequence'), String(entry.sequence)],
    [t('audit.trace'), entry.traceId],
  ] as const;
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <EntryDetail detail={entry.detail} />
    </>
  );
}
