import { accessEndpoints } from '@huiting/contracts/access';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';
import { oneOf, type ListAddress } from '../../lib/list-address.ts';

export const accessKeys = {
  terminals: (branchId: string) => ['access', 'terminals', branchId] as const,
  users: ['access', 'users'] as const,
  grants: (userId: string) => ['access', 'grants', userId] as const,
};

/** Enrolled terminals of a branch; asked again so that an enrolment shows by itself. */
export const terminalsQuery = (branchId: string) =>
  queryOptions({
    queryKey: accessKeys.terminals(branchId),
    queryFn: ({ signal }) => call(accessEndpoints.listTerminals, { branchId }, { signal }),
    refetchInterval: 5_000,
  });

export const rolesQuery = queryOptions({
  queryKey: ['access', 'roles'],
  queryFn: ({ signal }) => call(accessEndpoints.listRoles, {}, { signal }),
});

export const postTemplatesQuery = queryOptions({
  queryKey: ['access', 'postTemplates'],
  queryFn: ({ signal }) => call(accessEndpoints.listPostTemplates, {}, { signal }),
});

export const usersQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...accessKeys.users, search],
    queryFn: ({ signal, pageParam }) =>
      call(
        accessEndpoints.listUsers,
        {
          ...(search === '' ? {} : { search }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
          limit: 50,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** Filters of the audit trail; they live in the address. Days are of the wall clock, `2026-11-20`. */
export interface AuditSearch {
  readonly action?: string;
  readonly actor?: string;
  readonly object?: string;
  readonly from?: string;
  readonly to?: string;
  readonly outcome?: 'done' | 'refused';
}

const dayMs = 86_400_000;
const dayOf = (text: string | undefined): number | undefined => {
  const at = text === undefined ? Number.NaN : new Date(`${text}T00:00:00`).getTime();
  return Number.isNaN(at) ? undefined : at;
};

/** What an address asks of the trail. */
export function auditSearchOf(words: ListAddress['words']): AuditSearch {
  const { action, actor, object, from, to } = words as AuditSearch;
  const outcome = oneOf(['done', 'refused'] as const, words['outcome']);
  return {
    ...(action ? { action } : {}),
    ...(actor ? { actor } : {}),
    ...(object ? { object } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(outcome ? { outcome } : {}),
  };
}

/** As the server is asked: both days are whole ones. */
function auditFilter({ action, actor, object, outcome, from, to }: AuditSearch) {
  const [first, last] = [dayOf(from), dayOf(to)];
  return {
    ...(action === undefined ? {} : { action }),
    ...(actor === undefined ? {} : { actor }),
    ...(object === undefined ? {} : { object }),
    ...(outcome === undefined ? {} : { outcome }),
    ...(first === undefined ? {} : { from: first }),
    ...(last === undefined ? {} : { until: last + dayMs }),
  };
}

/** The same for a file: an address has words only. */
export const auditFileFilter = (search: AuditSearch): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(auditFilter(search)).map(([name, value]) => [name, String(value)]));

export const auditQuery = (search: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['access', 'audit', auditFilter(search)],
    queryFn: ({ signal, pageParam }) =>
      call(
        accessEndpoints.listAudit,
        { ...auditFilter(search), ...(pageParam === null ? {} : { cursor: pageParam }), limit: 50 },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

export const auditActionsQuery = queryOptions({
  queryKey: ['access', 'auditActions'],
  queryFn: ({ signal }) => call(accessEndpoints.listAuditActions, {}, { signal }),
  staleTime: 60_000,
});

export const verificationKey = ['access', 'verification'] as const;

/** The last walk over the chains; asked again twice a second while one is under way. */
export const verificationQuery = queryOptions({
  queryKey: verificationKey,
  queryFn: ({ signal }) => call(accessEndpoints.getVerification, {}, { signal }),
  refetchInterval: (query) => (query.state.data?.verification?.state === 'running' ? 500 : false),
});

/** Where a user is signed in. */
export const sessionsQuery = (userId: string) =>
  queryOptions({
    queryKey: ['access', 'sessions', userId],
    queryFn: ({ signal }) => call(accessEndpoints.listSessions, { userId }, { signal }),
  });

/** What a user holds where, and what is being decided. */
export const grantsQuery = (userId: string) =>
  queryOptions({
    queryKey: accessKeys.grants(userId),
    queryFn: ({ signal }) => call(accessEndpoints.listGrants, { userId }, { signal }),
  });
