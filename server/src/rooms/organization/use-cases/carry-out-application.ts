import { organizationEvents } from '@huiting/contracts/organization';
import type { NewBranch } from '@huiting/contracts/organization';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { recordAfter, stageOf } from '../organization.application.domain.ts';
import type { Application } from '../organization.application.domain.ts';
import * as store from '../organization.application.store.ts';
import { layoutOf } from '../organization.formats.domain.ts';
import { readStandard } from '../organization.formats.store.ts';
import { replaceLayout } from '../organization.editing.store.ts';
import { insertMilestone } from '../organization.lifecycle.store.ts';
import { changedFields, recordInWords } from '../organization.changes.domain.ts';
import { mayEnterStage } from '../organization.domain.ts';
import { readBranches, readOrgUnit } from '../organization.store.ts';
import { lockNewest } from './editing-deps.ts';
import type { EditingDeps } from './editing-deps.ts';
import { enter, writePlan } from './enter-stage.ts';
import { writeRecord } from './save-record.ts';

/** The first minute of the day an approved application takes effect. */
export const carryOutDeadline = 'organization.carryOut';

/** Where its day is counted. */
export async function zoneOf(tx: Tx, { kind, change, subject }: Application): Promise<string> {
  if (kind === 'establish') return (change as NewBranch).timeZone;
  return (await readBranches(tx, subject.branchId))[0]!.timeZone;
}

export async function end(
  ctx: Ctx,
  tx: Tx,
  application: Application,
  state: 'applied' | 'lapsed' | 'rejected' | 'returned' | 'withdrawn',
): Promise<void> {
  await store.saveApplicationState(tx, application, { state, endedAt: ctx.now() });
  tx.emit(organizationEvents.applicationEnded, {
    applicationId: application.id,
    kind: application.kind,
    state,
    branchName: application.subject.name,
  });
}

/** Its day has come: the change is made exactly as it was judged, or lapses because the branch is another by now. */
export function carryOutApplication(deps: EditingDeps): TimerHandler {
  const { db } = deps.platform;
  return async (ctx, timer) => {
    const approved = await store.readApplication(db, timer.branchId, timer.ref, 'look');
    const isNew = approved?.state === 'approved' && approved.kind === 'establish';
    // A branch begins in a transaction of its own, before the one that says so: made twice it is made once.
    const established = isNew && (await establish(deps, ctx, approved));
    await db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const application = await store.readApplication(tx, timer.branchId, timer.ref, 'lock');
      if (application?.state !== 'approved') return;
      const done = application.kind === 'establish' ? established : await change(deps, ctx, tx, application);
      await end(ctx, tx, application, done ? 'applied' : 'lapsed');
    });
    if (approved !== null) await deps.directory.refresh(approved.subject.branchId);
  };
}

async function establish(deps: EditingDeps, ctx: Ctx, application: Application): Promise<boolean> {
  const { subject, effectiveOn } = application;
  const wanted = application.change as NewBranch;
  return deps.platform.db.transact(ctx, subject.branchId, async (tx) => {
    const parent = await readOrgUnit(tx, application.keptAt);
    if (parent === null) return false;
    const made = await store.insertBranch(tx, subject, parent, wanted, effectiveOn);
    if (!made) return false;
    // It begins as its format's standard says; from then on it is edited like any other.
    const { standard } = await readStandard(tx, wanted.record.format);
    const layout = layoutOf(standard, newId);
    await replaceLayout(tx, subject.branchId, layout);
    await insertMilestone(tx, subject.branchId, {
      id: newId(),
      stage: 'planning',
      from: effectiveOn,
      planned: false,
      note: application.reason,
      documentNo: '',
      actorName: application.applicant.name,
      recordedAt: ctx.now(),
    });
    tx.emit(organizationEvents.branchEstablished, {
      orgUnitId: subject.unitId,
      code: wanted.code,
      name: wanted.record.name,
      format: wanted.record.format,
      windows: layout.windows.map(({ id, kind, serviceCodes, profileCode }) => ({
        id,
        kind,
        serviceCodes,
        profileCode,
      })),
    });
    return true;
  });
}

/** False when the branch is no longer what was judged. */
async function change(deps: EditingDeps, ctx: Ctx, tx: Tx, application: Application): Promise<boolean> {
  const branch = await lockNewest(tx, application.subject.branchId);
  const wanted = application.change;
  if (wanted.kind === 'establish' || branch.version !== application.baseVersion) return false;
  const asApplicant = { ...ctx, actor: { ...ctx.actor, name: application.applicant.name } };
  const { reason } = application;
  const stage = stageOf(wanted);
  if (stage !== null) {
    if (mayEnterStage(branch.stage, stage) !== 'yes') return false;
    const entered = await enter(deps, asApplicant, tx, branch, { stage, reason }, application.applicant.name);
    if (wanted.kind === 'suspend' && wanted.until !== null)
      await writePlan(
        asApplicant,
        tx,
        entered,
        { stage: branch.stage, from: wanted.until, reason },
        application.applicant.name,
      );
    return true;
  }
  const own = (await readOrgUnit(tx, branch.orgUnitId))!;
  const parent = (own.parentId === null ? null : await readOrgUnit(tx, own.parentId)) ?? own;
  const record = recordAfter(branch, parent.id, wanted);
  const changes = changedFields(
    recordInWords({ ...branch, parentId: parent.id }, parent.name),
    recordInWords(record, parent.name),
  );
  await writeRecord(deps, asApplicant, tx, { branch, parent, record, changes, reason });
  return true;
}
