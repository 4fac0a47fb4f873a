import { z } from 'zod';
import { endpoint } from './core/endpoint.ts';
import { errors } from './core/errors.ts';
import { event } from './core/event.ts';
import { Id, Instant, Named, Words } from './core/fields.ts';
import { topic } from './core/topic.ts';
import { alertRuleEndpoints, alertRuleErrors } from './workflow/alert-rules.ts';
import { approvalEndpoints, approvalErrors, approvalEvents } from './workflow/approval.ts';
import { inboxEndpoints, inboxEvents, inboxTopics } from './workflow/inbox.ts';

export {
  Approval,
  ApprovalDecision,
  ApprovalDefinition,
  ApprovalState,
  ApprovalSummary,
  Verdict,
} from './workflow/approval.ts';
export { AlertRule, AlertRuleVersion } from './workflow/alert-rules.ts';
export { Message, Todo } from './workflow/inbox.ts';

export const workflowErrors = errors({
  ...approvalErrors,
  ...alertRuleErrors,
  'workflow.alert_not_found': { status: 404, zh: '没有这条预警', en: 'There is no such alert' },
  'workflow.alert_claimed_by_other': {
    status: 409,
    zh: '这条预警已由他人认领',
    en: 'Somebody else has claimed this alert',
  },
  'workflow.alert_resolved': { status: 409, zh: '这条预警已经处理完毕', en: 'This alert has been resolved' },
});

export const Severity = z.enum(['info', 'warning', 'urgent']);
export const AlertState = z.enum(['open', 'claimed', 'resolved']);
export const Alert = z.object({
  id: Id,
  branchId: Id,
  branchName: z.string(),
  /** `feedback.badRating`, `customer.arrival`, `hall.congestion`, … */
  kind: z.string(),
  severity: Severity,
  state: AlertState,
  title: Named,
  body: Named,
  subject: z.object({ kind: z.string(), id: z.string() }),
  raisedAt: Instant,
  repeats: z.number().int(),
  claimedBy: z.object({ staffId: Id, name: z.string(), at: Instant }).nullable(),
  resolvedAt: Instant.nullable(),
  resolution: z.string().nullable(),
  escalatesAt: Instant.nullable(),
  escalated: z.boolean(),
  /** 0 the post at the branch, 1 its manager, 2 the regional branch. */
  level: z.number().int(),
  /** Raised in quiet hours: no sound until then. */
  quietUntil: Instant.nullable(),
  /** For one person only, null = everybody in the audience. */
  staffId: Id.nullable(),
});
export type Alert = z.output<typeof Alert>;

export const workflowEvents = {
  ...approvalEvents,
  ...inboxEvents,
  alertChanged: event({
    type: 'alert.changed',
    room: 'workflow',
    payload: z.object({ alert: Alert, audiencePermission: z.string() }),
  }),
};

export const workflowTopics = {
  ...inboxTopics,
  /** Alerts of a branch for those who handle them. */
  alerts: topic({
    name: 'workflow.alerts',
    key: 'branch',
    access: 'alert.view',
    delta: z.object({ alert: Alert }),
    gauge: z.object({ open: z.number().int() }),
  }),
};

export const workflowEndpoints = {
  ...approvalEndpoints,
  ...inboxEndpoints,
  ...alertRuleEndpoints,
  listAlerts: endpoint({
    id: 'workflow.listAlerts',
    method: 'GET',
    path: '/branches/:branchId/alerts',
    summary: 'Alerts of one branch, open ones first, and the event number they are true at',
    input: z.object({
      branchId: Id,
      state: AlertState.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ number: z.number().int(), alerts: z.array(Alert) }),
    access: 'alert.view',
  }),
  listScopeAlerts: endpoint({
    id: 'workflow.listScopeAlerts',
    method: 'GET',
    path: '/alerts',
    summary: "Alerts of every branch in the caller's scope, newest first",
    input: z.object({
      state: AlertState.optional(),
      severity: Severity.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ alerts: z.array(Alert) }),
    access: 'alert.view',
  }),
  listSecurityAlerts: endpoint({
    id: 'workflow.listSecurityAlerts',
    method: 'GET',
    path: '/security-alerts',
    summary: 'What may be an attack: alerts for security and audit administrators, newest first',
    input: z.object({
      state: AlertState.optional(),
      limit: z.coerce.number().int().min(1).max(200).default(100),
    }),
    output: z.object({ open: z.number().int(), alerts: z.array(Alert) }),
    access: 'access.watch',
  }),
  resolveSecurityAlert: endpoint({
    id: 'workflow.resolveSecurityAlert',
    method: 'POST',
    path: '/branches/:branchId/security-alerts/:alertId/resolve',
    summary: 'Close such an alert with what was found; of head office, the branch is its org unit',
    input: z.object({ branchId: Id, alertId: Id, resolution: Words(300).pipe(z.string().min(1)) }),
    output: z.object({ alert: Alert }),
    errors: ['workflow.alert_not_found', 'workflow.alert_claimed_by_other', 'workflow.alert_resolved'],
    access: 'access.watch',
  }),
  claimAlert: endpoint({
    id: 'workflow.claimAlert',
    method: 'POST',
    path: '/branches/:branchId/alerts/:alertId/claim',
    summary: 'Take an alert: from now on it is mine to resolve',
    input: z.object({ branchId: Id, alertId: Id }),
    output: z.object({ alert: Alert }),
    errors: ['workflow.alert_not_found', 'workflow.alert_claimed_by_other', 'workflow.alert_resolved'],
    access: 'alert.handle',
  }),
  resolveAlert: endpoint({
    id: 'workflow.resolveAlert',
    method: 'POST',
    path: '/branches/:branchId/alerts/:alertId/resolve',
    summary: 'Close an alert with what was done',
    input: z.object({ branchId: Id, alertId: Id, resolution: Words(300) }),
    output: z.object({ alert: Alert }),
    errors: ['workflow.alert_not_found', 'workflow.alert_claimed_by_other', 'workflow.alert_resolved'],
    access: 'alert.handle',
  }),
};
