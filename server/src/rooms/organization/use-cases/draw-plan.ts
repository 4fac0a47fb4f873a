import { organizationEvents } from '@huiting/contracts/organization';
import type { FloorPlan } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import { planProblems, suggestedPlan, withoutGone } from '../organization.floor-plan.domain.ts';
import * as store from '../organization.floor-plan.store.ts';
import type { PlanVersion } from '../organization.floor-plan.store.ts';
import { lockNewest } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';

export interface PlanEdit {
  readonly branchId: string;
  /** The version that was read; 0 = there was none. */
  readonly version: number;
  readonly plan: FloorPlan;
}

/** BR-11. A version that does not exist is told as the newest. */
export async function getFloorPlan(
  { platform, directory }: EditingDeps,
  ctx: Ctx,
  input: { readonly branchId: string; readonly version?: number | undefined },
): Promise<{
  version: number;
  plan: FloorPlan;
  changedAt: number | null;
  changedBy: string;
  versions: PlanVersion[];
}> {
  const branch = await directory.get(input.branchId);
  authorize(ctx, 'organization.view', branch.path);
  const { db } = platform;
  const wanted = input.version === undefined ? null : await store.readPlan(db, branch.id, input.version);
  const kept = wanted ?? (await store.readPlan(db, branch.id, null));
  return {
    version: kept?.version ?? 0,
    plan: kept === null ? suggestedPlan(branch) : withoutGone(kept.plan, branch),
    changedAt: kept?.changedAt ?? null,
    changedBy: kept?.changedBy ?? '',
    versions: await store.listPlans(db, branch.id),
  };
}

export async function saveFloorPlan(
  deps: EditingDeps,
  ctx: Ctx,
  input: PlanEdit,
): Promise<{ version: number }> {
  const known = await deps.directory.get(input.branchId);
  authorize(ctx, 'organization.edit', known.path);
  return deps.platform.db.transact(ctx, known.id, async (tx) => {
    const branch = await lockNewest(tx, known.id);
    const newest = await store.readPlan(tx, branch.id, null);
    if ((newest?.version ?? 0) !== input.version)
      refuse('organization.plan_conflict', { version: newest?.version ?? 0, by: newest?.changedBy ?? '' });
    const problems = planProblems(input.plan, branch);
    if (problems.length > 0) refuse('organization.plan_invalid', { problems });
    const version = input.version + 1;
    await store.insertPlan(tx, branch.id, {
      version,
      plan: input.plan,
      changedBy: ctx.actor.name,
      changedAt: ctx.now(),
    });
    tx.emit(organizationEvents.floorPlanChanged, { version });
    await deps.platform.audit(tx, ctx, {
      action: 'organization.saveFloorPlan',
      object: `branch:${branch.id}`,
      orgUnitId: branch.orgUnitId,
      outcome: 'done',
      detail: { version },
    });
    return { version };
  });
}
