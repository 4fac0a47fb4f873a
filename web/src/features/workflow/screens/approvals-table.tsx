import { ApprovalState, type ApprovalSummary } from '@huiting/contracts/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListMore } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { SearchWords } from '../../../ui/antd/search-words.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { approvalStateKinds } from '../components/approval-state.ts';
import { approvalsQuery, type ApprovalRef, type ApprovalSearch } from '../workflow.inbox.queries.ts';
import { inboxText } from '../workflow.inbox.text.ts';

interface ApprovalsTableProps {
  readonly search: ApprovalSearch;
  readonly onSearch: (search: ApprovalSearch) => void;
  readonly onOpen: (approval: ApprovalRef) => void;
  readonly openId: string | null;
}

/** Every approval of the units I oversee. */
export function ApprovalsTable({ search, onSearch, onOpen, openId }: ApprovalsTableProps) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  const query = useInfiniteQuery(approvalsQuery('scope', search));
  const rows = query.data?.pages.flatMap((page) => page.items);
  return (
    <>
      <QueryTable<ApprovalSummary>
        list="approvals"
        rows={rows}
        rowKey={(approval) => approval.id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={search.state !== undefined || search.q !== undefined}
        onClearFilters={() => onSearch({})}
        emptyWords={t('noApprovals')}
        selectedKey={openId}
        onOpen={onOpen}
        rowState={(approval) => (approval.state === 'withdrawn' ? 'idle' : undefined)}
        filters={
          <>
            <SearchWords
              label={t('search')}
              value={search.q ?? ''}
              width={240}
              onChange={(q) =>
                onSearch({ ...(search.state ? { state: search.state } : {}), ...(q ? { q } : {}) })
              }
            />
            <ChoiceFilter
              label={t('state')}
              any={t('allStates')}
              value={search.state}
              options={ApprovalState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
              onChange={(state) =>
                onSearch({ ...(search.q ? { q: search.q } : {}), ...(state ? { state } : {}) })
              }
            />
          </>
        }
        columns={[
          { key: 'kind', title: t('kind'), render: (_, approval) => named(approval.kindName) },
          {
            key: 'subject',
            title: t('subject'),
            render: (_, approval) => <strong>{named(approval.title)}</strong>,
          },
          { key: 'unit', title: t('unit'), dataIndex: 'unitName' },
          { key: 'applicant', title: t('applicant'), render: (_, approval) => approval.applicant.name },
          {
            key: 'requested',
            title: t('requested'),
            render: (_, approval) => <span className="num">{format.stamp(approval.requestedAt)}</span>,
          },
          {
            key: 'state',
            title: t('state'),
            render: (_, approval) => (
              <Tag kind={approvalStateKinds[approval.state]}>{t(`state.${approval.state}`)}</Tag>
            ),
          },
          {
            key: 'stepNow',
            title: t('stepNow'),
            render: (_, approval) =>
              approval.step === null ? (
                '—'
              ) : (
                <>
                  {named(approval.step.name)} {approval.step.late && <Tag kind="danger">{t('late')}</Tag>}
                </>
              ),
          },
        ]}
      />
      <ListMore count={rows?.length} query={query} />
    </>
  );
}
