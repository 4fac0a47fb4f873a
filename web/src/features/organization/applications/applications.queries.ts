import { applicationEndpoints } from '@huiting/contracts/organization/applications';
import type { ApplicationState } from '@huiting/contracts/organization';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const applicationKeys = { all: ['organization', 'applications'] as const };

/** Changes asked for of one branch, newest first; asked again while one may be decided elsewhere. */
export const applicationsQuery = (branchId: string) =>
  queryOptions({
    queryKey: [...applicationKeys.all, branchId],
    queryFn: ({ signal }) => call(applicationEndpoints.listApplications, { branchId, limit: 20 }, { signal }),
    refetchInterval: 30_000,
  });

/** Those of the whole scope, page by page. */
export const allApplicationsQuery = (state: ApplicationState | null) =>
  infiniteQueryOptions({
    queryKey: [...applicationKeys.all, 'all', state],
    queryFn: ({ signal, pageParam }) =>
      call(
        applicationEndpoints.listApplications,
        { limit: 50, ...(state ? { state } : {}), ...(pageParam ? { cursor: pageParam } : {}) },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: 30_000,
  });
