import { hallTopics, type BranchPulse } from '@huiting/contracts/hall';
import { useLiveGauge } from '../../lib/live.ts';
import { fetchPulse, hallKeys } from './hall.queries.ts';

/** The newer of two pulses: messages may overtake the answer that was fetched first. */
function newerPulse(held: BranchPulse, next: BranchPulse): BranchPulse {
  return next.at < held.at ? held : next;
}

export function usePulse(branchId: string, enabled = true) {
  return useLiveGauge(
    {
      topic: hallTopics.pulse,
      key: branchId,
      query: { queryKey: hallKeys.pulse(branchId), queryFn: ({ signal }) => fetchPulse(branchId, signal) },
      gauge: newerPulse,
    },
    { enabled },
  );
}
