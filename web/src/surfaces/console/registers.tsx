import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { AuditSearch } from '../../features/access/access.queries.ts';
import { AuditScreen } from '../../features/access/screens/audit-screen.tsx';
import { TerminalsScreen } from '../../features/access/screens/terminals-screen.tsx';
import { UsersScreen } from '../../features/access/screens/users-screen.tsx';
import { branchQuery } from '../../features/hall/index.ts';
import { branchesQuery, orgUnitsQuery } from '../../features/organization/organization.queries.ts';
import { AlertRulesScreen } from '../../features/workflow/screens/alert-rules-screen.tsx';
import { DefinitionsScreen } from '../../features/workflow/screens/definitions-screen.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ListSkeleton } from '../../ui/skeleton.tsx';
import { useMe } from '../../lib/session.tsx';
import { Guarded } from './guarded.tsx';

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
  const { branch } = useWords();
  const go = useNavigate();
  const me = useMe();
  const branches = useQuery(branchesQuery);
  const branchId = branch ?? me.branch?.id ?? branches.data?.branches[0]?.id ?? null;
  const record = useQuery({ ...branchQuery(branchId ?? ''), enabled: branchId !== null });
  return (
    <TerminalsScreen
      key={branchId}
      branchId={branchId}
      branches={branches.data?.branches ?? []}
      onBranch={(id) => void go({ to: '/terminals', search: { branch: id }, replace: true })}
      windows={record.data?.windows ?? []}
      unchosen={
        branches.error ? (
          <ErrorPanel error={branches.error} onRetry={() => void branches.refetch()} />
        ) : (
          <ListSkeleton rows={6} height={36} />
        )
      }
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
