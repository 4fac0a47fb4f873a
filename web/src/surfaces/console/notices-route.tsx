import { useQuery } from '@tanstack/react-query';
import { branchesQuery, orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { NoticesScreen } from '../../features/queue/notices/notices-screen.tsx';
import { Guarded } from './guarded.tsx';
import { useAddress } from './shell/address.ts';

export function NoticesRoute() {
  const units = useQuery(orgUnitsQuery);
  const branches = useQuery(branchesQuery);
  return (
    <Guarded permission="display.manage">
      <NoticesScreen
        address={useAddress('/notices')}
        units={units.data?.units ?? []}
        branches={branches.data?.branches ?? []}
      />
    </Guarded>
  );
}
