import { hallEvents } from '@huiting/contracts/hall';
import type { AssistOutcome, AssistReason } from '@huiting/contracts/hall';
import type { Ctx } from '../../../platform/context.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { Timer } from '../../../platform/timers/timers.ts';
import type { BranchDirectory, BranchInfo } from '../../organization/index.ts';
import { acceptCall, cancelCall, escalateCall, finishCall, openCall } from '../hall.assist.domain.ts';
import type { AssistCall, AssistDecision, NewCall } from '../hall.assist.domain.ts';
import { insertCall, listCalls, lockCall, lockUnendedCalls, saveCall } from '../hall.assist.store.ts';
import { presentCall } from '../hall.present.ts';
import { readSeats } from '../hall.reports.ts';
import { staffOf } from '../hall.staff.domain.ts';

/** Deadline by which somebody should have accepted a call for help. */
export const assistDeadline = 'hall.assistUnanswered';

interface OnCall {
  readonly branchId: string;
  readonly callId: string;
}

/** HA-04: a window, a kiosk or a device calls; the first who accepts goes; unanswered it escalates. */
export function createAssistService(
  { db }: Platform,
  { directory }: { readonly directory: BranchDirectory },
) {
  /** One step of a call that is locked while it is decided. */
  async function step(
    ctx: Ctx,
    branch: BranchInfo,
    callId: string,
    decide: (call: AssistCall, now: number) => AssistDecision,
  ): Promise<AssistCall> {
    return db.transact(ctx, branch.id, async (tx) => {
      const found = (await lockCall(tx, callId)) ?? refuse('hall.call_not_found');
      const decision = decide(found, ctx.now());
      if (decision.refusal !== null) return refuse(decision.refusal, { state: found.state });
      await saveCall(tx, decision.next);
      tx.clearTimer(assistDeadline, callId);
      const told = decision.next.state === 'accepted' ? hallEvents.assistAccepted : hallEvents.assistEnded;
      tx.emit(told, { call: presentCall(decision.next) });
      return decision.next;
    });
  }

  /** Whoever helps answers for it by name. */
  async function asHelper(ctx: Ctx, branchId: string) {
    const branch = await directory.get(branchId);
    authorize(ctx, 'hall.assist', branch.path);
    return { branch, helper: staffOf(ctx.actor, 'hall.assist') };
  }

  return {
    callAssist: async (
      ctx: Ctx,
      input: { branchId: string; windowId: string | null; reason: AssistReason },
    ): Promise<AssistCall> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.callAssist', branch.path);
      const place = await placeOf(db, ctx, branch, input.windowId);
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const { date } = directory.dayAt(branch, now);
        const asked = {
          branchId: branch.id,
          businessDate: date,
          id: newId(),
          reason: input.reason,
          ...place,
        };
        const { call, isNew } = await insertCall(tx, openCall(asked, now));
        if (isNew) announce(tx, call);
        return call;
      });
    },

    listAssistCalls: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.callAssist', branch.path);
      return listCalls(db, branch.id, directory.dayAt(branch, ctx.now()).date);
    },

    acceptAssist: async (ctx: Ctx, { branchId, callId }: OnCall): Promise<AssistCall> => {
      const { branch, helper } = await asHelper(ctx, branchId);
      return step(ctx, branch, callId, (call, now) => acceptCall(call, helper, now));
    },

    finishAssist: async (
      ctx: Ctx,
      { branchId, callId, outcome }: OnCall & { outcome: AssistOutcome },
    ): Promise<AssistCall> => {
      const { branch, helper } = await asHelper(ctx, branchId);
      return step(ctx, branch, callId, (call, now) => finishCall(call, helper, outcome, now));
    },

    cancelAssist: async (ctx: Ctx, { branchId, callId }: OnCall): Promise<AssistCall> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.callAssist', branch.path);
      const callerId = ctx.actor.staff?.id ?? ctx.actor.id;
      return step(ctx, branch, callId, (call, now) => cancelCall(call, callerId, now));
    },

    /** Deadline: nobody has accepted. */
    escalateAssist: async (ctx: Ctx, timer: Timer): Promise<void> => {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const found = await lockCall(tx, timer.ref);
        const next = found === null ? null : escalateCall(found);
        if (next === null) return;
        await saveCall(tx, next);
        tx.emit(hallEvents.assistEscalated, { call: presentCall(next) });
      });
    },

    /** Reaction to the end of the day: nobody comes any more. */
    endCalls: async (tx: Tx, now: number): Promise<void> => {
      for (const call of await lockUnendedCalls(tx)) {
        const ended: AssistCall = { ...call, state: 'cancelled', endedAt: now };
        await saveCall(tx, ended);
        tx.clearTimer(assistDeadline, call.id);
        tx.emit(hallEvents.assistEnded, { call: presentCall(ended) });
      }
    },
  };
}

function announce(tx: Tx, call: AssistCall): void {
  tx.setTimer(assistDeadline, call.id, call.acceptDueAt);
  tx.emit(hallEvents.assistCalled, { call: presentCall(call) });
}

type Place = Pick<NewCall, 'source' | 'placeId' | 'place' | 'ticketNumber' | 'callerId' | 'callerName'>;

/** Where help is wanted: the window whoever asks sits at, or the terminal that asks. */
async function placeOf(
  db: Database,
  { actor }: Ctx,
  branch: BranchInfo,
  windowId: string | null,
): Promise<Place> {
  if (actor.kind === 'terminal')
    return {
      source: 'kiosk',
      placeId: actor.id,
      place: actor.name,
      ticketNumber: null,
      callerId: actor.id,
      callerName: null,
    };
  const { staff } = actor;
  if (staff === null) throw new AppError('platform.forbidden', { permission: 'hall.callAssist' });
  const seats = await readSeats(db, branch.id);
  const seat = seats.find((one) => one.windowId === windowId && one.staffId === staff.id);
  if (seat === undefined) return refuse('hall.not_at_window');
  return {
    source: 'window',
    placeId: seat.windowId,
    place: branch.windows.find(({ id }) => id === seat.windowId)?.label ?? '',
    ticketNumber: seat.ticketNumber,
    callerId: staff.id,
    callerName: actor.name,
  };
}

export type AssistService = ReturnType<typeof createAssistService>;
