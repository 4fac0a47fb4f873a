import { hallEndpoints, hallTopics, type Overview } from '@huiting/contracts/hall';
import type { OrgTreeUnit, OrgUnit } from '@huiting/contracts/organization';
import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { call } from '../../../lib/api.ts';
import { useLiveGauge } from '../../../lib/live.ts';
import { useMe } from '../../../lib/session.tsx';

/** Topmost unit of the tree this person may see. */
export function scopeRoot<U extends Pick<OrgUnit, 'id' | 'parentId'>>(units: readonly U[]): U | null {
  const ids = new Set(units.map((unit) => unit.id));
  return units.find((unit) => unit.parentId === null || !ids.has(unit.parentId)) ?? null;
}

interface Watched {
  /** What all branches in scope come to, alive; null for people without the right to the figures. */
  readonly overview: UseQueryResult<Overview> | null;
  readonly units: readonly OrgTreeUnit[] | undefined;
  /** The tree is larger than `units`. */
  readonly truncated: boolean;
  readonly root: OrgTreeUnit | null;
}
const OverviewContext = createContext<Watched | null>(null);

/** Newer figures replace older ones, never the other way round. */
const newer = (held: Overview, next: Overview): Overview => (next.at < held.at ? held : next);

/** The figures of all branches in scope together, and the org tree: one subscription for the whole console. */
export function OverviewProvider({ children }: { readonly children: ReactNode }) {
  const me = useMe();
  const allowed = me.permissions.includes('hall.overview');
  const units = useQuery({ ...orgUnitsQuery, enabled: me.permissions.includes('organization.view') });
  const root = useMemo(() => scopeRoot(units.data?.units ?? []), [units.data]);
  const orgUnitId = root?.id ?? '';
  const overview = useLiveGauge(
    {
      topic: hallTopics.overview,
      key: orgUnitId,
      query: {
        queryKey: ['hall', 'overview', orgUnitId],
        queryFn: ({ signal }) => call(hallEndpoints.getOverview, { orgUnitId }, { signal }),
      },
      gauge: newer,
    },
    { enabled: allowed && root !== null },
  );
  const value = useMemo<Watched>(
    () => ({
      overview: allowed ? overview : null,
      units: units.data?.units,
      truncated: units.data?.truncated ?? false,
      root,
    }),
    [allowed, overview, units.data, root],
  );
  return <OverviewContext value={value}>{children}</OverviewContext>;
}

export function useOverview(): Watched {
  const watched = use(OverviewContext);
  if (!watched) throw new Error('useOverview needs an OverviewProvider above it');
  return watched;
}
