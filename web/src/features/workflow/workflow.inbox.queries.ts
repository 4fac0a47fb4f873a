import { workflowEndpoints, type ApprovalState, type Message, type Todo } from '@huiting/contracts/workflow';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export interface InboxSnapshot {
  readonly number: number;
  readonly counts: { readonly todos: number; readonly late: number; readonly unread: number };
  readonly todos: readonly Todo[];
}
/** Where an approval is kept and which one it is. */
export interface ApprovalRef {
  readonly branchId: string;
  readonly id: string;
}

export const inboxKeys = {
  inbox: ['workflow', 'inbox'] as const,
  messages: ['workflow', 'messages'] as const,
  approvals: ['workflow', 'approvals'] as const,
  definitions: ['workflow', 'definitions'] as const,
};

export const fetchInbox = (signal: AbortSignal): Promise<InboxSnapshot> =>
  call(workflowEndpoints.listTodos, {}, { signal });

const pageSize = 50;
const nextPage = (last: { readonly nextCursor: string | null }) => last.nextCursor ?? undefined;

export const messagesQuery = infiniteQueryOptions({
  queryKey: inboxKeys.messages,
  queryFn: ({ signal, pageParam }) =>
    call(
      workflowEndpoints.listMessages,
      { limit: pageSize, ...(pageParam ? { cursor: pageParam } : {}) },
      { signal },
    ),
  initialPageParam: '',
  getNextPageParam: nextPage,
});

export interface ApprovalSearch {
  readonly state?: ApprovalState;
  readonly q?: string;
}

/** What I asked for, or everything I oversee. */
export const approvalsQuery = (of: 'mine' | 'scope', search: ApprovalSearch = {}) =>
  infiniteQueryOptions({
    queryKey: [...inboxKeys.approvals, of, search],
    queryFn: ({ signal, pageParam }) => {
      const page = {
        limit: pageSize,
        ...(pageParam ? { cursor: pageParam } : {}),
        ...(search.state ? { state: search.state } : {}),
      };
      return of === 'mine'
        ? call(workflowEndpoints.listMyApplications, page, { signal })
        : call(
            workflowEndpoints.listApprovals,
            { ...page, ...(search.q ? { search: search.q } : {}) },
            { signal },
          );
    },
    initialPageParam: '',
    getNextPageParam: nextPage,
  });

export const approvalQuery = ({ branchId, id }: ApprovalRef) =>
  queryOptions({
    queryKey: [...inboxKeys.approvals, 'one', id],
    queryFn: ({ signal }) =>
      call(workflowEndpoints.getApproval, { branchId, approvalId: id }, { signal }).then(
        ({ approval }) => approval,
      ),
  });

export const definitionsQuery = queryOptions({
  queryKey: inboxKeys.definitions,
  queryFn: ({ signal }) =>
    call(workflowEndpoints.listApprovalDefinitions, {}, { signal }).then(({ definitions }) => definitions),
});

type MessagePages = InfiniteData<{ items: Message[]; nextCursor: string | null }>;

/** Puts what was read, or has just come, into the list without fetching it again. */
export function patchMessages(queries: QueryClient, change: (items: readonly Message[]) => Message[]): void {
  queries.setQueryData<MessagePages>(
    inboxKeys.messages,
    (held) => held && { ...held, pages: held.pages.map((page) => ({ ...page, items: change(page.items) })) },
  );
}

/** Read anew when another version has been published. */
export const versionsQuery = (kind: string, newest: number) =>
  queryOptions({
    queryKey: [...inboxKeys.definitions, kind, newest],
    queryFn: ({ signal }) =>
      call(workflowEndpoints.listApprovalVersions, { kind }, { signal }).then(({ versions }) => versions),
  });
