import { displayEndpoints } from '@huiting/contracts/queue';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const noticesKey = ['queue', 'notices'] as const;

/** Notices and rates of every unit in scope, also those of other days. */
export const noticesQuery = queryOptions({
  queryKey: noticesKey,
  queryFn: ({ signal }) => call(displayEndpoints.listNotices, {}, { signal }),
  staleTime: 30_000,
});

export const displaySettingQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['queue', 'displaySetting', branchId],
    queryFn: ({ signal }) => call(displayEndpoints.getDisplaySetting, { branchId }, { signal }),
    staleTime: 30_000,
  });
