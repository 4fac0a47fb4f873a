import { useQuery } from '@tanstack/react-query';
import {
  ApplicationList,
  ApprovalView,
  approvalQuery,
  inboxText,
  TodoList,
  useInbox,
  type ApprovalRef,
} from '../../../features/workflow/index.ts';
import { MessagesTable } from '../../../features/workflow/screens/messages-table.tsx';
import { ApprovalsTable } from '../../../features/workflow/screens/approvals-table.tsx';
import { approvalStateKinds } from '../../../features/workflow/components/approval-state.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { hasCode } from '../../../lib/problem.ts';
import { useMe } from '../../../lib/session.tsx';
import { DetailDrawer } from '../../../ui/antd/detail-drawer.tsx';
import { ListPage } from '../../../ui/antd/list-page.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Segmented } from '../../../ui/segmented.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Count, Tag } from '../../../ui/tag.tsx';
import styles from './inbox-page.module.css';
import { inboxTabs, type InboxSearch } from './inbox.search.ts';

interface InboxPageProps {
  /** The same search in words, for what the tabs keep for themselves. */
  readonly address: ListAddress;
  readonly search: InboxSearch;
  readonly onSearch: (search: InboxSearch) => void;
}

/** My to-dos, messages and applications, and what I oversee; one approval opens beside them. */
export function InboxPage({ address, search, onSearch }: InboxPageProps) {
  const t = useText(inboxText);
  const { permissions } = useMe();
  const counts = useInbox().data?.counts;
  const tab = search.tab ?? 'todos';
  const openId = search.approval ?? null;
  const open = ({ branchId, id }: ApprovalRef) => onSearch({ ...search, at: branchId, approval: id });
  const close = () => {
    const { at: _at, approval: _approval, ...rest } = search;
    onSearch(rest);
  };
  const badge = { todos: counts?.todos ?? 0, messages: counts?.unread ?? 0, mine: 0, all: 0 };
  return (
    <ListPage
      title={t('title')}
      drawer={
        search.at !== undefined &&
        search.approval !== undefined && (
          <ApprovalDrawer key={search.approval} branchId={search.at} id={search.approval} onClose={close} />
        )
      }
    >
      <div className={styles.tabs}>
        <Segmented<(typeof inboxTabs)[number]>
          label={t('title')}
          value={tab}
          onChange={(next) => onSearch({ tab: next })}
          options={inboxTabs
            .filter((value) => value !== 'all' || permissions.includes('approval.view'))
            .map((value) => ({
              value,
              label: (
                <>
                  {t(`tab.${value}`)} {badge[value] > 0 && <Count value={badge[value]} kind="danger" />}
                </>
              ),
            }))}
        />
      </div>
      {tab === 'todos' && <TodoList onOpen={open} openId={openId} />}
      {tab === 'messages' && <MessagesTable address={address} onOpen={open} openId={openId} />}
      {tab === 'mine' && <ApplicationList onOpen={open} openId={openId} />}
      {tab === 'all' && permissions.includes('approval.view') && (
        <ApprovalsTable
          search={search}
          onSearch={(next) => onSearch({ tab, ...next })}
          onOpen={open}
          openId={openId}
        />
      )}
    </ListPage>
  );
}

function ApprovalDrawer({ branchId, id, onClose }: ApprovalRef & { readonly onClose: () => void }) {
  const t = useText(inboxText);
  const named = useNamed();
  const query = useQuery(approvalQuery({ branchId, id }));
  const approval = query.data;
  return (
    <DetailDrawer
      open
      onClose={onClose}
      title={
        approval ? (
          <span className={styles.title}>
            {named(approval.title)}
            <Tag kind={approvalStateKinds[approval.state]}>{t(`state.${approval.state}`)}</Tag>
          </span>
        ) : (
          t('approval')
        )
      }
      subtitle={approval && named(approval.kindName)}
    >
      {approval ? (
        <ApprovalView approval={approval} />
      ) : query.error ? (
        hasCode(query.error, 'workflow.approval_not_found', 'platform.bad_input') ? (
          <EmptyState icon="doc" words={t('gone')} />
        ) : (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        )
      ) : (
        <ListSkeleton rows={6} height={40} />
      )}
    </DetailDrawer>
  );
}
