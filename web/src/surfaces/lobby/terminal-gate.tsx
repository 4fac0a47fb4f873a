import type { Me, TerminalKind } from '@huiting/contracts/access';
import { useCallback, useEffect, type ReactNode } from 'react';
import { BranchTimeZone } from '../../lib/format-context.tsx';
import { MeProvider, useSession } from '../../lib/session.tsx';
import { TerminalTrouble } from '../../features/queue/display/terminal-trouble.tsx';
import { useBranchTimeZone } from './branch-time-zone.ts';

export interface EnrolledTerminal {
  readonly kind: TerminalKind;
  readonly branch: NonNullable<Me['branch']>;
  readonly windowId: string | null;
  readonly demo: boolean;
  /** A topic ended the right to watch: asks who we are again; without a credential the start page follows. */
  readonly recheck: () => void;
}

interface TerminalGateProps {
  readonly kind: TerminalKind;
  readonly children: (terminal: EnrolledTerminal) => ReactNode;
}

/** Only an enrolled terminal passes; a lost or revoked enrolment leads back to the start page, which says so. */
export function TerminalGate({ kind, children }: TerminalGateProps) {
  const session = useSession();
  const { data: me, refetch } = session;
  const lost = me === null || (me !== undefined && me.branch === null);
  useEffect(() => {
    if (lost) location.replace(`/lobby/?lost=${kind}`);
  }, [lost, kind]);
  const recheck = useCallback(() => void refetch(), [refetch]);

  if (me?.branch) {
    return (
      <MeProvider key={me.id} me={me}>
        <InBranchZone branchId={me.branch.id}>
          {children({ kind, branch: me.branch, windowId: me.windowId, demo: me.demo, recheck })}
        </InBranchZone>
      </MeProvider>
    );
  }
  if (session.error)
    return <TerminalTrouble error={session.error} since={session.errorUpdatedAt} onRetry={recheck} />;
  return null;
}

function InBranchZone({ branchId, children }: { readonly branchId: string; readonly children: ReactNode }) {
  const timeZone = useBranchTimeZone(branchId);
  return timeZone === null ? children : <BranchTimeZone timeZone={timeZone}>{children}</BranchTimeZone>;
}
