import { consentEndpoints } from '@huiting/contracts/customer/consent';
import { privacyEndpoints, type RequestState } from '@huiting/contracts/privacy';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export const privacyKeys = {
  requests: ['privacy', 'requests'] as const,
  retention: ['privacy', 'retention'] as const,
  texts: ['privacy', 'texts'] as const,
};

export const requestsQuery = (state: RequestState | null) =>
  queryOptions({
    queryKey: [...privacyKeys.requests, state],
    queryFn: ({ signal }) =>
      call(privacyEndpoints.listRequests, { limit: 200, ...(state === null ? {} : { state }) }, { signal }),
    // Rooms answer an erasure within seconds.
    refetchInterval: 15_000,
  });

export const retentionQuery = queryOptions({
  queryKey: privacyKeys.retention,
  queryFn: ({ signal }) => call(privacyEndpoints.listRetention, {}, { signal }),
});

export const textsQuery = queryOptions({
  queryKey: privacyKeys.texts,
  queryFn: ({ signal }) => call(consentEndpoints.listConsentTexts, {}, { signal }),
});

export const mineQuery = (token: string) =>
  queryOptions({
    queryKey: ['privacy', 'mine', token],
    queryFn: ({ signal }) => call(privacyEndpoints.getMine, { token }, { signal }),
    retry: false,
  });
