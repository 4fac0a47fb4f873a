import { assistDefaults, hallEvents } from '@huiting/contracts/hall';
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
import {
  acceptCall,
  arriveAtCall,
  cancelCall,
  escalateCall,
  finishCall,
  openCall,
  openToAll,
  passCall,
} from '../hall.assist.domain.ts';
import type { AssistCall, AssistDecision, NewCall } from '../hall.assist.domain.ts';
import {
  countCallsSince,
  insertCall,
  listCalls,
  lockCall,
  lockUnendedCalls,
  readBusy,
  saveCall,
} from '../hall.assist.store.ts';
import { nearest } from '../hall.nearest.domain.ts';
import { listDuties } from '../hall.positions.store.ts';
import { presentCall } from '../hall.present.ts';
import { readSeats } from '../hall.reports.ts';
import { staffOf } from '../hall.staff.domain.ts';
import type { PositionService } from './arrange-positions.ts';

/** Deadline by which somebody should have accepted a call for help. */
export const assistDeadline = 'hall.assistUnanswered';
/** Deadline by which whoever was asked first should have answered. */
export const offerDeadline = 'hall.assistOffered';

interface OnCall {
  readonly branchId: string;
  readonly callId: string;
}

/**
 * HA-04: a window, a kiosk or a device calls. The nearest on duty is asked alone first, then everybody; the first who accepts
 * goes; unanswered it escalates.
 */
export function createAssistService(
  { db, parameters }: Platform,
  { directory }: { readonly directory: BranchDirectory },
  board: Pick<PositionService, 'positionsOn'>,
) {
  /** Whom to ask first: by the day's board, who has a hand free and stands nearest. */
  async function nearestTo(tx: Tx, branch: BranchInfo, date: string, zoneId: string | null) {
    const [duties, placed, busy] = [
      await listDuties(tx, branch.id, date),
      await board.positionsOn(tx, branch.id, date),
      await readBusy(tx, branch.id),
    ];
    const people = duties
      .filter(({ until }) => until === null)
      .map(({ staffId, name, kind }) => {
        const place = placed.find((one) => one.staffId === staffId);
        const isBusy = busy.has(staffId);
        return { staffId, name, kind, rank: place?.rank ?? null, zoneId: place?.zoneId ?? null, isBusy };
      });
    return nearest(people, zoneId, branch.zones);
  }

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
      const { next } = decision;
      await saveCall(tx, next);
      tx.clearTimer(offerDeadline, callId);
      if (next.state !== 'open') tx.clearTimer(assistDeadline, callId);
      tx.emit(toldOf(found, next), { call: presentCall(next) });
      return next;
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
          ...place.from,
        };
        const first = await nearestTo(tx, branch, date, place.zoneId);
        const acceptSeconds = parameters.number('hall.assistAcceptSeconds', branch.path, now);
        const { call, isNew } = await insertCall(tx, openCall(asked, first, now, acceptSeconds));
        if (!isNew) return call;
        // Whoever works at a window may call as often as help is wanted; at a terminal anybody may press.
        if (call.source !== 'window') await assertNotOften(tx, call, now);
        announce(tx, call);
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

    passAssist: async (ctx: Ctx, { branchId, callId }: OnCall): Promise<AssistCall> => {
      const { branch, helper } = await asHelper(ctx, branchId);
      return step(ctx, branch, callId, (call) => passCall(call, helper));
    },

    arriveAssist: async (ctx: Ctx, { branchId, callId }: OnCall): Promise<AssistCall> => {
      const { branch, helper } = await asHelper(ctx, branchId);
      return step(ctx, branch, callId, (call, now) => arriveAtCall(call, helper, now));
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

    /** Deadline: whoever was asked first has not answered. */
    offerToAll: async (ctx: Ctx, timer: Timer): Promise<void> => {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const found = await lockCall(tx, timer.ref);
        const next = found === null ? null : openToAll(found);
        if (next === null) return;
        await saveCall(tx, next);
        tx.emit(hallEvents.assistOpened, { call: presentCall(next) });
      });
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
        tx.clearTimer(offerDeadline, call.id);
        tx.emit(hallEvents.assistEnded, { call: presentCall(ended) });
      }
    },
  };
}

async function assertNotOften(tx: Tx, call: AssistCall, now: number): Promise<void> {
  const { times, minutes } = assistDefaults.callsFromTerminal;
  if ((await countCallsSince(tx, call, now - minutes * 60_000)) > times)
    refuse('hall.called_often', { times, minutes });
}

function announce(tx: Tx, call: AssistCall): void {
  tx.setTimer(assistDeadline, call.id, call.acceptDueAt);
  if (call.offer !== null) tx.setTimer(offerDeadline, call.id, call.offer.until);
  tx.emit(hallEvents.assistCalled, { call: presentCall(call) });
}

/** What a step is told as. */
function toldOf(before: AssistCall, after: AssistCall) {
  if (after.state === 'open') return hallEvents.assistOpened;
  if (after.state !== 'accepted') return hallEvents.assistEnded;
  return before.state === 'accepted' ? hallEvents.assistArrived : hallEvents.assistAccepted;
}

type Caller = Pick<
  NewCall,
  'source' | 'placeId' | 'place' | 'windowId' | 'ticketNumber' | 'callerId' | 'callerName'
>;

/** Where help is wanted: the window whoever asks sits at, or the terminal that asks. */
async function placeOf(
  db: Database,
  { actor }: Ctx,
  branch: BranchInfo,
  windowId: string | null,
): Promise<{ from: Caller; zoneId: string | null }> {
  if (actor.kind === 'terminal') {
    const { id, name, surface, windowId: standsAt } = actor;
    const seat =
      standsAt === null
        ? undefined
        : (await readSeats(db, branch.id)).find((one) => one.windowId === standsAt);
    return {
      from: {
        source: surface === 'kiosk' ? 'kiosk' : 'device',
        placeId: id,
        place: labelOf(branch, standsAt) ?? name,
        windowId: standsAt,
        // Of whoever is being served there: they are the customer who presses.
        ticketNumber: seat?.ticketNumber ?? null,
        callerId: id,
        callerName: null,
      },
      zoneId: zoneOf(branch, standsAt),
    };
  }
  const { staff } = actor;
  if (staff === null) throw new AppError('platform.forbidden', { permission: 'hall.callAssist' });
  const seats = await readSeats(db, branch.id);
  const seat = seats.find((one) => one.windowId === windowId && one.staffId === staff.id);
  if (seat === undefined) return refuse('hall.not_at_window');
  return {
    from: {
      source: 'window',
      placeId: seat.windowId,
      place: labelOf(branch, seat.windowId) ?? '',
      windowId: null,
      ticketNumber: seat.ticketNumber,
      callerId: staff.id,
      callerName: actor.name,
    },
    zoneId: zoneOf(branch, seat.windowId),
  };
}

const labelOf = (branch: BranchInfo, windowId: string | null): string | null =>
  branch.windows.find(({ id }) => id === windowId)?.label ?? null;

/** Of the window; a terminal that stands at none is taken to stand where customers are received. */
function zoneOf(branch: BranchInfo, windowId: string | null): string | null {
  if (windowId !== null) return branch.windows.find(({ id }) => id === windowId)?.zoneId ?? null;
  return branch.zones.find(({ kind }) => kind === 'guidance')?.id ?? null;
}

export type AssistService = ReturnType<typeof createAssistService>;
