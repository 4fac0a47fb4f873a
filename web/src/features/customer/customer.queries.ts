import { customerEndpoints, type Arrival } from '@huiting/contracts/customer';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export interface Arrivals {
  readonly number: number;
  readonly arrivals: readonly Arrival[];
}

export const customerKeys = { arrivals: (branchId: string) => ['customer', 'arrivals', branchId] as const };

export const fetchArrivals = (branchId: string, signal: AbortSignal): Promise<Arrivals> =>
  call(customerEndpoints.listArrivals, { branchId }, { signal });

/** Each reading is audited, so one reading serves all who show the same customer for five minutes. */
export const customerViewQuery = (branchId: string, customerId: string) =>
  queryOptions({
    queryKey: ['customer', 'view', branchId, customerId],
    queryFn: ({ signal }) => call(customerEndpoints.getView, { branchId, customerId }, { signal }),
    staleTime: 5 * 60_000,
  });
