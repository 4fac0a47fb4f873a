import { feedbackTopics, type BadRatingCase, type RatingRequest } from '@huiting/contracts/feedback';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { fetchCases, fetchRatings, handlingKeys, type Cases } from './feedback.handling.queries.ts';

const stateRank = { open: 0, claimed: 1, talked: 2, confirming: 3, closed: 4 } as const;

/** How far a case has come: each dispute begins a round of its own. */
const progressOf = (one: BadRatingCase): number =>
  one.chain.filter(({ reason }) => reason === 'disputed').length * 5 + stateRank[one.state];
/** Staff have done theirs. */
export const isSolved = (one: BadRatingCase): boolean => one.state === 'confirming' || one.state === 'closed';

interface FeedbackDelta {
  readonly case: BadRatingCase | null;
  readonly rated: RatingRequest | null;
}

/** Handling only goes forward, round by round; a case overtaken by the answer to my own act does not go back. */
export function applyCase(snapshot: Cases, delta: FeedbackDelta): Cases {
  const next = delta.case;
  if (!next) return snapshot;
  const held = snapshot.cases.find((one) => one.id === next.id);
  if (held && progressOf(held) > progressOf(next)) return snapshot;
  return { ...snapshot, cases: [next, ...snapshot.cases.filter((one) => one.id !== next.id)] };
}

/** The customer disputed what was done: only whoever leads may take it on. */
export const isReserved = (one: BadRatingCase): boolean =>
  one.chain.some(({ reason }) => reason === 'disputed');

/** Undone first, the earliest deadline first; then what awaits the customer's word; closed last, the latest first. */
export function casesInOrder(cases: readonly BadRatingCase[]): readonly BadRatingCase[] {
  return cases.toSorted((a, b) => {
    const done = rest(a) - rest(b);
    if (done !== 0) return done;
    return a.state === 'closed' ? (b.closedAt ?? 0) - (a.closedAt ?? 0) : dueAt(a) - dueAt(b);
  });
}

const rest = (one: BadRatingCase): number =>
  one.state === 'closed' ? 2 : one.state === 'confirming' ? 1 : 0;

/** The next limit: to claim while open, then to talk, to close afterwards, then for the customer to answer. */
export function dueAt(one: BadRatingCase): number {
  if (one.state === 'confirming') return one.confirmation.dueAt ?? one.closeDueAt;
  if (one.state === 'open') return one.claimDueAt;
  return one.state === 'claimed' ? Math.min(one.talkDueAt ?? one.closeDueAt, one.closeDueAt) : one.closeDueAt;
}

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
