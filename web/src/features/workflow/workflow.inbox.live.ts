import { workflowTopics, type Message, type Todo } from '@huiting/contracts/workflow';
import type { DeltaOf } from '@huiting/contracts/core/topic';
import { useQueryClient } from '@tanstack/react-query';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { useMe } from '../../lib/session.tsx';
import { fetchInbox, inboxKeys, patchMessages, type InboxSnapshot } from './workflow.inbox.queries.ts';

type Delta = DeltaOf<typeof workflowTopics.inbox>;

/** Late before due, due before undated, then the oldest: as the server lists them. */
function inDueOrder(todos: readonly Todo[]): readonly Todo[] {
  return todos.toSorted(
    (a, b) =>
      Number(b.late) - Number(a.late) ||
      (a.dueAt ?? Number.POSITIVE_INFINITY) - (b.dueAt ?? Number.POSITIVE_INFINITY) ||
      a.since - b.since,
  );
}

/** Counts stay with the gauge; the to-dos are this. */
export function applyInbox(snapshot: InboxSnapshot, delta: Delta): InboxSnapshot {
  if (!('todo' in delta)) return snapshot;
  const others = snapshot.todos.filter(({ id }) => id !== delta.todo.id);
  return { ...snapshot, todos: delta.done ? others : inDueOrder([...others, delta.todo]) };
}

function inboxSource(staffId: string): LiveSource<InboxSnapshot, typeof workflowTopics.inbox> {
  return {
    topic: workflowTopics.inbox,
    key: staffId,
    query: { queryKey: inboxKeys.inbox, queryFn: ({ signal }) => fetchInbox(signal) },
    reduce: applyInbox,
    gauge: (snapshot, counts) => ({ ...snapshot, counts }),
  };
}

/** My to-dos and counts, live. A login without a staff record has none. */
export function useInbox(options: { readonly onMessage?: (message: Message) => void } = {}) {
  const { staff } = useMe();
  const queries = useQueryClient();
  return useLiveSnapshot(inboxSource(staff?.id ?? ''), {
    enabled: staff !== null,
    onDelta: (delta) => {
      if ('todo' in delta) {
        void queries.invalidateQueries({ queryKey: inboxKeys.approvals });
      } else if ('message' in delta) {
        patchMessages(queries, (items) => [
          delta.message,
          ...items.filter(({ id }) => id !== delta.message.id),
        ]);
        void queries.invalidateQueries({ queryKey: inboxKeys.approvals });
        options.onMessage?.(delta.message);
      } else {
        const read = new Set(delta.messageIds);
        patchMessages(queries, (items) =>
          items.map((item) => (read.has(item.id) ? { ...item, readAt: delta.readAt } : item)),
        );
      }
    },
  });
}
