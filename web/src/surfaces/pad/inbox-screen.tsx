import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  ApplicationList,
  ApprovalView,
  approvalQuery,
  inboxText,
  MessageList,
  TodoList,
  useInbox,
  type ApprovalRef,
  type InboxTab,
} from '../../features/workflow/index.ts';
import { useNamed, useText } from '../../lib/i18n.ts';
import { hasCode } from '../../lib/problem.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Sheet } from '../../ui/sheet.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { Count } from '../../ui/tag.tsx';
import { usePadSheets } from './pad-sheets.tsx';
import styles from './room-page.module.css';

const tabs: readonly InboxTab[] = ['todos', 'messages', 'mine'];

/** Whatever waits for me, decided where I stand. */
export function InboxScreen() {
  const t = useText(inboxText);
  const counts = useInbox().data?.counts;
  const [tab, setTab] = useState<InboxTab>('todos');
  const [open, setOpen] = useState<ApprovalRef | null>(null);
  const badge = { todos: counts?.todos ?? 0, messages: counts?.unread ?? 0, mine: 0 };
  const lists = { onOpen: setOpen, openId: open?.id ?? null };
  return (
    <main className={styles.page} tabIndex={0}>
      <div className={styles.bar}>
        <h2>{t('title')}</h2>
        <Segmented<InboxTab>
          label={t('title')}
          value={tab}
          onChange={setTab}
          options={tabs.map((value) => ({
            value,
            label: (
              <>
                {t(`tab.${value}`)} {badge[value] > 0 && <Count value={badge[value]} kind="danger" />}
              </>
            ),
          }))}
        />
      </div>
      {tab === 'todos' && <TodoList {...lists} />}
      {tab === 'messages' && <MessageList {...lists} />}
      {tab === 'mine' && <ApplicationList {...lists} />}
      {open && <ApprovalSheet key={open.id} approval={open} onClose={() => setOpen(null)} />}
    </main>
  );
}

function ApprovalSheet({
  approval,
  onClose,
}: {
  readonly approval: ApprovalRef;
  readonly onClose: () => void;
}) {
  const t = useText(inboxText);
  const named = useNamed();
  const { blocked } = usePadSheets();
  const query = useQuery(approvalQuery(approval));
  return (
    <Sheet
      open
      side="side"
      width={560}
      onClose={onClose}
      title={query.data ? named(query.data.title) : t('approval')}
    >
      {query.data ? (
        <ApprovalView approval={query.data} blocked={blocked} />
      ) : query.error ? (
        hasCode(query.error, 'workflow.approval_not_found') ? (
          <EmptyState icon="doc" words={t('gone')} />
        ) : (
          <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />
        )
      ) : (
        <ListSkeleton rows={6} height={44} />
      )}
    </Sheet>
  );
}
