import { appointmentEndpoints } from '@huiting/contracts/appointment';
import type { OutputOf } from '@huiting/contracts/core/endpoint';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export type RemoteOffer = OutputOf<typeof appointmentEndpoints.getRemoteOffer>;

/** Waits move while one decides. */
export const remoteOfferQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['appointment', 'remoteOffer', branchId] as const,
    queryFn: ({ signal }) => call(appointmentEndpoints.getRemoteOffer, { branchId }, { signal }),
    refetchInterval: 15_000,
  });

/** What a number is checked in by; it never changes. */
export const remotePassQuery = (token: string) =>
  queryOptions({
    queryKey: ['appointment', 'remotePass', token] as const,
    queryFn: ({ signal }) => call(appointmentEndpoints.getRemotePass, { token }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
