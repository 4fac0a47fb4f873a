import { floorPlanEndpoints } from '@huiting/contracts/organization/floor-plan';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../../lib/api.ts';

export const planKeys = { of: (branchId: string) => ['organization', 'floorPlan', branchId] as const };

/** Where things stand; drawn anew now and then, so that it is asked again once a minute. */
export const floorPlanQuery = (branchId: string) =>
  queryOptions({
    queryKey: planKeys.of(branchId),
    queryFn: ({ signal }) => call(floorPlanEndpoints.getFloorPlan, { branchId }, { signal }),
    refetchInterval: 60_000,
  });
