import { organizationEndpoints } from '@huiting/contracts/organization';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export const organizationKeys = {
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
