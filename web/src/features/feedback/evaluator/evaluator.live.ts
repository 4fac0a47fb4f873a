import { feedbackEndpoints, feedbackTopics, type RatingRequest } from '@huiting/contracts/feedback';
import { useLiveSnapshot, type LiveSource } from '../../../lib/live.ts';
import { call } from '../../../lib/api.ts';

export interface EvaluatorState {
  readonly number: number;
  /** The last request of this window; its state says whether it still asks. */
  readonly request: RatingRequest | null;
  readonly teller: {
    readonly name: string;
    readonly number: string;
    readonly averageLevel: number | null;
  } | null;
}

/** The topic tells every window of the branch: only our own counts, and an older request never replaces a newer one. */
export function applyRequest(
  state: EvaluatorState,
  request: RatingRequest,
  windowId: string,
): EvaluatorState {
  if (request.windowId !== windowId) return state;
  if (state.request && state.request.id !== request.id && state.request.askedAt > request.askedAt)
    return state;
  return { ...state, request };
}

function evaluatorSource(
  branchId: string,
  windowId: string,
): LiveSource<EvaluatorState, typeof feedbackTopics.requests> {
  return {
    topic: feedbackTopics.requests,
    key: branchId,
    query: {
      queryKey: ['feedback', 'evaluator', branchId, windowId],
      queryFn: ({ signal }) => call(feedbackEndpoints.currentRequest, { branchId, windowId }, { signal }),
    },
    reduce: (state, { request }) => applyRequest(state, request, windowId),
  };
}

export function useEvaluator(branchId: string, windowId: string, onRevoked: () => void) {
  return useLiveSnapshot(evaluatorSource(branchId, windowId), { onRevoked });
}
