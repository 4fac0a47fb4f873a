import { accessEndpoints } from '@huiting/contracts/access';
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

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

/** Filters of the audit trail; they live in the address. */
export interface AuditSearch {
  readonly action?: string;
  readonly actor?: string;
  readonly outcome?: 'done' | 'refused';
}

export const auditQuery = ({ action, actor, outcome }: AuditSearch) =>
  infiniteQueryOptions({
    queryKey: ['access', 'audit', action ?? '', actor ?? '', outcome ?? null],
    queryFn: ({ signal, pageParam }) =>
      call(
        accessEndpoints.listAudit,
        {
          ...(action === undefined ? {} : { action }),
          ...(actor === undefined ? {} : { actor }),
          ...(outcome === undefined ? {} : { outcome }),
          ...(pageParam === null ? {} : { cursor: pageParam }),
          limit: 50,
        },
        { signal },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });

/** What a user holds where, and what is being decided. */
export const grantsQuery = (userId: string) =>
  queryOptions({
    queryKey: accessKeys.grants(userId),
    queryFn: ({ signal }) => call(accessEndpoints.listGrants, { userId }, { signal }),
  });
