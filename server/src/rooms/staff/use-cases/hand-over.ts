import { staffEvents } from '@huiting/contracts/staff';
import type { RotationState } from '@huiting/contracts/staff';
import { dateIn } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { overlaps } from '../staff.posts.domain.ts';
import * as posts from '../staff.posts.store.ts';
import { insertRevision } from '../staff.record.store.ts';
import { tenureOf } from '../staff.rotation.domain.ts';
import type { RotationRecord } from '../staff.rotation.domain.ts';
import * as store from '../staff.rotation.store.ts';
import { readFile } from '../staff.store.ts';
import { transferMember } from './carry-out-change.ts';
import { keepsOnTransfer } from './change-staff.ts';
import { assertMayHold } from './keep-posts.ts';
import { zoneAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';
import type { DailyLook } from './watch-dates.ts';

export const about = ({ id, holdingId, staffName, postName }: RotationRecord) => ({
  rotationId: id,
  holdingId,
  staffName,
  postName,
});

/** Both sides must be fit for what they get: the same gate as every other road. */
export async function assertFits(tx: Tx, rotation: RotationRecord): Promise<void> {
  const dictionary = await posts.readDictionary(tx);
  const on = rotation.plannedOn;
  const { destination } = rotation;
  const successor = (await readFile(tx, rotation.successorId)) ?? refuse('staff.not_found');
  if (destination === null) {
    const given = { post: rotation.post, from: on, until: null };
    await assertMayHold(tx, dictionary, successor.id, given, () => true);
    return;
  }
  const holder = (await readFile(tx, rotation.staffId)) ?? refuse('staff.not_found');
  await assertMayHold(
    tx,
    dictionary,
    holder.id,
    { post: destination.post, from: on, until: null },
    keepsOnTransfer(destination.orgUnitId === holder.orgUnitId),
  );
  await assertMayHold(
    tx,
    dictionary,
    successor.id,
    { post: rotation.post, from: on, until: null },
    keepsOnTransfer(rotation.orgUnitId === successor.orgUnitId),
  );
}

/** Signed by both and its day has come: the post changes hands, or the rotation lapses since the posts are others by now. */
export async function completeIfDue(
  deps: StaffDeps,
  ctx: Ctx,
  tx: Tx,
  rotation: RotationRecord,
): Promise<RotationRecord> {
  const today = dateIn(await zoneAt(deps, rotation.keptAt), ctx.now());
  if (rotation.outgoing === null || rotation.incoming === null || rotation.plannedOn > today) return rotation;
  // Handed over late, the post is the other's from the day it was.
  const due = { ...rotation, plannedOn: today };
  const why = await obstacle(tx, due);
  if (why === null) await handOver(deps, ctx, tx, due);
  return endRotation(ctx, tx, rotation, why === null ? 'done' : 'lapsed', why);
}

async function obstacle(tx: Tx, rotation: RotationRecord): Promise<string | null> {
  const today = rotation.plannedOn;
  const held = (await posts.listHoldings(tx, rotation.staffId)).find(({ id }) => id === rotation.holdingId);
  if (held === undefined || !overlaps(held, { post: held.post, from: today, until: null }))
    return 'staff.holding_not_found';
  try {
    await assertFits(tx, rotation);
    return null;
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

async function handOver(deps: StaffDeps, ctx: Ctx, tx: Tx, rotation: RotationRecord): Promise<void> {
  const by: Ctx = { ...ctx, actor: { ...ctx.actor, name: rotation.applicantName } };
  const { plannedOn: on, reason, destination } = rotation;
  if (destination === null) {
    await posts.endHolding(tx, rotation.staffId, rotation.holdingId, on);
    await posts.insertHolding(tx, rotation.successorId, {
      id: newId(),
      post: rotation.post,
      kind: 'duty',
      orgUnitId: rotation.orgUnitId,
      since: on,
      until: null,
      reason,
    });
    const told = { at: ctx.now(), actorName: by.actor.name, what: 'rotation', reason };
    const field = `post.${rotation.post}`;
    await insertRevision(tx, rotation.staffId, { ...told, changes: [{ field, before: on, after: null }] });
    await insertRevision(tx, rotation.successorId, {
      ...told,
      changes: [{ field, before: null, after: on }],
    });
    return;
  }
  const to = (await deps.directory.unitById(destination.orgUnitId)) ?? refuse('staff.unit_not_found');
  const here = (await deps.directory.unitById(rotation.orgUnitId)) ?? refuse('staff.unit_not_found');
  await transferMember(deps, by, tx, rotation.staffId, { post: destination.post, unit: to, on, reason });
  await transferMember(deps, by, tx, rotation.successorId, { post: rotation.post, unit: here, on, reason });
}

export async function endRotation(
  ctx: Ctx,
  tx: Tx,
  rotation: RotationRecord,
  state: Exclude<RotationState, 'pending' | 'approved'>,
  why: string | null = null,
): Promise<RotationRecord> {
  const ended = { ...rotation, state, endedAt: ctx.now() };
  await store.saveRotation(tx, ended);
  tx.emit(staffEvents.rotationEnded, { ...about(rotation), state, why });
  return ended;
}

/** Approved: both sides are asked to sign; on its day it is done, or late. */
export async function openHandover(ctx: Ctx, tx: Tx, rotation: RotationRecord, dawn: number): Promise<void> {
  await store.saveRotation(tx, { ...rotation, state: 'approved' });
  const { staffId, successorId, plannedOn } = rotation;
  tx.emit(staffEvents.handoverOpened, { ...about(rotation), staffId, successorId, plannedOn });
  tx.setTimer(handoverDeadline, rotation.id, Math.max(dawn, ctx.now()));
}

/** The first minute of the day of a handover, and once more the morning after. */
export const handoverDeadline = 'staff.handover';
const dayMs = 86_400_000;

export function handoverDue(deps: StaffDeps): TimerHandler {
  return (ctx, timer) =>
    deps.platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (await consumeTimer(tx, timer)) await lookAt(deps, ctx, tx, timer.ref);
    });
}

async function lookAt(deps: StaffDeps, ctx: Ctx, tx: Tx, rotationId: string): Promise<void> {
  const rotation = await store.lockRotation(tx, tx.branchId, rotationId);
  if (rotation?.state !== 'approved') return;
  const after = await completeIfDue(deps, ctx, tx, rotation);
  if (after.state !== 'approved') return;
  const today = dateIn(await zoneAt(deps, tx.branchId), ctx.now());
  if (rotation.plannedOn < today) {
    await store.saveRotation(tx, { ...rotation, overdue: true });
    const { holdingId, staffName, postName, plannedOn } = rotation;
    tx.emit(staffEvents.tenureDue, {
      holdingId,
      staffName,
      postName,
      what: 'handoverLate',
      on: plannedOn,
    });
  } else tx.setTimer(handoverDeadline, rotation.id, ctx.now() + dayMs);
}

/** Tells once when a tenure comes near its limit, and once when it has passed it, while nothing is planned. */
export const watchTenures: DailyLook = async (_ctx, tx, today) => {
  const filter = { paths: ['/'], home: tx.branchId, branchId: null, post: null, today };
  for (const row of await store.listTenures(tx, filter)) {
    const { state, limitOn, staffId, holdingId, staffName, postName, rotationId } = tenureOf(row, today);
    if (rotationId !== null || limitOn === null || (state !== 'near' && state !== 'over')) continue;
    if (row.told === state || row.told === 'over') continue;
    await store.setTenureTold(tx, staffId, holdingId, state);
    tx.emit(staffEvents.tenureDue, { holdingId, staffName, postName, what: state, on: limitOn });
  }
};
