import { feedbackEndpoints, type BadRatingCase, type RatingRequest } from '@huiting/contracts/feedback';
import { call } from '../../lib/api.ts';

export interface Cases {
  readonly number: number;
  readonly cases: readonly BadRatingCase[];
}
export interface Ratings {
  readonly number: number;
  readonly ratings: readonly RatingRequest[];
  readonly rated: number;
  readonly good: number;
  readonly asked: number;
}

export const handlingKeys = {
  cases: (branchId: string) => ['feedback', 'cases', branchId] as const,
  ratings: (branchId: string, staffId: string | null) => ['feedback', 'ratings', branchId, staffId] as const,
};

export const fetchCases = (branchId: string, signal: AbortSignal): Promise<Cases> =>
  call(feedbackEndpoints.listCases, { branchId }, { signal });

export const fetchRatings = (
  branchId: string,
  staffId: string | null,
  signal: AbortSignal,
): Promise<Ratings> =>
  call(feedbackEndpoints.listRatings, { branchId, limit: 50, ...(staffId ? { staffId } : {}) }, { signal });
