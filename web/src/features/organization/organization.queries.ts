import { organizationEditingEndpoints, organizationEndpoints } from '@huiting/contracts/organization';
import { keepPreviousData, queryOptions, useQueryClient } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

const organizationKeys = {
  branch: (branchId: string) => ['organization', 'branch', branchId] as const,
};

/** Branches customers can visit, with their hours of today; open to everybody. */
export const openBranchesQuery = (search: string) =>
  queryOptions({
    queryKey: ['organization', 'openBranches', search],
    queryFn: ({ signal }) =>
      call(organizationEndpoints.listOpenBranches, search === '' ? {} : { search }, { signal }),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  });

/** The org tree within the caller's scope; changes rarely. */
export const orgUnitsQuery = queryOptions({
  queryKey: ['organization', 'orgUnits'],
  queryFn: ({ signal }) => call(organizationEndpoints.listOrgUnits, {}, { signal }),
  staleTime: 10 * 60_000,
});

/** Branches within the caller's scope, for choices and the command menu. */
export const branchesQuery = queryOptions({
  queryKey: ['organization', 'branches'],
  queryFn: ({ signal }) => call(organizationEndpoints.listBranches, {}, { signal }),
  staleTime: 60_000,
});

/** Business days from `from` on. */
export const calendarQuery = (branchId: string, from: string, days: number) =>
  queryOptions({
    queryKey: ['organization', 'calendar', branchId, from, days],
    queryFn: ({ signal }) => call(organizationEndpoints.getCalendar, { branchId, from, days }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
  });

/** One branch whole; other rooms' screens read it under the same key. */
export const recordQuery = (branchId: string) =>
  queryOptions({
    queryKey: organizationKeys.branch(branchId),
    queryFn: ({ signal }) => call(organizationEndpoints.getBranch, { branchId }, { signal }),
    staleTime: 10 * 60_000,
  });

export const contactsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['organization', 'contacts', branchId],
    queryFn: ({ signal }) => call(organizationEditingEndpoints.listContacts, { branchId }, { signal }),
    staleTime: 60_000,
  });

export const lifecycleQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['organization', 'lifecycle', branchId],
    queryFn: ({ signal }) => call(organizationEditingEndpoints.getLifecycle, { branchId }, { signal }),
    staleTime: 60_000,
  });

/** Newest changes first. */
export const revisionsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['organization', 'revisions', branchId],
    queryFn: ({ signal }) =>
      call(organizationEditingEndpoints.listRevisions, { branchId, limit: 100 }, { signal }),
    staleTime: 60_000,
  });

/** After an edit of a branch: everything about it is asked for again. */
export function useBranchChanged(branchId: string): () => Promise<unknown> {
  const queries = useQueryClient();
  return () =>
    Promise.all(
      [
        organizationKeys.branch(branchId),
        ['organization', 'contacts', branchId],
        ['organization', 'lifecycle', branchId],
        ['organization', 'revisions', branchId],
        ['organization', 'calendar', branchId],
        ['organization', 'branches'],
        ['organization', 'orgUnits'],
        ['hall', 'overview'],
      ].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
}
