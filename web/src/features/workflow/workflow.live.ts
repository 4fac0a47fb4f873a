import { workflowTopics, type Alert } from '@huiting/contracts/workflow';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { useLiveSnapshot, type LiveSource } from '../../lib/live.ts';
import { fetchAlerts, workflowKeys, type Alerts } from './workflow.queries.ts';

const severityRank = { urgent: 0, warning: 1, info: 2 } as const;
const stateRank = { open: 0, claimed: 1, resolved: 2 } as const;

/** What needs a person first: undone before done, severe before mild, then the newest. */
export function inOrder(alerts: readonly Alert[]): readonly Alert[] {
  return alerts.toSorted((a, b) => {
    const done = Number(a.state === 'resolved') - Number(b.state === 'resolved');
    if (done !== 0) return done;
    if (a.state === 'resolved') return (b.resolvedAt ?? 0) - (a.resolvedAt ?? 0);
    return severityRank[a.severity] - severityRank[b.severity] || b.raisedAt - a.raisedAt;
  });
}

/** Handling only goes forward: an older card never reopens an alert. */
export function applyAlert(snapshot: Alerts, { alert }: { readonly alert: Alert }): Alerts {
  const held = snapshot.alerts.find((one) => one.id === alert.id);
  if (held && stateRank[held.state] > stateRank[alert.state]) return snapshot;
  return { ...snapshot, alerts: [alert, ...snapshot.alerts.filter((one) => one.id !== alert.id)] };
}

function alertsSource(branchId: string): LiveSource<Alerts, typeof workflowTopics.alerts> {
  return {
    topic: workflowTopics.alerts,
    key: branchId,
    query: {
      queryKey: workflowKeys.alerts(branchId),
      queryFn: ({ signal }) => fetchAlerts(branchId, signal),
    },
    reduce: applyAlert,
  };
}

interface WatchAlerts {
  /** An alert that has just been raised, once. */
  readonly onRaised?: (alert: Alert) => void;
  readonly enabled?: boolean;
}

export function useAlerts(branchId: string, { onRaised, enabled = true }: WatchAlerts = {}) {
  return useLiveSnapshot(alertsSource(branchId), {
    enabled,
    onDelta: ({ alert }) => {
      // In quiet hours it lies in the list, and makes no sound.
      if (alert.state === 'open' && !alert.escalated && alert.quietUntil === null) onRaised?.(alert);
    },
  });
}

/** Shows the answer of an own command at once. */
export function useTakeAlert(branchId: string) {
  const queries = useQueryClient();
  return useCallback(
    (answer: { readonly alert: Alert }) =>
      queries.setQueryData<Alerts>(workflowKeys.alerts(branchId), (held) => held && applyAlert(held, answer)),
    [queries, branchId],
  );
}
