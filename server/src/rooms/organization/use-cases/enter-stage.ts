import { organizationEvents } from '@huiting/contracts/organization';
import type { BranchStage, Milestone } from '@huiting/contracts/organization';
import { instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { dayAt } from '../organization.calendar.domain.ts';
import { mayEnterStage } from '../organization.domain.ts';
import type { BranchInfo } from '../organization.domain.ts';
import { insertMilestone, readMilestones, takePlan } from '../organization.lifecycle.store.ts';
import { saveStage } from '../organization.store.ts';
import { lockNewest, record } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

const enterStageTimer = 'organization.enterStage';

interface Step {
  readonly stage: BranchStage;
  readonly reason: string;
  readonly documentNo?: string;
}

/** Takes a branch into another stage now. Rooms see it at once here, elsewhere with the event. */
export async function setStage(
  deps: EditingDeps,
  ctx: Ctx,
  input: Step & { readonly branchId: string },
): Promise<BranchInfo> {
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.manage', known.path);
  const changed = await deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    const verdict = mayEnterStage(branch.stage, input.stage);
    if (verdict === 'unchanged') refuse('organization.stage_unchanged');
    if (verdict === 'no') refuse('organization.stage_not_allowed', { stage: branch.stage });
    return enter(deps, ctx, tx, branch, input, ctx.actor.name);
  });
  await deps.directory.refresh(known.id);
  return changed;
}

/** The branch enters a stage now: kept in its history, told to everybody. */
export async function enter(
  deps: EditingDeps,
  ctx: Ctx,
  tx: Tx,
  branch: BranchInfo,
  { stage, reason, documentNo = '' }: Step,
  actorName: string,
): Promise<BranchInfo> {
  const previous = branch.stage;
  const version = branch.version + 1;
  await saveStage(tx, branch.id, stage);
  await insertMilestone(tx, branch.id, {
    id: newId(),
    stage,
    planned: false,
    note: reason,
    documentNo,
    actorName,
    from: dayAt(branch, ctx.now()).date,
    recordedAt: ctx.now(),
  });
  tx.emit(organizationEvents.stageChanged, { stage, previous, reason });
  const changes = [{ field: 'stage', before: previous, after: stage }];
  await record(deps, ctx, tx, branch, { what: 'stage', version, reason, changes });
  return { ...branch, stage, version };
}

/** Lets a stage begin by itself at the first minute of a day after today. Whether it may is judged then, too. */
export async function planStage(
  deps: EditingDeps,
  ctx: Ctx,
  input: Step & { readonly branchId: string; readonly from: string },
): Promise<void> {
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.manage', known.path);
  await deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    const { stage, from, reason, documentNo = '' } = input;
    if (from <= dayAt(branch, ctx.now()).date) refuse('organization.plan_not_ahead');
    // It follows whatever is planned before it.
    const before = (await readMilestones(tx, branch.id)).filter((one) => one.planned && one.from < from);
    const standing = before.at(-1)?.stage ?? branch.stage;
    if (mayEnterStage(standing, stage) !== 'yes')
      refuse('organization.stage_not_allowed', { stage: standing });
    await writePlan(ctx, tx, branch, input, ctx.actor.name);
    await auditPlan(deps, ctx, tx, branch, { stage, from, reason, documentNo });
  });
}

/** The plan with its deadline, told to everybody. */
export async function writePlan(
  ctx: Ctx,
  tx: Tx,
  branch: BranchInfo,
  { stage, from, reason, documentNo = '' }: Step & { readonly from: string },
  actorName: string,
): Promise<void> {
  const id = newId();
  await insertMilestone(tx, branch.id, {
    id,
    stage,
    from,
    planned: true,
    note: reason,
    documentNo,
    actorName,
    recordedAt: ctx.now(),
  });
  tx.setTimer(enterStageTimer, id, instantOf(branch.timeZone, from, '00:00'));
  tx.emit(organizationEvents.stagePlanned, { stage, from, cancelled: false });
}

export async function cancelStagePlan(
  deps: EditingDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly planId: string },
): Promise<void> {
  const branch = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.manage', branch.path);
  await deps.platform.db.transact(ctx, branch.id, async (tx) => {
    const plan = await takePlan(tx, branch.id, input.planId);
    if (plan === null) return refuse('organization.plan_not_found');
    const { stage, from } = plan;
    tx.clearTimer(enterStageTimer, input.planId);
    tx.emit(organizationEvents.stagePlanned, { stage, from, cancelled: true });
    await auditPlan(deps, ctx, tx, branch, { stage, from, cancelled: true });
  });
}

async function auditPlan(
  deps: EditingDeps,
  ctx: Ctx,
  tx: Tx,
  branch: BranchInfo,
  detail: Record<string, unknown>,
): Promise<void> {
  await deps.platform.audit(tx, ctx, {
    action: ctx.command?.endpoint ?? 'organization.planStage',
    object: `branch:${branch.id}`,
    orgUnitId: branch.orgUnitId,
    outcome: 'done',
    detail,
  });
}

/** A planned stage whose day has come. One that the present stage no longer leads to is given up: people decide anew. */
export function enterPlannedStage(deps: EditingDeps): TimerHandler {
  return async (ctx, timer) => {
    await deps.platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const branch = await lockNewest(tx, timer.branchId);
      const plan = await takePlan(tx, branch.id, timer.ref);
      if (plan === null) return;
      const { stage, from, note, documentNo, actorName } = plan;
      if (mayEnterStage(branch.stage, stage) === 'yes')
        await enter(deps, ctx, tx, branch, { stage, reason: note, documentNo }, actorName);
      else tx.emit(organizationEvents.stagePlanned, { stage, from, cancelled: true });
    });
    await deps.directory.refresh(timer.branchId);
  };
}

/** Steps in order, each until the next began; planned ones have no end yet. A branch without a record shows where it stands. */
export async function getLifecycle(
  deps: EditingDeps,
  ctx: Ctx,
  input: { readonly branchId: string },
): Promise<Milestone[]> {
  const branch = await deps.directory.get(input.branchId);
  authorize(ctx, 'staff.view', branch.path);
  const steps = await readMilestones(deps.platform.db, branch.id);
  const taken = steps.filter(({ planned }) => !planned);
  return steps.map(({ recordedAt: _when, ...step }, index) => ({
    ...step,
    until: step.planned ? null : (taken[index + 1]?.from ?? null),
  }));
}
