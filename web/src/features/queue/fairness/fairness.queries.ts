import { queueEndpoints } from '@huiting/contracts/queue';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const fairnessQuery = (branchId: string, month: string) =>
  queryOptions({
    queryKey: ['queue', 'fairness', branchId, month] as const,
    queryFn: ({ signal }) => call(queueEndpoints.getFairness, { branchId, month }, { signal }),
    placeholderData: keepPreviousData,
  });
