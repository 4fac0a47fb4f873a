import { feedbackEndpoints, type SatisfactionBy } from '@huiting/contracts/feedback';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export interface SatisfactionAsked {
  readonly branchId: string | null;
  readonly from: string;
  readonly until: string;
  readonly by: SatisfactionBy;
}

export const inputOf = ({ branchId, ...asked }: SatisfactionAsked) => ({
  ...asked,
  ...(branchId === null ? {} : { branch: branchId }),
});

export const satisfactionQuery = (asked: SatisfactionAsked) =>
  queryOptions({
    queryKey: ['feedback', 'satisfaction', asked] as const,
    queryFn: ({ signal }) => call(feedbackEndpoints.getSatisfaction, inputOf(asked), { signal }),
    placeholderData: keepPreviousData,
  });
