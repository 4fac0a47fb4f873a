import { organizationEndpoints } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { call } from '../../lib/api.ts';
import { usePermission } from '../../lib/session.tsx';

/** The zone of the branch where the terminal may read its record (kiosk and hall display); else null. */
export function useBranchTimeZone(branchId: string): string | null {
  const enabled = usePermission('organization.view');
  const { data } = useQuery({
    queryKey: ['organization', 'branch', branchId],
    queryFn: ({ signal }) => call(organizationEndpoints.getBranch, { branchId }, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
    enabled,
  });
  return data?.timeZone ?? null;
}
