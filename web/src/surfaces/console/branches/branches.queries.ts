import { hallEndpoints } from '@huiting/contracts/hall';
import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { call } from '../../../lib/api.ts';
import { useOverview } from '../shell/overview.tsx';
import type { BranchSearch } from './branches.search.ts';

const pulsesKey = ['hall', 'pulses'] as const;
export const pageSize = 20;

const pulsesQuery = ({ org, q, view, format, stage, sort, order, page }: BranchSearch) =>
  queryOptions({
    queryKey: [...pulsesKey, { org, q, view, format, stage, sort, order, page }],
    queryFn: ({ signal }) =>
      call(
        hallEndpoints.listPulses,
        {
          ...(org ? { orgUnitId: org } : {}),
          ...(q ? { search: q } : {}),
          ...(view ? { view } : {}),
          ...(format ? { format } : {}),
          ...(stage ? { stage } : {}),
          ...(sort ? { sort } : {}),
          ...(order ? { order } : {}),
          page: page ?? 1,
          pageSize,
        },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });

/** The page of the list that is looked at, alive: asked for again whenever the figures of all branches have moved. */
export function usePulses(search: BranchSearch) {
  const queries = useQueryClient();
  const at = useOverview().overview?.data?.at;
  const query = useQuery(pulsesQuery(search));
  useEffect(() => {
    if (at !== undefined) void queries.invalidateQueries({ queryKey: pulsesKey });
  }, [queries, at]);
  return query;
}
