import { useQuery } from '@tanstack/react-query';
import { orgUnitsQuery } from '../../../features/organization/organization.queries.ts';
import { ExportsScreen } from '../../../features/system/screens/exports-screen.tsx';
import { ImportsScreen } from '../../../features/system/screens/imports-screen.tsx';
import { JobsScreen } from '../../../features/system/screens/jobs-screen.tsx';
import { ParametersScreen } from '../../../features/system/screens/parameters-screen.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ListSkeleton } from '../../../ui/skeleton.tsx';
import { Guarded } from '../guarded.tsx';
import { useAddress } from '../shell/address.ts';

export function ImportsRoute() {
  return (
    <Guarded permission="import.run">
      <ImportsScreen address={useAddress('/imports')} />
    </Guarded>
  );
}

export function ExportsRoute() {
  return (
    <Guarded permission="surface.console">
      <ExportsScreen address={useAddress('/exports')} />
    </Guarded>
  );
}

export function JobsRoute() {
  return (
    <Guarded permission="system.view">
      <JobsScreen address={useAddress('/jobs')} />
    </Guarded>
  );
}

export function ParametersRoute() {
  return (
    <Guarded permission="parameter.view">
      <Parameters />
    </Guarded>
  );
}

/** A list to choose from holds this many outlets; a larger bank sets values for its regions. */
const mostOutlets = 500;

function Parameters() {
  const address = useAddress('/parameters');
  const wanted = address.words['unit'];
  const query = useQuery(orgUnitsQuery);
  const all = query.data?.units ?? [];
  const units = all.length > mostOutlets ? all.filter(({ level }) => level !== 'outlet') : all;
  const unit = units.find(({ id }) => id === wanted) ?? units[0];
  if (unit === undefined)
    return query.error ? (
      <ErrorPanel page error={query.error} onRetry={() => void query.refetch()} />
    ) : (
      <ListSkeleton rows={8} height={36} />
    );
  return <ParametersScreen key={unit.id} unit={unit} units={units} address={address} />;
}
