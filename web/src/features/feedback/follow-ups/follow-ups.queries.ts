import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const followUpsQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['feedback', 'followUps', branchId] as const,
    queryFn: ({ signal }) => call(feedbackEndpoints.listFollowUps, { branchId }, { signal }),
    refetchInterval: 60_000,
  });

export const followUpRuleQuery = (orgUnitId: string) =>
  queryOptions({
    queryKey: ['feedback', 'followUpRule', orgUnitId] as const,
    queryFn: ({ signal }) => call(feedbackEndpoints.getFollowUpRule, { orgUnitId }, { signal }),
  });
