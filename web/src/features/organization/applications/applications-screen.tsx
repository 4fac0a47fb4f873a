import { ApplicationState, type BranchApplication } from '@huiting/contracts/organization';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useFormat } from '../../../lib/format-context.tsx';
import { useText } from '../../../lib/i18n.ts';
import { oneOf, type ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListMore, ListPage } from '../../../ui/antd/list-page.tsx';
import { QueryTable, type ListColumns } from '../../../ui/antd/query-table.tsx';
import { RowDrawer } from '../../../ui/antd/row-drawer.tsx';
import { Button } from '../../../ui/button.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { stateTags } from './applications.domain.ts';
import { allApplicationsQuery } from './applications.queries.ts';
import { applicationsText } from './applications.text.ts';

interface ApplicationsScreenProps {
  readonly address: ListAddress;
  readonly onApproval: (approval: { readonly branchId: string; readonly id: string }) => void;
  readonly onBranch: (branchId: string) => void;
  readonly action?: ReactNode;
}

/** Every branch asked for and every change of one, in the caller's scope: where each stands and what becomes of it. */
export function ApplicationsScreen({
  address: { words, change },
  onApproval,
  onBranch,
  action,
}: ApplicationsScreenProps) {
  const t = useText(applicationsText);
  const format = useFormat();
  const state = oneOf(ApplicationState.options, words['state']) ?? null;
  const query = useInfiniteQuery(allApplicationsQuery(state));
  const rows = query.data?.pages.flatMap((page) => page.items);
  const actsOf = (one: BranchApplication) => (
    <>
      {one.approvalId !== null && (
        <Button kind="link" onClick={() => onApproval({ branchId: one.keptAt, id: one.approvalId! })}>
          {t('open')}
        </Button>
      )}
      {(one.kind !== 'establish' || one.state === 'applied') && (
        <Button kind="link" onClick={() => onBranch(one.branchId)}>
          {t('toBranch')}
        </Button>
      )}
    </>
  );
  const columns: ListColumns<BranchApplication> = [
    { key: 'branch', title: t('branch'), dataIndex: 'branchName', width: 180 },
    { key: 'what', title: t('what'), width: 100, render: (_, one) => t(`kind.${one.kind}`) },
    {
      key: 'state',
      title: t('stateFilter'),
      width: 100,
      render: (_, one) => <Tag kind={stateTags[one.state]}>{t(`state.${one.state}`)}</Tag>,
    },
    {
      key: 'effectiveOn',
      title: t('effectiveOn'),
      width: 120,
      render: (_, one) => <span className="num">{one.effectiveOn}</span>,
    },
    { key: 'applicant', title: t('applicant'), dataIndex: 'applicantName', width: 110 },
    {
      key: 'asked',
      title: t('asked'),
      width: 150,
      render: (_, one) => <span className="num">{format.stamp(one.requestedAt)}</span>,
    },
    { key: 'reason', title: t('reason'), dataIndex: 'reason', ellipsis: true },
    { key: 'acts', title: '', width: 170, render: (_, one) => actsOf(one) },
  ];
  const opened = rows?.find(({ id }) => id === words['application']);
  return (
    <ListPage
      title={t('allTitle')}
      hint={t('allHint')}
      action={action}
      drawer={
        words['application'] && (
          <RowDrawer
            columns={columns}
            row={opened}
            title={opened?.branchName}
            subtitle={opened && t(`kind.${opened.kind}`)}
            foot={opened && actsOf(opened)}
            onClose={() => change({ application: null })}
          />
        )
      }
    >
      <QueryTable<BranchApplication>
        list="branch-applications"
        onOpen={(one) => change({ application: one.id })}
        selectedKey={words['application'] ?? null}
        rows={rows}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        filtered={state !== null}
        onClearFilters={() => change({ state: null })}
        emptyWords={t('none')}
        scrollX={980}
        filters={
          <ChoiceFilter
            label={t('stateFilter')}
            value={state ?? undefined}
            options={ApplicationState.options.map((value) => ({ value, label: t(`state.${value}`) }))}
            onChange={(next) => change({ state: next })}
          />
        }
        columns={columns}
      />
      <ListMore count={rows?.length} query={query} />
    </ListPage>
  );
}
