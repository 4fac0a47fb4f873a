import { hallTopics, type Diversion, type ServiceFlow } from '@huiting/contracts/hall';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../../lib/live.ts';
import { fetchHallService, serviceKeys, type HallService } from './service.queries.ts';

interface ServiceDelta {
  readonly flow: ServiceFlow | null;
  readonly diversion: Diversion | null;
}

const put = <T extends { readonly id: string }>(list: readonly T[], one: T): readonly T[] =>
  list.some(({ id }) => id === one.id)
    ? list.map((held) => (held.id === one.id ? one : held))
    : [one, ...list];

/** Steps are only added, and a result is final: what is older changes nothing. */
export function applyService(snapshot: HallService, { flow, diversion }: ServiceDelta): HallService {
  const held = flow && snapshot.flows.find(({ id }) => id === flow.id);
  const older = held && (held.endedAt !== null || held.ticks.length > (flow?.ticks.length ?? 0));
  const settled = diversion && snapshot.diversions.find(({ id }) => id === diversion.id)?.settledAt;
  return {
    ...snapshot,
    flows: flow && !older ? put(snapshot.flows, flow) : snapshot.flows,
    diversions: diversion && settled == null ? put(snapshot.diversions, diversion) : snapshot.diversions,
  };
}

function serviceSource(branchId: string): LiveSource<HallService, typeof hallTopics.service> {
  return {
    topic: hallTopics.service,
    key: branchId,
    query: {
      queryKey: serviceKeys.day(branchId),
      queryFn: ({ signal }) => fetchHallService(branchId, signal),
    },
    reduce: applyService,
  };
}

/** Who is being received and what was moved elsewhere, alive. The figures are the server's: asked again after each change. */
export function useHallService(branchId: string, enabled = true) {
  const queries = useQueryClient();
  return useLiveSnapshot(serviceSource(branchId), {
    enabled,
    onDelta: () => void queries.invalidateQueries({ queryKey: serviceKeys.day(branchId) }),
  });
}

/** Shows the answer of an own command at once. */
export function useTakeService(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: Partial<ServiceDelta>) =>
      queries.setQueryData<HallService>(
        serviceKeys.day(branchId),
        (held) =>
          held && applyService(held, { flow: answer.flow ?? null, diversion: answer.diversion ?? null }),
      ),
    [queries, branchId],
  );
}
