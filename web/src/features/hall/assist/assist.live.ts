import { hallTopics, type AssistCall } from '@huiting/contracts/hall';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../../lib/live.ts';
import { assistKeys, fetchAssistCalls, type AssistCalls } from './assist.queries.ts';

const stateRank = { open: 0, accepted: 1, done: 2, cancelled: 2 } as const;

/** A call only goes forward: an older card never reopens it. */
export function applyCall(snapshot: AssistCalls, { call }: { readonly call: AssistCall }): AssistCalls {
  const held = snapshot.calls.find((one) => one.id === call.id);
  if (held && stateRank[held.state] > stateRank[call.state]) return snapshot;
  return { ...snapshot, calls: [call, ...snapshot.calls.filter((one) => one.id !== call.id)] };
}

/** Nobody coming yet first, whoever has waited longest before the others; then those being helped; then what is over, newest first. */
export function callsInOrder(calls: readonly AssistCall[]): readonly AssistCall[] {
  return calls.toSorted((a, b) => {
    const state = stateRank[a.state] - stateRank[b.state];
    if (state !== 0) return state;
    return isUnended(a) ? a.calledAt - b.calledAt : (b.endedAt ?? 0) - (a.endedAt ?? 0);
  });
}

/** Mean time from a call to its answer, ms; null before the first answer. */
export function meanAnswer(calls: readonly AssistCall[]): number | null {
  const answers = calls.flatMap(({ acceptedBy, calledAt }) =>
    acceptedBy === null ? [] : [acceptedBy.at - calledAt],
  );
  return answers.length === 0 ? null : answers.reduce((sum, one) => sum + one, 0) / answers.length;
}

export const isUnended = ({ state }: AssistCall): boolean => state === 'open' || state === 'accepted';

function callsSource(branchId: string): LiveSource<AssistCalls, typeof hallTopics.assistCalls> {
  return {
    topic: hallTopics.assistCalls,
    key: branchId,
    query: {
      queryKey: assistKeys.calls(branchId),
      queryFn: ({ signal }) => fetchAssistCalls(branchId, signal),
    },
    reduce: applyCall,
  };
}

/** Today's calls for help, alive. */
export function useAssistCalls(branchId: string, enabled = true) {
  return useLiveSnapshot(callsSource(branchId), { enabled });
}

/** Shows the answer of an own command at once. */
export function useTakeCall(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: { readonly call: AssistCall }) =>
      queries.setQueryData<AssistCalls>(
        assistKeys.calls(branchId),
        (held) => held && applyCall(held, answer),
      ),
    [queries, branchId],
  );
}
