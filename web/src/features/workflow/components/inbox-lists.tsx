import {
  workflowEndpoints,
  type ApprovalSummary,
  type Message,
  type Todo,
} from '@huiting/contracts/workflow';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, type ReactNode } from 'react';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Icon, type IconName } from '../../../ui/icons/icon.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useInbox } from '../workflow.inbox.live.ts';
import { approvalsQuery, messagesQuery, type ApprovalRef } from '../workflow.inbox.queries.ts';
import { inboxText } from '../workflow.inbox.text.ts';
import { approvalStateKinds } from './approval-state.ts';
import styles from './inbox-lists.module.css';

export type InboxTab = 'todos' | 'messages' | 'mine';

interface ListProps {
  readonly onOpen: (approval: ApprovalRef) => void;
  readonly openId?: string | null;
}

/** What waits for me; live. */
export function TodoList({ onOpen, openId = null }: ListProps) {
  const t = useText(inboxText);
  const query = useInbox();
  return (
    <States query={query} empty={query.data?.todos.length === 0 ? t('noTodos') : null} icon="check">
      <ul className={styles.list}>
        {query.data?.todos.map((todo) => (
          <TodoRow key={todo.id} todo={todo} open={todo.subject.id === openId} onOpen={onOpen} />
        ))}
      </ul>
    </States>
  );
}

function TodoRow({ todo, open, onOpen }: { todo: Todo; open: boolean; onOpen: ListProps['onOpen'] }) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  return (
    <Row icon="edit" open={open} onOpen={() => onOpen(todo.subject)}>
      <span className={styles.line}>
        <strong>{named(todo.title)}</strong>
        {todo.late && <Tag kind="danger">{t('late')}</Tag>}
      </span>
      <span className={styles.line}>
        <span>{todo.from}</span>
        <span className="num">
          {todo.dueAt === null
            ? t('since', { time: format.stamp(todo.since) })
            : t('due', { time: format.stamp(todo.dueAt) })}
        </span>
      </span>
    </Row>
  );
}

/** What I was told; opening one reads it. */
export function MessageList({ onOpen, openId = null }: ListProps) {
  const t = useText(inboxText);
  useInbox();
  const query = useInfiniteQuery(messagesQuery);
  const { run, busy } = useCommand(useProblemToast());
  const toast = useToast();
  const messages = query.data?.pages.flatMap((page) => page.items) ?? [];
  const read = useCallback(
    (messageIds: string[] | null) => run(workflowEndpoints.readMessages, { messageIds }),
    [run],
  );
  return (
    <States query={query} empty={messages.length === 0 ? t('noMessages') : null} icon="bell">
      {messages.some(({ readAt }) => readAt === null) && (
        <div className={styles.bar}>
          <Button
            size="small"
            busy={busy !== null}
            onClick={() =>
              void read(null).then(
                (answer) => answer && toast({ words: t('readDone', { count: answer.read }) }),
              )
            }
          >
            {t('readAll')}
          </Button>
        </div>
      )}
      <ul className={styles.list}>
        {messages.map((message) => (
          <MessageRow
            key={message.id}
            message={message}
            open={message.subject.id === openId}
            onOpen={() => {
              if (message.readAt === null) void read([message.id]);
              if (message.subject.kind === 'approval') onOpen(message.subject);
            }}
          />
        ))}
      </ul>
      <More query={query} />
    </States>
  );
}

function MessageRow({ message, open, onOpen }: { message: Message; open: boolean; onOpen: () => void }) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  const unread = message.readAt === null;
  return (
    <Row icon={unread ? 'bellSolid' : 'bell'} open={open} quiet={!unread} onOpen={onOpen}>
      <span className={styles.line}>
        <strong>{named(message.title)}</strong>
        {unread && <Tag kind="info">{t('unread')}</Tag>}
      </span>
      <span className={styles.line}>
        <span>{named(message.body)}</span>
        <time className="num">{format.stamp(message.sentAt)}</time>
      </span>
    </Row>
  );
}

/** What I asked for, and how far it is. */
export function ApplicationList({ onOpen, openId = null }: ListProps) {
  const t = useText(inboxText);
  useInbox();
  const query = useInfiniteQuery(approvalsQuery('mine'));
  const rows = query.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <States query={query} empty={rows.length === 0 ? t('noMine') : null} icon="doc">
      <ul className={styles.list}>
        {rows.map((approval) => (
          <ApplicationRow
            key={approval.id}
            approval={approval}
            open={approval.id === openId}
            onOpen={() => onOpen(approval)}
          />
        ))}
      </ul>
      <More query={query} />
    </States>
  );
}

function ApplicationRow({
  approval,
  open,
  onOpen,
}: {
  approval: ApprovalSummary;
  open: boolean;
  onOpen: () => void;
}) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  return (
    <Row icon="doc" open={open} quiet={approval.state !== 'pending'} onOpen={onOpen}>
      <span className={styles.line}>
        <strong>{named(approval.title)}</strong>
        <Tag kind={approvalStateKinds[approval.state]}>{t(`state.${approval.state}`)}</Tag>
      </span>
      <span className={styles.line}>
        <span>{approval.step ? named(approval.step.name) : named(approval.kindName)}</span>
        <time className="num">{format.stamp(approval.endedAt ?? approval.requestedAt)}</time>
      </span>
    </Row>
  );
}

interface RowProps {
  readonly icon: IconName;
  readonly open: boolean;
  readonly quiet?: boolean;
  readonly onOpen: () => void;
  readonly children: ReactNode;
}
function Row({ icon, open, quiet = false, onOpen, children }: RowProps) {
  return (
    <li>
      <button
        type="button"
        className={styles.row}
        aria-pressed={open}
        data-quiet={quiet || undefined}
        onClick={onOpen}
      >
        <Icon name={icon} size="1.3em" />
        <span className={styles.words}>{children}</span>
        <Icon name="chevronRight" />
      </button>
    </li>
  );
}

interface Loading {
  readonly isPending: boolean;
  readonly error: unknown;
  readonly data: unknown;
  refetch(): unknown;
}
function States({
  query,
  empty,
  icon,
  children,
}: {
  readonly query: Loading;
  readonly empty: string | null;
  readonly icon: IconName;
  readonly children: ReactNode;
}) {
  const t = useText(inboxText);
  if (query.error && !query.data)
    return <ErrorPanel error={query.error} title={t('failed')} onRetry={() => void query.refetch()} />;
  // A login without a staff record asks for nothing, so it is never "loading" in vain.
  if (query.data === undefined) return <ListSkeleton rows={4} height={64} />;
  return empty === null ? children : <EmptyState icon={icon} words={empty} />;
}

function More({
  query,
}: {
  readonly query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage(): unknown };
}) {
  const t = useText(inboxText);
  if (!query.hasNextPage) return null;
  return (
    <div className={styles.bar}>
      <Button busy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
        {t('more')}
      </Button>
    </div>
  );
}
