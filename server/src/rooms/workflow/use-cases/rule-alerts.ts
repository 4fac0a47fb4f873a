import type { EventType } from '@huiting/contracts/core/event';
import type { Alert, AlertRule, AlertRuleVersion } from '@huiting/contracts/workflow';
import type { Ctx } from '../../../platform/context.ts';
import type { Reader } from '../../../platform/database/query.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { shippedRule } from '../workflow.rule.domain.ts';
import * as store from '../workflow.rule.store.ts';
import { holdersOf } from './approval-deps.ts';
import type { ApprovalDeps } from './approval-deps.ts';
import type { Inbox } from './inbox.ts';

/** AL-04: the rule of every kind of alert, as shipped or published, and who is told when nobody takes one. */
export function createAlertRules(deps: ApprovalDeps, events: readonly EventType[]) {
  const { db, audit } = deps.platform;
  const shipped = new Map(
    events.flatMap(({ notify }) =>
      notify === undefined ? [] : [[notify.kind, shippedRule(notify.escalateAfterMinutes)] as const],
    ),
  );
  const asShipped = (kind: string, rule: AlertRule): AlertRuleVersion => ({
    kind,
    version: 0,
    ...rule,
    note: '',
    publishedBy: null,
    publishedAt: null,
  });
  const shippedOf = (kind: string): AlertRuleVersion =>
    asShipped(kind, shipped.get(kind) ?? refuse('workflow.alert_kind_unknown'));

  return {
    /** The rule an alert that is raised now is under. */
    async ruleOf(reader: Reader, kind: string, escalateAfterMinutes: number | null): Promise<AlertRule> {
      return (await store.readRules(reader, kind))[0] ?? shippedRule(escalateAfterMinutes);
    },

    async listAlertRules(ctx: Ctx): Promise<{ rules: AlertRuleVersion[] }> {
      authorizeSomewhere(ctx, 'approval.manage');
      const published = await store.readRules(db, null);
      return {
        rules: [...shipped.keys()]
          .sort()
          .map((kind) => published.find((rule) => rule.kind === kind) ?? shippedOf(kind)),
      };
    },

    async listAlertRuleVersions(ctx: Ctx, { kind }: { kind: string }) {
      authorizeSomewhere(ctx, 'approval.manage');
      const first = shippedOf(kind);
      return { versions: [...(await store.readRules(db, kind)), first] };
    },

    async publishAlertRule(
      ctx: Ctx,
      input: { kind: string; basedOn: number; rule: AlertRule; note: string },
    ): Promise<{ rule: AlertRuleVersion }> {
      authorizeSomewhere(ctx, 'approval.manage');
      const before = shippedOf(input.kind);
      const root = (await deps.directory.root()) ?? refuse('platform.not_found');
      return db.transact(ctx, root.id, async (tx) => {
        const newest = (await store.readRules(tx, input.kind))[0] ?? before;
        if (newest.version !== input.basedOn) refuse('workflow.alert_rule_changed');
        const rule: AlertRuleVersion = {
          kind: input.kind,
          version: input.basedOn + 1,
          ...input.rule,
          note: input.note,
          publishedBy: ctx.actor.name,
          publishedAt: ctx.now(),
        };
        if (!(await store.insertRule(tx, rule))) refuse('workflow.alert_rule_changed');
        const { levelMinutes, quiet, mergeMinutes } = newest;
        await audit(tx, ctx, {
          action: 'workflow.publishAlertRule',
          object: `alertRule:${input.kind}`,
          orgUnitId: root.id,
          outcome: 'done',
          detail: { before: { levelMinutes, quiet, mergeMinutes }, after: input.rule, note: input.note },
        });
        return { rule };
      });
    },

    /** An alert has reached a level: those of that level find it in their inbox; told twice it changes nothing more. */
    async deliverLevel(ctx: Ctx, inbox: Inbox, alert: Alert, at: number): Promise<void> {
      for (const staffId of await peopleOf(alert))
        await inbox.send(ctx, await inbox.boxOf(staffId), {
          // One message a person and alert, however often its repeats announce it.
          id: alert.id,
          kind: 'alert.escalated',
          title: alert.title,
          body: {
            zh: `${alert.branchName} · 无人认领，已升级。${alert.body.zh}`,
            en: `${alert.branchName} · nobody has taken it. ${alert.body.en}`,
          },
          subject: { kind: 'alert', id: alert.id, branchId: alert.branchId },
          sentAt: at,
          readAt: null,
        });
    },
  };

  /** Level 1: managers of the branch. Level 2: the regional branch above it. */
  async function peopleOf({ branchId, level }: Alert): Promise<string[]> {
    const branch = deps.directory.known(branchId);
    if (branch === null || level === 0) return [];
    const line = await deps.directory.lineOf(branch.orgUnitId);
    const wanted = level === 1 ? ['outlet'] : ['regionalBranch'];
    const units = line.filter((unit) => wanted.includes(unit.level)).map(({ id }) => id);
    const people = await holdersOf(deps, level === 1 ? 'branchManager' : 'headOffice', units);
    return people.map(({ staffId }) => staffId);
  }
}

export type AlertRules = ReturnType<typeof createAlertRules>;
