import { hallEvents } from '@huiting/contracts/hall';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, permits } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { Timer } from '../../../platform/timers/timers.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { nextReserve, pressureOf } from '../hall.positions.domain.ts';
import type { CallUp, Duty } from '../hall.positions.domain.ts';
import * as store from '../hall.positions.store.ts';
import { presentCallUp, presentDuty } from '../hall.present.ts';
import { staffOf } from '../hall.staff.domain.ts';
import type { PositionService, PositionUses } from './arrange-positions.ts';

/** Deadline by which a reserve should have answered. */
export const callUpDeadline = 'hall.callUpUnanswered';
/** Business minutes after which a branch whose reserves were all asked in vain may ask again by itself. */
const pauseMinutes = 15;

/** HA-03: who answers for the hall, and reserves called in by rule or by hand, one at a time in their order. */
export function createDutyService(
  { db, parameters }: Platform,
  { directory, staff }: PositionUses,
  board: Pick<PositionService, 'positionsOn'>,
) {
  const dateAt = (branch: BranchInfo, instant: number): string => directory.dayAt(branch, instant).date;

  async function begin(
    tx: Tx,
    person: { readonly id: string; readonly name: string },
    how: Duty['how'],
    kind: Duty['kind'],
    date: string,
    now: number,
  ): Promise<Duty> {
    const duty: Duty = {
      businessDate: date,
      id: newId(),
      staffId: person.id,
      name: person.name,
      kind,
      how,
      from: now,
      until: null,
    };
    // On duty already: nothing begins.
    if (!(await store.insertDuty(tx, duty)))
      return (await store.lockOnDuty(tx)).find(({ staffId }) => staffId === person.id)!;
    tx.emit(hallEvents.dutyChanged, { duty: presentDuty(duty) });
    return duty;
  }

  async function end(tx: Tx, duty: Duty, now: number): Promise<Duty> {
    const ended = { ...duty, until: now };
    await store.endDuty(tx, duty.id, now);
    tx.emit(hallEvents.dutyChanged, { duty: presentDuty(ended) });
    return ended;
  }

  /** Asks the next in order; null when nobody is left, which is told when somebody was asked before. */
  async function callNext(
    tx: Tx,
    branch: BranchInfo,
    cause: CallUp['cause'],
    round: { readonly id: string; readonly last: CallUp } | null,
    now: number,
  ): Promise<CallUp | null> {
    const date = dateAt(branch, now);
    const onDuty = (await store.lockOnDuty(tx)).map(({ staffId }) => staffId);
    const asked = round === null ? [] : await store.readAsked(tx, round.id);
    const staffId = nextReserve(await board.positionsOn(tx, branch.id, date), onDuty, asked);
    const name = staffId === null ? null : await staff.nameOf(tx, staffId);
    if (staffId === null || name === null) {
      if (round !== null) tx.emit(hallEvents.reserveExhausted, { callUp: presentCallUp(round.last) });
      return null;
    }
    const id = newId();
    const callUp: CallUp = {
      branchId: branch.id,
      businessDate: date,
      id,
      roundId: round?.id ?? id,
      staffId,
      name,
      cause,
      calledAt: now,
      answerDueAt: now + parameters.number('hall.reserveAnswerSeconds', branch.path, now) * 1000,
      state: 'called',
      answeredAt: null,
    };
    if (!(await store.insertCallUp(tx, callUp))) return null;
    tx.setTimer(callUpDeadline, id, callUp.answerDueAt);
    tx.emit(hallEvents.reserveCalled, { callUp: presentCallUp(callUp) });
    return callUp;
  }

  async function answered(tx: Tx, callUp: CallUp, state: CallUp['state'], now: number): Promise<CallUp> {
    const next: CallUp = { ...callUp, state, answeredAt: now };
    await store.saveCallUp(tx, next);
    tx.clearTimer(callUpDeadline, callUp.id);
    tx.emit(hallEvents.reserveAnswered, { callUp: presentCallUp(next) });
    return next;
  }

  return {
    takeDuty: async (ctx: Ctx, { branchId }: { branchId: string }): Promise<Duty> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.assist', branch.path);
      const person = staffOf(ctx.actor, 'hall.assist');
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const date = dateAt(branch, now);
        const positions = await board.positionsOn(tx, branch.id, date);
        const place = positions.find(({ staffId }) => staffId === person.id);
        if (place === undefined || place.kind === 'window') return refuse('hall.not_on_board');
        return begin(tx, person, 'took', place.kind, date, now);
      });
    },

    /** One’s own duty; whoever arranges the positions may end that of others. */
    endDuty: async (ctx: Ctx, input: { branchId: string; staffId: string | null }): Promise<Duty> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.assist', branch.path);
      const person = staffOf(ctx.actor, 'hall.assist');
      const staffId = input.staffId ?? person.id;
      if (staffId !== person.id) authorize(ctx, 'hall.arrange', branch.path);
      return db.transact(ctx, branch.id, async (tx) => {
        const duty = (await store.lockOnDuty(tx)).find((one) => one.staffId === staffId);
        return duty === undefined ? refuse('hall.not_on_duty') : end(tx, duty, ctx.now());
      });
    },

    callReserve: async (ctx: Ctx, { branchId }: { branchId: string }): Promise<CallUp> => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'hall.assist', branch.path);
      return db.transact(ctx, branch.id, async (tx) => {
        if ((await store.lockPendingCallUp(tx)) !== null) return refuse('hall.call_up_pending');
        const called = await callNext(tx, branch, 'manual', null, ctx.now());
        return called ?? refuse('hall.no_reserve_left');
      });
    },

    answerCallUp: async (
      ctx: Ctx,
      input: { branchId: string; callUpId: string; comes: boolean },
    ): Promise<CallUp> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'hall.assist', branch.path);
      const person = staffOf(ctx.actor, 'hall.assist');
      return db.transact(ctx, branch.id, async (tx) => {
        const found = (await store.lockCallUp(tx, input.callUpId)) ?? refuse('hall.call_up_not_found');
        if (found.state !== 'called') return refuse('hall.call_up_answered', { state: found.state });
        // Whoever arranges the positions may answer for somebody who has no PAD in hand.
        if (found.staffId !== person.id && !permits(ctx.actor, 'hall.arrange', branch.path))
          return refuse('hall.not_on_board');
        const now = ctx.now();
        const next = await answered(tx, found, input.comes ? 'accepted' : 'declined', now);
        if (input.comes)
          await begin(
            tx,
            { id: found.staffId, name: found.name },
            'calledUp',
            'reserve',
            dateAt(branch, now),
            now,
          );
        else await callNext(tx, branch, found.cause, { id: found.roundId, last: next }, now);
        return next;
      });
    },

    /** Deadline: the reserve has not answered; the next is asked. */
    passOver: async (ctx: Ctx, timer: Timer): Promise<void> => {
      const branch = await directory.get(timer.branchId);
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const found = await store.lockCallUp(tx, timer.ref);
        if (found === null || found.state !== 'called') return;
        const next = await answered(tx, found, 'unanswered', ctx.now());
        await callNext(tx, branch, found.cause, { id: found.roundId, last: next }, ctx.now());
      });
    },

    /** Reaction: the hall has more, or less, to do; when the lobby managers have no hand free a reserve is called in. */
    review: async (tx: Tx, now: number): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      if ((await store.lockPendingCallUp(tx)) !== null) return;
      const work = await store.readWork(tx, branch.id);
      const onDuty = await store.lockOnDuty(tx);
      const cause = pressureOf(work, onDuty.length);
      if (cause === null) return;
      // A reserve who has come is the help there is; whoever was asked in vain is not asked again at once.
      if (onDuty.some(({ kind }) => kind === 'reserve')) return;
      const last = await store.readLastRound(tx, dateAt(branch, now));
      if (last !== null && now - last.calledAt < pauseMinutes * 60_000) return;
      await callNext(tx, branch, cause, null, now);
    },

    /** Reaction to the day's opening: the first lobby manager on the board answers for the hall. */
    openDay: async (tx: Tx, now: number): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      const date = dateAt(branch, now);
      if ((await store.lockOnDuty(tx)).length > 0) return;
      const positions = await board.positionsOn(tx, branch.id, date);
      const first = positions.find(({ kind, rank }) => kind === 'lobbyManager' && rank === 1);
      const name = first === undefined ? null : await staff.nameOf(tx, first.staffId);
      if (first === undefined || name === null) return;
      await begin(tx, { id: first.staffId, name }, 'opening', 'lobbyManager', date, now);
    },

    /** Reaction to the day's end: everybody goes home. */
    endDay: async (tx: Tx, now: number): Promise<void> => {
      const pending = await store.lockPendingCallUp(tx);
      if (pending !== null) await answered(tx, pending, 'cancelled', now);
      for (const duty of await store.lockOnDuty(tx)) await end(tx, duty, now);
    },
  };
}

export type DutyService = ReturnType<typeof createDutyService>;
