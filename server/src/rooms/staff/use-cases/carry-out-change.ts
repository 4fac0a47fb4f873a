import { staffEvents } from '@huiting/contracts/staff';
import { AppError } from '../../../platform/errors.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { newId } from '../../../platform/ids.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import type { ChangeRecord, KeptMove } from '../staff.change.domain.ts';
import * as store from '../staff.change.store.ts';
import { homeOf } from '../staff.domain.ts';
import { postProblems, refusalOf } from '../staff.posts.domain.ts';
import * as posts from '../staff.posts.store.ts';
import { insertMember, insertRevision, replaceCertificates } from '../staff.record.store.ts';
import { lockFile, readFile } from '../staff.store.ts';
import { keepsOnTransfer } from './change-staff.ts';
import { assertMayHold } from './keep-posts.ts';
import { changedFact } from './keep-record.ts';
import { branchOfUnit } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';
import { armDaily } from './watch-dates.ts';

/** The first minute of the day an approved change takes effect. */
export const carryOutDeadline = 'staff.carryOut';

export async function endChange(
  ctx: Ctx,
  tx: Tx,
  change: ChangeRecord,
  state: 'applied' | 'lapsed' | 'rejected' | 'returned' | 'withdrawn',
  why: string | null = null,
): Promise<void> {
  await store.saveChangeState(tx, change, state, ctx.now());
  const { id, kind, staffName } = change;
  tx.emit(staffEvents.changeEnded, { changeId: id, kind, staffName, state, why });
}

/** Its day has come: the change is made exactly as it was judged, or lapses, because person or rules are others by now. */
export function carryOutChange(deps: StaffDeps): TimerHandler {
  const { db } = deps.platform;
  return async (ctx, timer) => {
    let newHome: string | null = null;
    await db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const change = await store.readChange(tx, timer.branchId, timer.ref);
      if (change?.state !== 'approved') return;
      const by: Ctx = { ...ctx, actor: { ...ctx.actor, name: change.applicantName } };
      const why = await make(deps, by, tx, change);
      await endChange(ctx, tx, change, why === null ? 'applied' : 'lapsed', why);
      if (why !== null) return;
      await armDaily(deps, ctx, tx);
      const file = await readFile(tx, change.staffId);
      if (file !== null && homeOf(file) !== timer.branchId) newHome = homeOf(file);
    });
    if (newHome !== null) await db.transact(ctx, newHome, (tx) => armDaily(deps, ctx, tx));
  };
}

/** Null when it was made; otherwise the code of what stood against it. */
async function make(deps: StaffDeps, ctx: Ctx, tx: Tx, change: ChangeRecord): Promise<string | null> {
  const { move } = change;
  if (move.kind === 'hire') return hire(deps, ctx, tx, change, move);
  const file = await lockFile(tx, change.staffId);
  if (file === null || file.leftOn !== null || file.version !== change.baseVersion)
    return 'staff.version_conflict';
  const { effectiveOn, reason } = change;
  const told = { at: ctx.now(), actorName: ctx.actor.name, reason };
  if (move.kind === 'leave') {
    await posts.endHoldings(tx, file.id, effectiveOn, 'all');
    await posts.setLeft(tx, file.id, effectiveOn);
    await insertRevision(tx, file.id, {
      ...told,
      what: 'leave',
      changes: [{ field: 'leftOn', before: null, after: effectiveOn }],
    });
    tx.emit(staffEvents.left, { staffId: file.id, userId: file.userId, on: effectiveOn });
    return null;
  }
  const unit = await deps.directory.unitById(move.orgUnitId);
  if (unit === null) return 'staff.unit_not_found';
  const stays = unit.id === file.orgUnitId;
  try {
    const wanted = { post: move.post, from: effectiveOn, until: null };
    await assertMayHold(tx, await posts.readDictionary(tx), file.id, wanted, keepsOnTransfer(stays));
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
  await transferMember(deps, ctx, tx, file.id, { post: move.post, unit, on: effectiveOn, reason });
  return null;
}

/** Gives a person another main post, perhaps at another unit, from a day on: history, holdings, and what access is told. */
export async function transferMember(
  deps: StaffDeps,
  ctx: Ctx,
  tx: Tx,
  staffId: string,
  to: {
    readonly post: string;
    readonly unit: { readonly id: string; readonly path: string; readonly name: string };
    readonly on: string;
    readonly reason: string;
  },
): Promise<void> {
  const file = (await readFile(tx, staffId))!;
  await posts.endHoldings(tx, staffId, to.on, to.unit.id === file.orgUnitId ? 'main' : 'all');
  await posts.insertHolding(tx, staffId, {
    id: newId(),
    post: to.post,
    kind: 'main',
    orgUnitId: to.unit.id,
    since: to.on,
    until: null,
    reason: to.reason,
  });
  const homeBranchId = await branchOfUnit(deps, to.unit);
  await posts.placeMember(tx, staffId, { post: to.post, orgUnitId: to.unit.id, homeBranchId });
  await insertRevision(tx, staffId, {
    at: ctx.now(),
    actorName: ctx.actor.name,
    what: 'transfer',
    reason: to.reason,
    changes: [
      { field: 'post', before: file.post, after: to.post },
      { field: 'orgUnit', before: file.orgUnitName, after: to.unit.name },
    ].filter(({ before, after }) => before !== after),
  });
  tx.emit(staffEvents.changed, changedFact((await readFile(tx, staffId))!));
}

async function hire(
  deps: StaffDeps,
  ctx: Ctx,
  tx: Tx,
  change: ChangeRecord,
  move: Extract<KeptMove, { kind: 'hire' }>,
): Promise<string | null> {
  const unit = await deps.directory.unitById(move.orgUnitId);
  if (unit === null) return 'staff.unit_not_found';
  const wanted = { post: move.post, from: change.effectiveOn, until: null };
  const refusal = refusalOf(
    postProblems(await posts.readDictionary(tx), { held: [], certificates: move.certificates }, wanted),
  );
  if (refusal !== null) return refusal.code;
  const id = change.staffId;
  const made = await insertMember(tx, {
    id,
    number: move.number,
    name: move.name,
    post: move.post,
    homeBranchId: await branchOfUnit(deps, unit),
    orgUnitId: unit.id,
    education: move.education,
    enteredOn: change.effectiveOn,
    ...move.contacts,
  });
  if (!made) return 'staff.number_taken';
  await replaceCertificates(
    tx,
    id,
    move.certificates.map((one) => ({ ...one, id: newId() })),
  );
  await posts.insertHolding(tx, id, {
    id: newId(),
    post: move.post,
    kind: 'main',
    orgUnitId: unit.id,
    since: change.effectiveOn,
    until: null,
    reason: change.reason,
  });
  await insertRevision(tx, id, {
    at: ctx.now(),
    actorName: ctx.actor.name,
    what: 'hire',
    reason: change.reason,
    changes: [{ field: 'post', before: null, after: move.post }],
  });
  tx.emit(staffEvents.hired, { staffId: id, number: move.number, orgUnitId: unit.id, post: move.post });
  return null;
}
