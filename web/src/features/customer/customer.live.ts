import { customerTopics, type Arrival } from '@huiting/contracts/customer';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { customerKeys, fetchArrivals, type Arrivals } from './customer.queries.ts';

/** Newest first; a repeat of the same arrival (its ticket became known) takes the place of the first. */
export function applyArrival(snapshot: Arrivals, { arrival }: { readonly arrival: Arrival }): Arrivals {
  const others = snapshot.arrivals.filter((one) => one.id !== arrival.id);
  return { ...snapshot, arrivals: [...others, arrival].toSorted((a, b) => b.at - a.at) };
}

function arrivalsSource(branchId: string): LiveSource<Arrivals, typeof customerTopics.arrivals> {
  return {
    topic: customerTopics.arrivals,
    key: branchId,
    query: {
      queryKey: customerKeys.arrivals(branchId),
      queryFn: ({ signal }) => fetchArrivals(branchId, signal),
    },
    reduce: applyArrival,
  };
}

export function useArrivals(branchId: string) {
  return useLiveSnapshot(arrivalsSource(branchId));
}
