import { feedbackTopics, type BadRatingCase, type RatingRequest } from '@huiting/contracts/feedback';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { fetchCases, fetchRatings, handlingKeys, type Cases } from './feedback.handling.queries.ts';

const stateRank = { open: 0, claimed: 1, talked: 2, closed: 3 } as const;

interface FeedbackDelta {
  readonly case: BadRatingCase | null;
  readonly rated: RatingRequest | null;
}

/** Handling only goes forward; a case overtaken by the answer to my own act does not go back. */
export function applyCase(snapshot: Cases, delta: FeedbackDelta): Cases {
  const next = delta.case;
  if (!next) return snapshot;
  const held = snapshot.cases.find((one) => one.id === next.id);
  if (held && stateRank[held.state] > stateRank[next.state]) return snapshot;
  return { ...snapshot, cases: [next, ...snapshot.cases.filter((one) => one.id !== next.id)] };
}

/** Undone first, the earliest deadline first; done last, the latest first. */
export function casesInOrder(cases: readonly BadRatingCase[]): readonly BadRatingCase[] {
  return cases.toSorted((a, b) => {
    const done = Number(a.state === 'closed') - Number(b.state === 'closed');
    if (done !== 0) return done;
    return a.state === 'closed' ? (b.closedAt ?? 0) - (a.closedAt ?? 0) : dueAt(a) - dueAt(b);
  });
}

/** The next limit: to claim while open, to close afterwards. */
export const dueAt = (one: BadRatingCase): number => (one.state === 'open' ? one.claimDueAt : one.closeDueAt);

function casesSource(branchId: string): LiveSource<Cases, typeof feedbackTopics.cases> {
  return {
    topic: feedbackTopics.cases,
    key: branchId,
    query: { queryKey: handlingKeys.cases(branchId), queryFn: ({ signal }) => fetchCases(branchId, signal) },
    reduce: applyCase,
  };
}

/** Bad ratings of the branch, alive; every rating given asks the lists of ratings again. */
export function useCases(branchId: string, enabled = true) {
  const queries = useQueryClient();
  return useLiveSnapshot(casesSource(branchId), {
    enabled,
    onDelta: ({ rated }) => {
      if (rated) void queries.invalidateQueries({ queryKey: ['feedback', 'ratings', branchId] });
    },
  });
}

/** Today's ratings with the share of good ones, of the branch or of one staff member. Watch `useCases` beside it. */
export function useRatings(branchId: string, staffId: string | null, enabled = true) {
  return useQuery({
    queryKey: handlingKeys.ratings(branchId, staffId),
    queryFn: ({ signal }) => fetchRatings(branchId, staffId, signal),
    enabled,
  });
}

export function useTakeCase(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: { readonly case: BadRatingCase }) =>
      queries.setQueryData<Cases>(
        handlingKeys.cases(branchId),
        (held) => held && applyCase(held, { case: answer.case, rated: null }),
      ),
    [queries, branchId],
  );
}
