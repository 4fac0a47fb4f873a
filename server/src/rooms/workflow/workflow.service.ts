import type { Alert } from '@huiting/contracts/workflow';
import { workflowEvents } from '@huiting/contracts/workflow';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { claim, escalate, raise, repeat, resolve, follow } from './workflow.domain.ts';
import type { AlertRecord, Decision, Handler, Settled, Telling } from './workflow.domain.ts';
import { presentAlert } from './workflow.present.ts';
import { quietUntil } from './workflow.rule.domain.ts';
import * as store from './workflow.store.ts';
import type { AlertRules } from './use-cases/rule-alerts.ts';

/** Deadline by which somebody should have claimed an alert. */
export const escalateDeadline = 'workflow.escalate';
/** For what belongs to no branch. */
const headOfficeZone = 'Asia/Shanghai';
/** Days a resolved alert stays in a branch's list. */
const listedDays = 7;

export type WorkflowUseCases = ReturnType<typeof createWorkflowUseCases>;

export function createWorkflowUseCases(
  { db }: Platform,
  directory: BranchDirectory,
  rules: Pick<AlertRules, 'ruleOf'>,
) {
  /** A branch, or the org unit that head office's own rows belong to. */
  async function placeOf(id: string): Promise<{ id: string; name: string; path: string }> {
    const branch = directory.known(id);
    return branch ?? (await directory.unitById(id)) ?? directory.get(id);
  }

  async function announce(tx: Tx, alert: AlertRecord): Promise<Alert> {
    const shown = presentAlert(alert, (await placeOf(alert.branchId)).name);
    tx.emit(workflowEvents.alertChanged, { alert: shown, audiencePermission: alert.audiencePermission });
    return shown;
  }

  async function save(tx: Tx, before: AlertRecord, next: AlertRecord): Promise<Alert> {
    await store.updateAlert(tx, next);
    if (before.escalatesAt !== null && next.escalatesAt === null) tx.clearTimer(escalateDeadline, next.id);
    return announce(tx, next);
  }

  /** A person handles one alert: right, lock, decision, change. */
  async function handle(
    ctx: Ctx,
    input: { branchId: string; alertId: string },
    decide: (alert: AlertRecord, by: Handler) => Decision,
    permission: 'alert.handle' | 'access.watch' = 'alert.handle',
  ): Promise<{ alert: Alert }> {
    const branch = await placeOf(input.branchId);
    authorize(ctx, permission, branch.path);
    const { staff, name } = ctx.actor;
    // An alert is a person's to handle: terminals and logins without a staff record have none to give.
    if (staff === null) return refuse('platform.forbidden', { permission });
    return db.transact(ctx, branch.id, async (tx) => {
      const alert = (await store.lockAlert(tx, input.alertId)) ?? refuse('workflow.alert_not_found');
      // What is not theirs to watch does not exist for those who watch.
      if (permission === 'access.watch' && alert.audiencePermission !== permission)
        refuse('workflow.alert_not_found');
      const decision = decide(alert, { staffId: staff.id, name });
      if ('refused' in decision) return refuse(decision.refused);
      if (decision.next === alert) return { alert: presentAlert(alert, branch.name) };
      return { alert: await save(tx, alert, decision.next) };
    });
  }

  return {
    claimAlert: (ctx: Ctx, input: { branchId: string; alertId: string }) =>
      handle(ctx, input, (alert, by) => claim(alert, by, ctx.now())),

    resolveAlert: (ctx: Ctx, input: { branchId: string; alertId: string; resolution: string }) =>
      handle(ctx, input, (alert, by) => resolve(alert, by, input.resolution, ctx.now())),

    async listSecurityAlerts(ctx: Ctx, input: { state?: Alert['state'] | undefined; limit: number }) {
      const paths = authorizeSomewhere(ctx, 'access.watch');
      const { open, alerts } = await store.listAudienceAlerts(db, {
        audience: 'access.watch',
        paths,
        state: input.state ?? null,
        limit: input.limit,
      });
      return { open, alerts: alerts.map(({ branchName, ...alert }) => presentAlert(alert, branchName)) };
    },

    resolveSecurityAlert: (ctx: Ctx, input: { branchId: string; alertId: string; resolution: string }) =>
      handle(ctx, input, (alert, by) => resolve(alert, by, input.resolution, ctx.now()), 'access.watch'),

    async listAlerts(
      ctx: Ctx,
      input: { branchId: string; state?: Alert['state'] | undefined; limit: number },
    ) {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'alert.view', branch.path);
      const since = ctx.now() - listedDays * 86_400_000;
      const { number, alerts } = await store.listBranchAlerts(db, {
        branchId: branch.id,
        state: input.state ?? null,
        since,
        limit: input.limit,
      });
      return { number, alerts: alerts.map((alert) => presentAlert(alert, branch.name)) };
    },

    async listScopeAlerts(
      ctx: Ctx,
      input: { state?: Alert['state'] | undefined; severity?: Alert['severity'] | undefined; limit: number },
    ): Promise<{ alerts: Alert[] }> {
      const paths = authorizeSomewhere(ctx, 'alert.view');
      const found = await store.listScopeAlerts(db, {
        paths,
        state: input.state ?? null,
        severity: input.severity ?? null,
        limit: input.limit,
      });
      return { alerts: found.map(({ branchName, ...alert }) => presentAlert(alert, branchName)) };
    },

    /** Unresolved alerts, and the urgent ones among them, of the branches asked for. */
    async listOpenCounts(
      branchIds: readonly string[],
    ): Promise<Map<string, { open: number; urgent: number }>> {
      const counted = new Map(
        (await store.countOpen(db, branchIds)).map(({ branchId, open, urgent }) => [
          branchId,
          { open, urgent },
        ]),
      );
      return new Map(
        branchIds.map((branchId) => [branchId, counted.get(branchId) ?? { open: 0, urgent: 0 }]),
      );
    },

    /** Inside a reaction: raises an alert, or counts the repeat of the unresolved one with the same key. */
    async tell(tx: Tx, telling: Telling, now: number): Promise<void> {
      const open = await store.lockOpenAlert(tx, telling.dedupeKey);
      if (open !== null) {
        await save(tx, open, repeat(open, telling));
        return;
      }
      const rule = await rules.ruleOf(tx, telling.kind, telling.escalateAfterMinutes);
      const lately =
        rule.mergeMinutes === 0
          ? null
          : await store.lockLatelyResolved(tx, telling.dedupeKey, now - rule.mergeMinutes * 60_000);
      if (lately !== null) {
        await store.updateAlert(tx, { ...lately, repeats: lately.repeats + 1 });
        return;
      }
      const zone = directory.known(tx.branchId)?.timeZone ?? headOfficeZone;
      const alert = raise(
        telling,
        { id: newId(), branchId: tx.branchId, now },
        rule,
        quietUntil(rule, telling.severity, zone, now),
      );
      await store.insertAlert(tx, alert);
      if (alert.escalatesAt !== null) tx.setTimer(escalateDeadline, alert.id, alert.escalatesAt);
      await announce(tx, alert);
    },

    /** Inside a reaction: ends the alerts a fact settles, or gives them to whoever took the matter on. */
    async end(tx: Tx, settled: Settled, now: number): Promise<void> {
      for (const alert of await store.lockSettled(tx, settled))
        await save(tx, alert, follow(alert, settled.outcome, now));
    },

    /** A deadline passed: nobody has claimed it. Those of the next level see the mark, and find it in their inbox. */
    async escalateAlert(ctx: Ctx, timer: Timer): Promise<void> {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const alert = await store.lockAlert(tx, timer.ref);
        const next = alert === null ? null : escalate(alert, ctx.now());
        if (alert === null || next === null) return;
        await store.updateAlert(tx, next);
        if (next.escalatesAt !== null) tx.setTimer(escalateDeadline, next.id, next.escalatesAt);
        await announce(tx, next);
      });
    },
  };
}
