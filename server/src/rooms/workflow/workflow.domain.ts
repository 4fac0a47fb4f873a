import type { ErrorCode } from '@huiting/contracts';
import type { Settlement } from '@huiting/contracts/core/event';
import type { Alert, AlertRule } from '@huiting/contracts/workflow';
import { nextLevelAt } from './workflow.rule.domain.ts';

/** An alert as it is kept; what screens get of it is made by the presenter. */
export interface AlertRecord {
  readonly id: string;
  readonly branchId: string;
  readonly raisedAt: number;
  readonly kind: string;
  readonly severity: Alert['severity'];
  readonly state: Alert['state'];
  readonly dedupeKey: string;
  readonly title: Alert['title'];
  readonly body: Alert['body'];
  readonly subject: Alert['subject'];
  readonly audiencePermission: string;
  readonly staffId: string | null;
  readonly repeats: number;
  readonly claimedBy: Alert['claimedBy'];
  readonly resolvedAt: number | null;
  readonly resolution: string | null;
  readonly escalatesAt: number | null;
  readonly escalated: boolean;
  readonly level: number;
  /** Minutes to each next level, of the rule it was raised under. */
  readonly levelMinutes: readonly number[];
  readonly quietUntil: number | null;
}

/** What an event asks to be told. */
export type Telling = Pick<
  AlertRecord,
  'kind' | 'severity' | 'dedupeKey' | 'title' | 'body' | 'subject' | 'audiencePermission' | 'staffId'
> & { readonly escalateAfterMinutes: number | null };

export type Settled = Settlement;

export interface Handler {
  readonly staffId: string;
  readonly name: string;
}

export type Decision = { readonly refused: ErrorCode } | { readonly next: AlertRecord };

export function raise(
  telling: Telling,
  at: { id: string; branchId: string; now: number },
  rule: AlertRule,
  quietUntil: number | null,
): AlertRecord {
  const { escalateAfterMinutes: _shipped, ...told } = telling;
  return {
    ...told,
    id: at.id,
    branchId: at.branchId,
    raisedAt: at.now,
    state: 'open',
    repeats: 0,
    claimedBy: null,
    resolvedAt: null,
    resolution: null,
    escalatesAt: nextLevelAt(rule.levelMinutes, 0, quietUntil ?? at.now),
    escalated: false,
    level: 0,
    levelMinutes: rule.levelMinutes,
    quietUntil,
  };
}

/** The same again while it is unresolved: counted, and told in the newest words. Its deadline stays. */
export function repeat(alert: AlertRecord, telling: Telling): AlertRecord {
  return {
    ...alert,
    repeats: alert.repeats + 1,
    severity: telling.severity,
    title: telling.title,
    body: telling.body,
  };
}

/** Somebody takes it. Taking what one already has changes nothing; an alert for one person is theirs until it escalates. */
export function claim(alert: AlertRecord, by: Handler, now: number): Decision {
  if (alert.state === 'resolved') return { refused: 'workflow.alert_resolved' };
  if (alert.claimedBy !== null)
    return alert.claimedBy.staffId === by.staffId
      ? { next: alert }
      : { refused: 'workflow.alert_claimed_by_other' };
  if (alert.staffId !== null && alert.staffId !== by.staffId && !alert.escalated)
    return { refused: 'workflow.alert_claimed_by_other' };
  return { next: { ...alert, state: 'claimed', claimedBy: { ...by, at: now }, escalatesAt: null } };
}

/** Closes it with what was done; an unclaimed one is claimed with the same step. */
export function resolve(alert: AlertRecord, by: Handler, resolution: string, now: number): Decision {
  const claimed = claim(alert, by, now);
  return 'refused' in claimed ? claimed : { next: settle(claimed.next, resolution, now) };
}

/** What a fact does to an alert: ends it, or claims it for whoever has taken the matter on (unless somebody has). */
export function follow(alert: AlertRecord, outcome: Settlement['outcome'], now: number): AlertRecord {
  if ('resolution' in outcome) return settle(alert, outcome.resolution, now);
  const { staffId, name } = outcome.claimedBy;
  const claimed = claim(alert, { staffId, name }, now);
  return 'next' in claimed ? claimed.next : alert;
}

/** The fact itself brought it to an end, whoever has it. */
export function settle(alert: AlertRecord, resolution: string, now: number): AlertRecord {
  return { ...alert, state: 'resolved', resolvedAt: now, resolution, escalatesAt: null };
}

/** Nobody took it in time: the next level; null when somebody did, it is over, or there is none. */
export function escalate(alert: AlertRecord, now: number): AlertRecord | null {
  if (alert.state !== 'open' || alert.level >= alert.levelMinutes.length) return null;
  const level = alert.level + 1;
  return { ...alert, escalated: true, level, escalatesAt: nextLevelAt(alert.levelMinutes, level, now) };
}
