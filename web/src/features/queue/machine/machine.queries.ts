import { queueMachineEndpoints } from '@huiting/contracts/queue/machine';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const machineFeedQuery = (branchId: string, date: string | null) =>
  queryOptions({
    queryKey: ['queue', 'machine', branchId, date] as const,
    queryFn: ({ signal }) =>
      call(
        queueMachineEndpoints.getMachineFeed,
        { branchId, ...(date === null ? {} : { date }) },
        { signal },
      ),
    refetchInterval: 10_000,
  });
