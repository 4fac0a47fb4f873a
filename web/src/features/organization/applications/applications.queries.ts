import { applicationEndpoints } from '@huiting/contracts/organization/applications';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

/** Changes asked for of one branch, newest first; asked again while one may be decided elsewhere. */
export const applicationsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['organization', 'applications', branchId],
    queryFn: ({ signal }) => call(applicationEndpoints.listApplications, { branchId, limit: 20 }, { signal }),
    refetchInterval: 30_000,
  });
