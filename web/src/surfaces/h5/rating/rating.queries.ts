import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const ratingKey = (token: string) => ['feedback', 'byLink', token] as const;

/**
 * The rating of a ticket and what became of a bad one. The request follows the completed service a moment later, and the
 * customer may also rate at the window meanwhile; what is being handled moves without this page.
 */
export function useRatingByLink(token: string) {
  return useQuery({
    queryKey: ratingKey(token),
    queryFn: ({ signal }) => call(feedbackEndpoints.getByLink, { token }, { signal }),
    refetchInterval: ({ state }) => {
      const { request, care } = state.data ?? {};
      if (care && (care.state === 'confirmed' || care.state === 'unconfirmed')) return false;
      if (care) return 15_000;
      return request?.state === 'rated' ? false : 5_000;
    },
  });
}
