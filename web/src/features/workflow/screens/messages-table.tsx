import { workflowEndpoints, type Message } from '@huiting/contracts/workflow';
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCommand } from '../../../lib/command.ts';
import { useFormat } from '../../../lib/format-context.tsx';
import { useNamed, useText } from '../../../lib/i18n.ts';
import type { ListAddress } from '../../../lib/list-address.ts';
import { ChoiceFilter } from '../../../ui/antd/choice-filter.tsx';
import { ListMore } from '../../../ui/antd/list-page.tsx';
import { QueryTable } from '../../../ui/antd/query-table.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { Tag } from '../../../ui/tag.tsx';
import { useToast } from '../../../ui/toast.tsx';
import { useInbox } from '../workflow.inbox.live.ts';
import { inboxKeys, messagesQuery, type ApprovalRef } from '../workflow.inbox.queries.ts';
import { inboxText } from '../workflow.inbox.text.ts';

interface MessagesTableProps {
  /** `read` and `q`. */
  readonly address: ListAddress;
  readonly onOpen: (approval: ApprovalRef) => void;
  readonly openId: string | null;
}

/** What I was told, as a list: opening one reads it, and so does choosing some. */
export function MessagesTable({ address: { words, change }, onOpen, openId }: MessagesTableProps) {
  const t = useText(inboxText);
  const named = useNamed();
  const format = useFormat();
  const toast = useToast();
  const queries = useQueryClient();
  const { run, busy } = useCommand(useProblemToast());
  useInbox();
  const query = useInfiniteQuery(messagesQuery);
  const all = query.data?.pages.flatMap((page) => page.items);
  const isUnread = words['read'] === 'no';
  const read = async (messageIds: string[] | null) => {
    const answer = await run(workflowEndpoints.readMessages, { messageIds });
    await queries.invalidateQueries({ queryKey: inboxKeys.messages });
    return answer;
  };
  return (
    <>
      <QueryTable<Message>
        list="messages"
        rows={all?.filter(({ readAt }) => !isUnread || readAt === null)}
        rowKey={({ id }) => id}
        error={query.error}
        onRetry={() => void query.refetch()}
        refreshing={query.isFetching && !query.isFetchingNextPage}
        emptyWords={t('noMessages')}
        filtered={isUnread}
        onClearFilters={() => change({ read: null, q: null })}
        rowState={({ readAt }) => (readAt === null ? undefined : 'idle')}
        selectedKey={all?.find(({ subject }) => subject.id === openId)?.id ?? null}
        onOpen={(message) => {
          if (message.readAt === null) void read([message.id]);
          if (message.subject.kind === 'approval') onOpen(message.subject);
        }}
        find={{
          words: words['q'],
          onWords: (q) => change({ q }),
          of: (message) => [named(message.title), named(message.body)],
        }}
        filters={
          <>
            <ChoiceFilter<'no'>
              label={t('messageState')}
              value={isUnread ? 'no' : undefined}
              options={[{ value: 'no', label: t('unread') }]}
              onChange={(next) => change({ read: next })}
            />
            {all?.some(({ readAt }) => readAt === null) && (
              <Button
                busy={busy !== null}
                onClick={() =>
                  void read(null).then(
                    (answer) => answer && toast({ words: t('readDone', { count: answer.read }) }),
                  )
                }
              >
                {t('readAll')}
              </Button>
            )}
          </>
        }
        bulk={{
          nameOf: (message) => named(message.title),
          acts: [
            {
              name: t('markRead'),
              fits: ({ readAt }) => readAt === null,
              act: ({ id }, { send }) => send(workflowEndpoints.readMessages, { messageIds: [id] }),
              after: () => queries.invalidateQueries({ queryKey: inboxKeys.messages }),
            },
          ],
        }}
        columns={[
          {
            key: 'title',
            title: t('message'),
            render: (_, message) => (
              <>
                <strong>{named(message.title)}</strong>{' '}
                {message.readAt === null && <Tag kind="info">{t('unread')}</Tag>}
              </>
            ),
          },
          { key: 'body', title: t('messageBody'), render: (_, message) => named(message.body) },
          {
            key: 'sent',
            title: t('messageSent'),
            render: (_, message) => <span className="num num-medium">{format.stamp(message.sentAt)}</span>,
          },
        ]}
      />
      <ListMore count={all?.length} query={query} />
    </>
  );
}
