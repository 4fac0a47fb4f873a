import { queueEndpoints, queueTopics, type Progress } from '@huiting/contracts/queue';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { call } from '../../../lib/api.ts';
import { useLiveGauge } from '../../../lib/live.ts';

const progressKey = (token: string) => ['queue', 'progress', token] as const;

/** The answer of an own command may overtake a message that was on its way, and the other way round. */
export function newerProgress(held: Progress, next: Progress): Progress {
  return next.number < held.number ? held : next;
}

/** Where the holder of a ticket's link is in the queue, alive. */
export function useProgress(token: string) {
  return useLiveGauge({
    topic: queueTopics.progress,
    key: token,
    query: {
      queryKey: progressKey(token),
      queryFn: ({ signal }) => call(queueEndpoints.getProgress, { token }, { signal }),
    },
    gauge: newerProgress,
  });
}

export function useTakeProgress(token: string) {
  const queries = useQueryClient();
  return useCallback(
    (next: Progress) =>
      queries.setQueryData<Progress>(progressKey(token), (held) => (held ? newerProgress(held, next) : next)),
    [queries, token],
  );
}
