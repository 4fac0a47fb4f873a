import { organizationEditingEndpoints, organizationEndpoints } from '@huiting/contracts/organization';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
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

/** The org tree within the caller's scope, from the top; changes rarely. `truncated`: ask for the rest below a unit, or by words. */
export const orgUnitsQuery = queryOptions({
  queryKey: ['organization', 'orgUnits'],
  queryFn: ({ signal }) => call(organizationEndpoints.listOrgUnits, {}, { signal }),
  staleTime: 10 * 60_000,
});

/** What lies directly below a unit, or what the words find in the whole scope. */
export const someUnitsQuery = (by: { readonly parentId: string } | { readonly search: string }) =>
  queryOptions({
    queryKey: ['organization', 'orgUnits', by],
    queryFn: ({ signal }) => call(organizationEndpoints.listOrgUnits, by, { signal }),
    staleTime: 10 * 60_000,
    placeholderData: keepPreviousData,
  });

/** The first branches within the caller's scope, in the order of the tree: where one is chosen, and which comes first. */
export const branchesQuery = queryOptions({
  queryKey: ['organization', 'branches'],
  queryFn: ({ signal }) => call(organizationEndpoints.listBranches, {}, { signal }),
  staleTime: 60_000,
});

const foundBranchesQuery = (search: string) =>
  queryOptions({
    queryKey: ['organization', 'branches', search],
    queryFn: ({ signal }) => call(organizationEndpoints.listBranches, { search, limit: 30 }, { signal }),
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });

/** Branches that the words find by name, code or city: looked for here while all are held, on the server where there are more. */
export function useFoundBranches(words: string, enabled = true) {
  const wanted = words.trim().toLowerCase();
  const first = useQuery({ ...branchesQuery, enabled });
  const many = first.data !== undefined && first.data.nextCursor !== null;
  const found = useQuery({ ...foundBranchesQuery(wanted), enabled: enabled && many && wanted !== '' });
  const held = (many && wanted !== '' ? found.data : first.data)?.branches ?? [];
  return {
    branches: many
      ? held
      : held.filter(({ name, code, city }) => `${name}\n${code}\n${city}`.toLowerCase().includes(wanted)),
    known: first.data !== undefined,
    loading: first.isPending || found.isFetching,
  };
}

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

/** Between two versions; the older one first. */
export const differenceQuery = (branchId: string, from: number, to: number) => {
  const [older, newer] = from < to ? [from, to] : [to, from];
  return queryOptions({
    queryKey: ['organization', 'revisions', branchId, older, newer],
    queryFn: ({ signal }) =>
      call(organizationEditingEndpoints.compareVersions, { branchId, from: older, to: newer }, { signal }),
    // What has happened between them stays so.
    staleTime: Infinity,
  });
};

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
