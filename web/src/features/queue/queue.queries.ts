import { queueEndpoints } from '@huiting/contracts/queue';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export const queueKeys = {
  board: (branchId: string) => ['queue', 'board', branchId] as const,
  timeline: (branchId: string, ticketId: string) => ['queue', 'timeline', branchId, ticketId] as const,
};

/** The board as it is now; number says at which event it is true. */
export const fetchBoard = (branchId: string, signal: AbortSignal) =>
  call(queueEndpoints.getBoard, { branchId }, { signal });

/** What I have served today; asked again when my window's ticket changes (`ticketId` is part of the key) and every minute. */
export const myDayQuery = (branchId: string, ticketId: string | null) =>
  queryOptions({
    queryKey: ['queue', 'myDay', branchId, ticketId] as const,
    queryFn: ({ signal }) => call(queueEndpoints.getMyDay, { branchId }, { signal }),
    placeholderData: (previous) => previous,
    refetchInterval: 60_000,
  });

/** Periods of one ticket's visit. `since` is part of the key: a ticket that moved on has another timeline. */
export const timelineQuery = (branchId: string, ticketId: string, since: number) =>
  queryOptions({
    queryKey: [...queueKeys.timeline(branchId, ticketId), since],
    queryFn: ({ signal }) => call(queueEndpoints.getTimeline, { branchId, ticketId }, { signal }),
    placeholderData: (previous) => previous,
  });
