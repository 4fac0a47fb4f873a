import { z } from 'zod';
import { endpoint } from '../core/endpoint.ts';
import { errors } from '../core/errors.ts';
import { Instant, TimeOfDay, Words } from '../core/fields.ts';

/** AL-04: escalation and suppression, kind by kind, editable and versioned. */

export const alertRuleErrors = errors({
  'workflow.alert_kind_unknown': { status: 404, zh: '没有这种预警', en: 'There is no such kind of alert' },
  'workflow.alert_rule_changed': {
    status: 409,
    zh: '规则已被他人修改，请刷新后重试',
    en: 'Somebody else has published a rule; reload and try again',
  },
});

/** Who hears of it after the post at the branch: first the branch manager, then the regional branch. */
export const alertLevels = ['branchManager', 'region'] as const;

export const AlertRule = z.object({
  /**
   * Minutes until the next level, each counted from the one before; none = it stays where it is.
   * The first is the branch manager, the second the regional branch.
   */
  levelMinutes: z
    .array(
      z
        .number()
        .int()
        .min(1)
        .max(7 * 24 * 60),
    )
    .max(alertLevels.length),
  /** Branch time in which it is raised without a sound and its minutes do not run; urgent ones are never silenced. */
  quiet: z.object({ from: TimeOfDay, until: TimeOfDay }).nullable(),
  /** Minutes after it was resolved in which the same again is counted on it instead of raised anew. */
  mergeMinutes: z
    .number()
    .int()
    .min(0)
    .max(24 * 60),
});
export type AlertRule = z.output<typeof AlertRule>;

export const AlertRuleVersion = AlertRule.extend({
  kind: z.string(),
  /** 0 = as shipped. */
  version: z.number().int(),
  note: z.string(),
  publishedBy: z.string().nullable(),
  publishedAt: Instant.nullable(),
});
export type AlertRuleVersion = z.output<typeof AlertRuleVersion>;

export const alertRuleEndpoints = {
  listAlertRules: endpoint({
    id: 'workflow.listAlertRules',
    method: 'GET',
    path: '/alert-rules',
    summary: 'The rule in force of every kind of alert',
    input: z.object({}),
    output: z.object({ rules: z.array(AlertRuleVersion) }),
    access: 'approval.manage',
  }),
  listAlertRuleVersions: endpoint({
    id: 'workflow.listAlertRuleVersions',
    method: 'GET',
    path: '/alert-rules/:kind/versions',
    summary: 'Every rule a kind of alert has had, the newest first',
    input: z.object({ kind: z.string().min(1).max(60) }),
    output: z.object({ versions: z.array(AlertRuleVersion) }),
    errors: ['workflow.alert_kind_unknown'],
    access: 'approval.manage',
  }),
  publishAlertRule: endpoint({
    id: 'workflow.publishAlertRule',
    method: 'POST',
    path: '/alert-rules/:kind',
    summary: 'The rule for alerts of a kind that are raised from now on; running ones keep theirs',
    input: z.object({
      kind: z.string().min(1).max(60),
      basedOn: z.number().int().min(0),
      rule: AlertRule,
      note: Words(200).pipe(z.string().min(1)),
    }),
    output: z.object({ rule: AlertRuleVersion }),
    errors: ['workflow.alert_kind_unknown', 'workflow.alert_rule_changed'],
    access: 'approval.manage',
  }),
};
