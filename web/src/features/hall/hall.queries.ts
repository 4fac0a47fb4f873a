import { hallEndpoints } from '@huiting/contracts/hall';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { queryOptions } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';

export const hallKeys = {
  pulse: (branchId: string) => ['hall', 'pulse', branchId] as const,
  staff: (branchId: string) => ['hall', 'staff', branchId] as const,
};

export const fetchPulse = (branchId: string, signal: AbortSignal) =>
  call(hallEndpoints.getPulse, { branchId }, { signal });

/** No topic tells who did how much; asked again when a service ends and at most every half minute. */
export const staffOnDutyQuery = (branchId: string) =>
  queryOptions({
    queryKey: hallKeys.staff(branchId),
    queryFn: ({ signal }) => call(hallEndpoints.listStaffOnDuty, { branchId }, { signal }),
    refetchInterval: 30_000,
  });

/** Name, hours, time zone and today of the branch; changes rarely. */
export const branchQuery = (branchId: string) =>
  queryOptions({
    queryKey: ['organization', 'branch', branchId],
    queryFn: ({ signal }) => call(organizationEndpoints.getBranch, { branchId }, { signal }),
    staleTime: 10 * 60_000,
  });
