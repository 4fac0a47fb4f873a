import { hallEndpoints, hallTopics, type BranchPulse } from '@huiting/contracts/hall';
import type { OrgUnit } from '@huiting/contracts/organization';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { call } from '../../../lib/api.ts';
import { useLiveGauge } from '../../../lib/live.ts';
import { useMe } from '../../../lib/session.tsx';

interface Pulses {
  readonly branches: readonly BranchPulse[];
}

/** Newest figures by branch; a branch the message does not tell keeps its own. */
export function mergePulses(held: Pulses, next: Pulses): Pulses {
  const newest = new Map(next.branches.map((pulse) => [pulse.branchId, pulse]));
  const kept = held.branches.map((pulse) => {
    const found = newest.get(pulse.branchId);
    newest.delete(pulse.branchId);
    return found && found.at >= pulse.at ? found : pulse;
  });
  return { branches: [...kept, ...newest.values()] };
}

/** Topmost unit of the tree this person may see. */
export function scopeRoot(units: readonly OrgUnit[]): OrgUnit | null {
  const ids = new Set(units.map((unit) => unit.id));
  return units.find((unit) => unit.parentId === null || !ids.has(unit.parentId)) ?? null;
}

interface Overview {
  /** Null for people without the right to the figures. */
  readonly pulses: UseQueryResult<Pulses> | null;
  readonly units: readonly OrgUnit[] | undefined;
  readonly root: OrgUnit | null;
}
const OverviewContext = createContext<Overview | null>(null);

/** Live figures of every branch in scope and the org tree: one subscription for the whole console. */
export function OverviewProvider({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  const allowed = me.permissions.includes('hall.overview');
  const units = useQuery({ ...orgUnitsQuery, enabled: me.permissions.includes('organization.view') });
  const root = useMemo(() => scopeRoot(units.data?.units ?? []), [units.data]);
  const pulses = useLiveGauge(
    {
      topic: hallTopics.overview,
      key: root?.id ?? '',
      query: {
        queryKey: ['hall', 'overview', me.id],
        queryFn: ({ signal }) => call(hallEndpoints.listPulses, {}, { signal }) as Promise<Pulses>,
      },
      gauge: mergePulses,
    },
    { enabled: allowed && root !== null },
  );
  const value = useMemo<Overview>(
    () => ({ pulses: allowed ? pulses : null, units: units.data?.units, root }),
    [allowed, pulses, units.data, root],
  );
  return <OverviewContext value={value}>{children}</OverviewContext>;
}

export function useOverview(): Overview {
  const overview = use(OverviewContext);
  if (!overview) throw new Error('useOverview needs an OverviewProvider above it');
  return overview;
}
