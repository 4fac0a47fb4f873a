import type { Alert } from '@huiting/contracts/workflow';
import { expect, test } from 'vitest';
import { applyAlert, inOrder } from './workflow.live.ts';

function alert(id: string, change: Partial<Alert> = {}): Alert {
  return {
    id,
    branchId: 'b',
    branchName: '',
    kind: 'hall.congestion',
    severity: 'warning',
    state: 'open',
    title: { zh: id, en: id },
    body: { zh: '', en: '' },
    subject: { kind: 'branch', id: 'b' },
    raisedAt: 0,
    repeats: 1,
    claimedBy: null,
    resolvedAt: null,
    resolution: null,
    escalatesAt: null,
    escalated: false,
    level: 0,
    quietUntil: null,
    staffId: null,
    ...change,
  };
}
const ids = (alerts: readonly Alert[]) => alerts.map((one) => one.id);

test('undone first, urgent before mild, newest before older, done last by when it was done', () => {
  const alerts = [
    alert('done-early', { state: 'resolved', resolvedAt: 1 }),
    alert('info', { severity: 'info', raisedAt: 9 }),
    alert('old', { raisedAt: 1 }),
    alert('done-late', { state: 'resolved', severity: 'info', resolvedAt: 5 }),
    alert('new', { raisedAt: 2, state: 'claimed' }),
    alert('urgent', { severity: 'urgent' }),
  ];
  expect(ids(inOrder(alerts))).toEqual(['urgent', 'new', 'old', 'info', 'done-late', 'done-early']);
});

test('a change replaces its alert, a new one joins', () => {
  const before = { number: 1, alerts: [alert('a'), alert('b')] };
  const claimed = applyAlert(before, { alert: alert('b', { state: 'claimed' }) });
  expect(claimed.alerts.map((one) => [one.id, one.state])).toEqual([
    ['b', 'claimed'],
    ['a', 'open'],
  ]);
  expect(ids(applyAlert(before, { alert: alert('c') }).alerts)).toEqual(['c', 'a', 'b']);
});

test('a message that was overtaken does not reopen what is done', () => {
  const done = { number: 1, alerts: [alert('a', { state: 'resolved' })] };
  expect(applyAlert(done, { alert: alert('a', { state: 'claimed' }) }).alerts[0]?.state).toBe('resolved');
});
