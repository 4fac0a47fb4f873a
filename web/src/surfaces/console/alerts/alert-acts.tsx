import { workflowEndpoints, type Alert } from '@huiting/contracts/workflow';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ResolveSheet } from '../../../features/workflow/components/alert-row.tsx';
import { workflowText } from '../../../features/workflow/index.ts';
import { useCommand } from '../../../lib/command.ts';
import { useNamed, useText } from '../../../lib/i18n.ts';
import { useMe } from '../../../lib/session.tsx';
import { Button } from '../../../ui/button.tsx';
import { useProblemToast } from '../../../ui/problem-toast.ts';
import { useToast } from '../../../ui/toast.tsx';
import { scopeAlertsKey } from './alerts.queries.ts';

/** Claim, then resolve; absent without the right, and for alerts another person handles. */
export function AlertActs({ alert }: { readonly alert: Alert }) {
  const t = useText(workflowText);
  const named = useNamed();
  const me = useMe();
  const toast = useToast();
  const queries = useQueryClient();
  const command = useCommand(useProblemToast());
  const [resolving, setResolving] = useState(false);
  if (!me.permissions.includes('alert.handle') || alert.state === 'resolved') return null;
  const on = { branchId: alert.branchId, alertId: alert.id };
  const refresh = () => queries.invalidateQueries({ queryKey: scopeAlertsKey });

  async function claim() {
    const answer = await command.run(workflowEndpoints.claimAlert, on);
    await refresh();
    if (answer) toast({ words: t('claimed') });
  }
  async function resolve(resolution: string) {
    const answer = await command.run(workflowEndpoints.resolveAlert, { ...on, resolution });
    await refresh();
    if (!answer) return;
    setResolving(false);
    toast({ words: t('resolved', { title: named(alert.title) }) });
  }
  if (alert.state === 'open') {
    return (
      <Button size="small" busy={command.busy !== null} onClick={() => void claim()}>
        {t('claim')}
      </Button>
    );
  }
  if (alert.claimedBy?.staffId !== me.staff?.id) return null;
  return (
    <>
      <Button size="small" kind="tint" onClick={() => setResolving(true)}>
        {t('resolve')}
      </Button>
      {resolving && (
        <ResolveSheet
          title={named(alert.title)}
          busy={command.busy !== null}
          onResolve={(resolution) => void resolve(resolution)}
          onClose={() => setResolving(false)}
        />
      )}
    </>
  );
}
