import { randomBytes } from 'node:crypto';
import { staffEvents } from '@huiting/contracts/staff';
import type { LeaveDraw, LeaveState, MandatoryLeave } from '@huiting/contracts/staff';
import { addDays, instantOf } from '../../../platform/clock/zone-time.ts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { TimerHandler } from '../../../platform/timers/timers.ts';
import { drawFrom, isGenuine, monthsBefore } from '../staff.leave.domain.ts';
import type { LeaveRecord } from '../staff.leave.domain.ts';
import * as store from '../staff.leave.store.ts';
import * as posts from '../staff.posts.store.ts';
import { listHolders } from '../staff.store.ts';
import { assertAhead, assertMayHold } from './keep-posts.ts';
import { reach, reachUnit, todayAt, zoneAt } from './staff-deps.ts';
import type { StaffDeps } from './staff-deps.ts';

export const leaveStartDeadline = 'staff.leaveStart';
export const leaveEndDeadline = 'staff.leaveEnd';

/**
 * OS-07: key posts are looked at in their holder's absence. Nobody approves a draw, since each who knows could warn; instead it is
 * random, and its seed and candidates are kept, so that anybody may draw again. Until the first day nothing is announced.
 */
export function createLeaves(deps: StaffDeps) {
  const { db, audit } = deps.platform;

  async function reachLeave(ctx: Ctx, leaveId: string): Promise<LeaveRecord> {
    authorizeSomewhere(ctx, 'staff.manage');
    const leave = (await store.readLeave(db, leaveId)) ?? refuse('staff.leave_not_found');
    authorize(ctx, 'staff.manage', leave.path);
    return leave;
  }

  /** One act on a leave in a state that allows it, at the home of whoever is drawn. */
  async function act(
    ctx: Ctx,
    leaveId: string,
    allowed: readonly LeaveState[],
    change: (tx: Tx, leave: LeaveRecord) => Promise<LeaveRecord>,
    detail: Record<string, unknown>,
  ): Promise<LeaveRecord> {
    const known = await reachLeave(ctx, leaveId);
    return db.transact(ctx, known.home, async (tx) => {
      const leave = (await store.lockLeave(tx, known.id)) ?? refuse('staff.leave_not_found');
      if (!allowed.includes(leave.state)) refuse('staff.leave_state', { state: leave.state });
      const changed = await change(tx, leave);
      await store.saveLeave(tx, changed);
      await audit(tx, ctx, {
        action: ctx.command?.endpoint ?? 'staff.leave',
        // Not the person: who reads the trail could warn.
        object: `mandatoryLeave:${leave.id}`,
        orgUnitId: null,
        outcome: 'done',
        detail,
      });
      return (await store.readLeave(tx, leave.id))!;
    });
  }

  return {
    async drawLeave(
      ctx: Ctx,
      input: {
        readonly orgUnitId: string;
        readonly count: number;
        readonly notDrawnMonths: number;
        readonly from: string;
        readonly until: string;
        readonly reason: string;
      },
    ): Promise<{ drawId: string; leaveIds: string[] }> {
      const unit = await reachUnit(deps, ctx, 'staff.manage', input.orgUnitId);
      const today = await todayAt(deps, ctx, unit.id);
      const { from, until } = input;
      // It begins at midnight: drawn for today it could not be begun unnoticed.
      assertAhead(addDays(today, 1), from, addDays(until, 1));
      return db.transact(ctx, unit.id, async (tx) => {
        const since = monthsBefore(from, input.notDrawnMonths);
        const candidates = await store.listCandidates(tx, unit.path, today, since);
        if (candidates.length === 0) refuse('staff.nobody_to_draw');
        const seed = randomBytes(16).toString('hex');
        const numbers = candidates.map(({ number }) => number);
        const drawn = drawFrom(seed, numbers, input.count);
        const leaves = drawn.map((number) => ({
          id: newId(),
          staffId: candidates.find((one) => one.number === number)!.id,
        }));
        const draw = {
          id: newId(),
          orgUnitId: unit.id,
          drawnAt: ctx.now(),
          drawnBy: ctx.actor.name,
          reason: input.reason,
          seed,
          candidates: numbers,
          drawn,
        };
        await store.insertDraw(tx, draw, leaves, { from, until });
        await audit(tx, ctx, {
          action: 'staff.drawLeave',
          object: `leaveDraw:${draw.id}`,
          orgUnitId: unit.id,
          outcome: 'done',
          detail: { seed, candidates: numbers.length, count: drawn.length, reason: input.reason },
        });
        return { drawId: draw.id, leaveIds: leaves.map(({ id }) => id) };
      });
    },

    async listLeaveDraws(ctx: Ctx): Promise<{ draws: LeaveDraw[] }> {
      const draws = await store.listDraws(db, authorizeSomewhere(ctx, 'staff.manage'));
      return { draws: draws.map((draw) => ({ ...draw, verified: isGenuine(draw) })) };
    },

    async listMandatoryLeaves(
      ctx: Ctx,
      input: { readonly state?: LeaveState | undefined },
    ): Promise<LeaveRecord[]> {
      return store.listLeaves(db, authorizeSomewhere(ctx, 'staff.manage'), input.state ?? null);
    },

    async nameSubstitute(
      ctx: Ctx,
      input: { readonly leaveId: string; readonly substituteId: string },
    ): Promise<LeaveRecord> {
      const known = await reachLeave(ctx, input.leaveId);
      const substitute = await reach(deps, ctx, 'staff.manage', input.substituteId);
      const zone = await zoneAt(deps, known.home);
      const today = await todayAt(deps, ctx, known.home);
      return act(
        ctx,
        known.id,
        ['drawn', 'ready'],
        async (tx, leave) => {
          assertAhead(addDays(today, 1), leave.from, null);
          if (substitute.id === leave.staffId || substitute.leftOn !== null) refuse('staff.substitute_unfit');
          if (await store.isOnLeave(tx, substitute.id, leave.from, leave.until))
            refuse('staff.substitute_unfit');
          await assertStandsIn(tx, leave, substitute.id);
          tx.setTimer(leaveStartDeadline, leave.id, instantOf(zone, leave.from, '00:00'));
          return { ...leave, state: 'ready', substituteId: substitute.id };
        },
        { substituteId: substitute.id },
      );
    },

    cancelLeave: (
      ctx: Ctx,
      input: { readonly leaveId: string; readonly reason: string },
    ): Promise<LeaveRecord> =>
      act(
        ctx,
        input.leaveId,
        ['drawn', 'ready'],
        (tx, leave) => {
          tx.clearTimer(leaveStartDeadline, leave.id);
          return Promise.resolve({ ...leave, state: 'cancelled' });
        },
        { reason: input.reason },
      ),

    recordLeaveCheck: (
      ctx: Ctx,
      input: {
        readonly leaveId: string;
        readonly result: NonNullable<MandatoryLeave['check']>['result'];
        readonly findings: string;
      },
    ): Promise<LeaveRecord> =>
      act(
        ctx,
        input.leaveId,
        ['running', 'ended'],
        (_tx, leave) => {
          const { result, findings } = input;
          const check = { result, findings, by: ctx.actor.name, at: ctx.now() };
          // A check made during the leave is kept, and the leave closes when it ends.
          return Promise.resolve({ ...leave, check, state: leave.state === 'ended' ? 'closed' : 'running' });
        },
        { result: input.result },
      ),
  };
}

/** Whoever stands in keeps what they hold: they must be fit for every key post besides. */
async function assertStandsIn(tx: Tx, leave: LeaveRecord, substituteId: string): Promise<void> {
  const dictionary = await posts.readDictionary(tx);
  for (const post of leave.postCodes)
    await assertMayHold(
      tx,
      dictionary,
      substituteId,
      { post, from: leave.from, until: addDays(leave.until, 1) },
      // The same main post is no obstacle: a teller of another window stands in for a teller.
      (held) => held.post !== post || held.kind === 'acting',
    );
}

/** Its first minute: the substitute holds the posts, access shuts the login, and only now people are told. */
export function startLeave(deps: StaffDeps): TimerHandler {
  return (ctx, timer) =>
    deps.platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const leave = await store.lockLeave(tx, timer.ref);
      if (leave?.state !== 'ready' || leave.substituteId === null) return;
      const until = addDays(leave.until, 1);
      if (!(await stillStandsIn(tx, leave, leave.substituteId))) {
        // The substitute became unfit: back to who draws, who sees it waiting past its day.
        await store.saveLeave(tx, { ...leave, state: 'drawn', substituteId: null });
        return;
      }
      for (const post of leave.postCodes)
        await posts.insertHolding(tx, leave.substituteId, {
          id: newId(),
          post,
          kind: 'acting',
          orgUnitId: leave.orgUnitId,
          since: leave.from,
          until,
          reason: '',
        });
      await store.saveLeave(tx, { ...leave, state: 'running' });
      const managers = await listHolders(tx, 'branchManager', [leave.orgUnitId]);
      tx.emit(staffEvents.leaveStarted, {
        ...concerned(leave),
        substituteId: leave.substituteId,
        substituteName: leave.substituteName ?? '',
        tellStaffIds: [...new Set([leave.staffId, leave.substituteId, ...managers.map(({ id }) => id)])],
      });
      const zone = await zoneAt(deps, timer.branchId);
      tx.setTimer(leaveEndDeadline, leave.id, instantOf(zone, until, '00:00'));
    });
}

async function stillStandsIn(tx: Tx, leave: LeaveRecord, substituteId: string): Promise<boolean> {
  try {
    await assertStandsIn(tx, leave, substituteId);
    return true;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

/** The day after its last: the login opens again, and the record of the check is due. */
export function endLeave(deps: StaffDeps): TimerHandler {
  return (ctx, timer) =>
    deps.platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (!(await consumeTimer(tx, timer))) return;
      const leave = await store.lockLeave(tx, timer.ref);
      if (leave?.state !== 'running') return;
      await store.saveLeave(tx, { ...leave, state: leave.check === null ? 'ended' : 'closed' });
      tx.emit(staffEvents.leaveEnded, concerned(leave));
    });
}

const concerned = ({ id, staffId, userId, staffName, until }: LeaveRecord) => ({
  leaveId: id,
  staffId,
  userId,
  staffName,
  until,
});
