import { useQuery } from '@tanstack/react-query';
import { AuditScreen } from '../../features/access/screens/audit-screen.tsx';
import { RolesScreen } from '../../features/access/screens/roles-screen.tsx';
import { TerminalsScreen } from '../../features/access/screens/terminals-screen.tsx';
import { UsersScreen } from '../../features/access/screens/users-screen.tsx';
import { branchQuery } from '../../features/hall/index.ts';
import { orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { AlertRulesScreen } from '../../features/workflow/screens/alert-rules-screen.tsx';
import { DefinitionsScreen } from '../../features/workflow/screens/definitions-screen.tsx';
import { Guarded } from './guarded.tsx';
import { RegisterActs } from './register-acts.tsx';
import { BranchChoice, useChosenBranch } from './queue/branch-head.tsx';
import { useAddress } from './shell/address.ts';

export function TerminalsRoute() {
  return (
    <Guarded permission="terminal.enrol">
      <Terminals />
    </Guarded>
  );
}
function Terminals() {
  const chosen = useChosenBranch('/terminals');
  const record = useQuery({ ...branchQuery(chosen.id ?? ''), enabled: chosen.id !== null });
  return (
    <TerminalsScreen
      key={chosen.id}
      address={useAddress('/terminals')}
      branchId={chosen.id}
      choice={<BranchChoice chosen={chosen} />}
      windows={record.data?.windows ?? []}
      unchosen={chosen.missing}
    />
  );
}

export function UsersRoute() {
  const units = useQuery(orgUnitsQuery);
  return (
    <Guarded permission="access.manage">
      <UsersScreen
        address={useAddress('/users')}
        units={units.data?.units ?? []}
        fileActs={<RegisterActs kind="users" right="access.manage" />}
      />
    </Guarded>
  );
}

export function RolesRoute() {
  return (
    <Guarded permission="access.manage">
      <RolesScreen address={useAddress('/roles')} />
    </Guarded>
  );
}

export function AuditRoute() {
  return (
    <Guarded permission="access.audit">
      <AuditScreen address={useAddress('/audit')} />
    </Guarded>
  );
}

export function AlertRulesRoute() {
  return (
    <Guarded permission="approval.manage">
      <AlertRulesScreen address={useAddress('/alert-rules')} />
    </Guarded>
  );
}

export function ApprovalStepsRoute() {
  return (
    <Guarded permission="approval.manage">
      <DefinitionsScreen address={useAddress('/approval-steps')} />
    </Guarded>
  );
}
