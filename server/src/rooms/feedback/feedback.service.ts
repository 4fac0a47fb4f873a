import { feedbackDefaults, feedbackEvents } from '@huiting/contracts/feedback';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Statement } from '../../platform/database/query.ts';
import { AppError, refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { BranchDirectory, BranchInfo } from '../organization/index.ts';
import type { QueueService } from '../queue/index.ts';
import type { StaffService } from '../staff/index.ts';
import { deadlinesOf, openCase } from './feedback.cases.domain.ts';
import type { BadRatingCase } from './feedback.cases.domain.ts';
import { peopleOf } from './feedback.levels.service.ts';
import { limitsAt } from './feedback.limits.service.ts';
import { giveRating, requestFor } from './feedback.domain.ts';
import type { Channel, Completed, RatingGiven, RatingRequest } from './feedback.domain.ts';
import { presentCase, presentRequest } from './feedback.present.ts';

import { readAverageLevel, readCurrent, readRatings, readTeller } from './feedback.reports.ts';
import { toRequest } from './feedback.rows.ts';
import type { RequestRow } from './feedback.rows.ts';
import {
  askJointRating,
  askRating,
  loadRating,
  lockRating,
  ratingOfTicket,
  ratingWrites,
  timeOutRating,
} from './feedback.store.ts';
import type { RatingSought } from './feedback.store.ts';

export interface FeedbackUses {
  readonly directory: BranchDirectory;
  readonly queue: QueueService;
  readonly staff: StaffService;
}

/** A request and the branch it belongs to, ready for the presenter. */
export interface RequestAt {
  readonly request: RatingRequest;
  readonly branch: BranchInfo;
}

export function createRatingService({ db, parameters }: Platform, uses: FeedbackUses) {
  const { directory, queue } = uses;
  const today = (branch: BranchInfo, instant: number): string => directory.dayAt(branch, instant).date;

  /** The request under lock, in one of two ways; null when there is none. */
  interface Loading {
    readonly load: Statement;
    readonly read: (rows: readonly unknown[]) => RatingRequest | null;
  }

  async function lockAsked(branch: BranchInfo, requestId: string, now: number): Promise<Loading> {
    const names = new Map((await queue.serviceTypes(branch.id)).map(({ id, name }) => [id, name]));
    return {
      load: lockRating(branch.id, requestId, today(branch, now)),
      read: ([row]) =>
        row === undefined ? null : toRequest((row as { request: RequestRow }).request, names),
    };
  }

  const loadOrAsk = (branch: BranchInfo, sought: RatingSought, now: number): Loading => ({
    load: loadRating(branch.id, sought, today(branch, now)),
    read: ([row]) => (row as { request: RatingRequest | null }).request,
  });

  /** Load with lock, decide, write: two round trips, since a rating follows every service of the bank. */
  async function give(
    ctx: Ctx,
    branch: BranchInfo,
    { load, read }: Loading,
    channel: Channel,
    given: RatingGiven,
  ): Promise<RequestAt> {
    // Who will hear of a bad one is looked up before the request is locked.
    const lobby = given.level <= feedbackDefaults.badLevel ? await peopleOf(uses, branch, 'lobby') : [];
    return db.decide(ctx, branch.id, {
      load: [load],
      decide: ([rows]) => {
        const loaded = read(rows!);
        // An evaluator stands at one window; the rating of another's customer is not its business.
        const elsewhere =
          ctx.actor.kind === 'terminal' &&
          ctx.actor.windowId !== null &&
          ctx.actor.windowId !== loaded?.windowId;
        if (loaded === null || elsewhere) return refuse('feedback.request_not_found');
        const now = ctx.now();
        const decision = giveRating(loaded, given, channel, now);
        if (decision.refusal !== null) return refuse(decision.refusal);
        const { request, isBad } = decision.value;
        const opened = isBad ? openCase(request, lobby, limitsAt(parameters, branch, now), now) : null;
        return {
          result: { request, branch },
          effects: {
            writes: ratingWrites(request, opened),
            events: eventsOf(request, opened, branch, now),
            clearTimers: [{ kind: 'feedback.expire', ref: request.id }],
            setTimers: opened === null ? [] : timersOf(opened),
          },
        };
      },
    });
  }

  return {
    /** The customer answers at the evaluator. */
    rate: async (
      ctx: Ctx,
      input: { branchId: string; requestId: string } & RatingGiven,
    ): Promise<RequestAt> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'feedback.rate', branch.path);
      const { requestId } = input;
      try {
        return await give(ctx, branch, await lockAsked(branch, requestId, ctx.now()), 'evaluator', input);
      } catch (error) {
        if (!(error instanceof AppError && error.code === 'feedback.request_not_found')) throw error;
        // Quicker than the reaction that asks: then the request is made here.
        return give(ctx, branch, loadOrAsk(branch, { requestId }, ctx.now()), 'evaluator', input);
      }
    },

    /** The customer answers on the phone: the last service of the ticket, for a day, also after the evaluator timed out. */
    rateByLink: async (ctx: Ctx, input: { token: string } & RatingGiven): Promise<RequestAt> => {
      const link = (await queue.ticketByLink(input.token)) ?? refuse('queue.link_invalid');
      const branch = await directory.get(link.branchId);
      return give(ctx, branch, loadOrAsk(branch, { ticketId: link.ticketId }, ctx.now()), 'link', input);
    },

    getByLink: async (ctx: Ctx, { token }: { token: string }): Promise<RequestAt | null> => {
      const link = (await queue.ticketByLink(token)) ?? refuse('queue.link_invalid');
      const branch = await directory.get(link.branchId);
      const request = await ratingOfTicket(db, branch.id, link.ticketId, today(branch, ctx.now()));
      return request === null ? null : { request, branch };
    },

    /** What the evaluator of a window asks now, and who sits there. */
    currentRequest: async (ctx: Ctx, { branchId, windowId }: { branchId: string; windowId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'feedback.rate', branch.path);
      const { number, request } = await readCurrent(db, branchId, windowId, ctx.now());
      const teller = request?.staff ?? (await readTeller(db, branchId, windowId));
      const averageLevel =
        teller === null ? null : await readAverageLevel(db, branchId, teller.id, today(branch, ctx.now()));
      return {
        number,
        request: request === null ? null : { request, branch },
        teller: teller === null ? null : { name: teller.name, number: teller.number, averageLevel },
      };
    },

    listRatings: async (
      ctx: Ctx,
      input: { branchId: string; staffId?: string | undefined; limit: number },
    ) => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'feedback.view', branch.path);
      const report = await readRatings(
        db,
        branch.id,
        today(branch, ctx.now()),
        input.staffId ?? null,
        input.limit,
      );
      return { ...report, branch };
    },

    /** Reaction to a completed service: the rating is asked, whatever the teller thinks of it. */
    ask: async (tx: Tx, told: Completed, completedAt: number): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      const simple = requestFor(told, branch.id, completedAt);
      const request =
        simple === null
          ? await askJointRating(tx, told.requestId, today(branch, completedAt))
          : (await askRating(tx, simple, told.serviceTypeId))
            ? simple
            : null;
      if (request === null) return;
      tx.emit(feedbackEvents.ratingAsked, { request: presentRequest(request, branch) });
      tx.setTimer('feedback.expire', request.id, request.expiresAt);
    },

    /** Deadline: the evaluator waited in vain, which is recorded. */
    timeOut: async (ctx: Ctx, timer: Timer): Promise<void> => {
      const branch = await directory.get(timer.branchId);

      await db.transact(ctx, branch.id, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const request = await timeOutRating(tx, timer.ref, today(branch, ctx.now()));
        if (request !== null)
          tx.emit(feedbackEvents.ratingTimedOut, { request: presentRequest(request, branch) });
      });
    },
  };
}

function timersOf(opened: BadRatingCase) {
  return Object.entries(deadlinesOf(opened)).flatMap(([kind, due]) =>
    due === null ? [] : [{ kind, ref: opened.request.id, due }],
  );
}

function eventsOf(request: RatingRequest, opened: BadRatingCase | null, branch: BranchInfo, now: number) {
  const given = {
    type: feedbackEvents.ratingGiven.type,
    payload: { request: presentRequest(request, branch), customerId: request.customer?.id ?? null },
  };
  return opened === null
    ? [given]
    : [given, { type: feedbackEvents.caseOpened.type, payload: { case: presentCase(opened, branch, now) } }];
}

export type RatingService = ReturnType<typeof createRatingService>;
