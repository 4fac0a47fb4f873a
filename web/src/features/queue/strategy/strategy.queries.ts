import { queueEndpoints } from '@huiting/contracts/queue';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const strategyKeys = {
  strategy: (branchId: string) => ['queue', 'strategy', branchId] as const,
};

export const strategyQuery = (branchId: string) =>
  queryOptions({
    queryKey: strategyKeys.strategy(branchId),
    queryFn: ({ signal }) => call(queueEndpoints.getStrategy, { branchId }, { signal }),
    // Somebody edits it: it is not taken away under their hands.
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

/** Past days with a record to live again. */
export const trialDaysQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['queue', 'trialDays', branchId] as const,
    queryFn: ({ signal }) => call(queueEndpoints.listTrialDays, { branchId }, { signal }),
    staleTime: 60_000,
  });

export const strategyVersionQuery = (branchId: string, version: number) =>
  queryOptions({
    queryKey: [...strategyKeys.strategy(branchId), 'version', version],
    queryFn: ({ signal }) => call(queueEndpoints.getStrategyVersion, { branchId, version }, { signal }),
    staleTime: Infinity,
  });
