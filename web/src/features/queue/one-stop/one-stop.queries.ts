import { oneStopEndpoints } from '@huiting/contracts/queue/one-stop';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

/** `since` makes it ask again when the ticket has moved on. */
export const oneStopQuery = (branchId: string, ticketId: string, since: number) =>
  queryOptions({
    queryKey: ['queue', 'oneStop', branchId, ticketId, since] as const,
    queryFn: ({ signal }) => call(oneStopEndpoints.getOneStop, { branchId, ticketId }, { signal }),
    staleTime: 30_000,
  });

export const flexibleQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['queue', 'flexible', branchId] as const,
    queryFn: ({ signal }) => call(oneStopEndpoints.listFlexibleCounters, { branchId }, { signal }),
    refetchInterval: 60_000,
  });
