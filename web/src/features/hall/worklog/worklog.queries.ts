import { hallEndpoints } from '@huiting/contracts/hall';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const worklogKeys = {
  mine: (branchId: string) => ['hall', 'worklog', branchId] as const,
  list: (branchId: string) => ['hall', 'worklogs', branchId] as const,
};

/** My log of today; its figures are counted by the server each time. */
export const myWorklogQuery = (branchId: string) =>
  queryOptions({
    queryKey: worklogKeys.mine(branchId),
    queryFn: ({ signal }) => call(hallEndpoints.getMyWorklog, { branchId }, { signal }),
    refetchInterval: 60_000,
  });

export const worklogsQuery = (branchId: string) =>
  queryOptions({
    queryKey: worklogKeys.list(branchId),
    queryFn: ({ signal }) => call(hallEndpoints.listWorklogs, { branchId }, { signal }),
    refetchInterval: 60_000,
  });
