import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditSearch } from '../../features/access/access.queries.ts';
import { AuditScreen } from '../../features/access/screens/audit-screen.tsx';
import { TerminalsScreen } from '../../features/access/screens/terminals-screen.tsx';
import { UsersScreen } from '../../features/access/screens/users-screen.tsx';
import { branchQuery } from '../../features/hall/index.ts';
import { orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { AlertRulesScreen } from '../../features/workflow/screens/alert-rules-screen.tsx';
import { DefinitionsScreen } from '../../features/workflow/screens/definitions-screen.tsx';
import { Guarded } from './guarded.tsx';
import { BranchChoice, useChosenBranch } from './queue/branch-head.tsx';

/** What the address says, as far as it is a word. */
function useWords(): Readonly<Record<string, string>> {
  const search = useSearch({ strict: false }) as Record<string, unknown>;
  const words = Object.entries(search).map(([name, value]) => [
    name,
    typeof value === 'string' || typeof value === 'number' ? String(value) : '',
  ]);
  return Object.fromEntries(words.filter(([, value]) => value !== '')) as Record<string, string>;
}

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
      branchId={chosen.id}
      choice={<BranchChoice chosen={chosen} />}
      windows={record.data?.windows ?? []}
      unchosen={chosen.missing}
    />
  );
}

export function UsersRoute() {
  const { q, user } = useWords();
  const go = useNavigate();
  const units = useQuery(orgUnitsQuery);
  const show = (search: { q?: string | undefined; user?: string | undefined }) =>
    void go({
      to: '/users',
      search: { ...(search.q ? { q: search.q } : {}), ...(search.user ? { user: search.user } : {}) },
      replace: true,
    });
  return (
    <Guarded permission="access.manage">
      <UsersScreen
        search={q ?? ''}
        onSearch={(words) => show({ q: words })}
        openId={user ?? null}
        onOpen={(id) => show({ q, user: id ?? undefined })}
        units={units.data?.units ?? []}
      />
    </Guarded>
  );
}

export function AuditRoute() {
  const { action, actor, object, from, to, outcome } = useWords();
  const go = useNavigate();
  const search: AuditSearch = {
    ...(action ? { action } : {}),
    ...(actor ? { actor } : {}),
    ...(object ? { object } : {}),
    ...(from ? { from } : {}),
    ...(to ? { to } : {}),
    ...(outcome === 'done' || outcome === 'refused' ? { outcome } : {}),
  };
  return (
    <Guarded permission="access.audit">
      <AuditScreen
        search={search}
        onSearch={(next) => void go({ to: '/audit', search: next, replace: true })}
      />
    </Guarded>
  );
}

export function AlertRulesRoute() {
  return (
    <Guarded permission="approval.manage">
      <AlertRulesScreen />
    </Guarded>
  );
}

export function ApprovalStepsRoute() {
  const { kind } = useWords();
  const go = useNavigate();
  return (
    <Guarded permission="approval.manage">
      <DefinitionsScreen
        openKind={kind ?? null}
        onOpen={(next) =>
          void go({ to: '/approval-steps', search: next === null ? {} : { kind: next }, replace: true })
        }
      />
    </Guarded>
  );
}
