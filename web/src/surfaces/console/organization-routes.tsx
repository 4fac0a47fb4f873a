import { BranchFormat } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ApplicationsScreen } from '../../features/organization/applications/applications-screen.tsx';
import { FormatsScreen } from '../../features/organization/formats/formats-screen.tsx';
import { orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { BranchActs } from './branches/branch-acts.tsx';
import { Guarded } from './guarded.tsx';
import { useAddress } from './shell/address.ts';

export function ApplicationsRoute() {
  const address = useAddress('/branch-applications');
  const go = useNavigate();
  return (
    <Guarded permission="organization.apply">
      <ApplicationsScreen
        address={address}
        onApproval={(approval) =>
          void go({
            to: '/inbox',
            search: { tab: 'mine', at: approval.branchId, approval: approval.id } as never,
          })
        }
        onBranch={(id) => void go({ to: `/branches/${id}` })}
        action={<BranchActs />}
      />
    </Guarded>
  );
}

export function FormatsRoute() {
  const { format } = useSearch({ strict: false }) as { readonly format?: string };
  const go = useNavigate();
  const units = useQuery(orgUnitsQuery);
  return (
    <Guarded permission="staff.view">
      <FormatsScreen
        format={BranchFormat.options.find((one) => one === format) ?? 'full'}
        onFormat={(next) => void go({ to: '/formats', search: { format: next } as never, replace: true })}
        onBranch={(id) => void go({ to: `/branches/${id}`, search: { tab: 'windows' } as never })}
        units={units.data?.units ?? []}
      />
    </Guarded>
  );
}
