import { ApplicationState, BranchFormat } from '@huiting/contracts/organization';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { ApplicationsScreen } from '../../features/organization/applications/applications-screen.tsx';
import { FormatsScreen } from '../../features/organization/formats/formats-screen.tsx';
import { orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { BranchActs } from './branches/branch-acts.tsx';
import { Guarded } from './guarded.tsx';

export function ApplicationsRoute() {
  const { state } = useSearch({ strict: false }) as { readonly state?: string };
  const go = useNavigate();
  return (
    <Guarded permission="organization.apply">
      <ApplicationsScreen
        state={ApplicationState.options.find((one) => one === state) ?? null}
        onState={(next) =>
          void go({
            to: '/branch-applications',
            search: (next === null ? {} : { state: next }) as never,
            replace: true,
          })
        }
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
