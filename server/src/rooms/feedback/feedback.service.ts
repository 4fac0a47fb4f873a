import { feedbackEvents } from '@huiting/contracts/feedback';
import type { Ctx } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/database.ts';
import { refuse } from '../../platform/errors.ts';
import { authorize } from '../../platform/permits.ts';
import type { Platform } from '../../platform/room.ts';
import { consumeTimer } from '../../platform/timers/timers.ts';
import type { Timer } from '../../platform/timers/timers.ts';
import type { BranchDirectory, BranchInfo } from '../organization/index.ts';
import type { QueueService } from '../queue/index.ts';
import { giveRating } from './feedback.domain.ts';
import type { BadRatingCase, Channel, RatingGiven, RatingRequest } from './feedback.domain.ts';
import { presentCase, presentRequest } from './feedback.present.ts';

import { readAverageLevel, readCurrent, readRatings, readTeller } from './feedback.reports.ts';
import { askRating, loadRating, ratingOfTicket, ratingWrites, timeOutRating } from './feedback.store.ts';
import type { RatingSought } from './feedback.store.ts';

export interface FeedbackUses {
  readonly directory: BranchDirectory;
  readonly queue: QueueService;
}

/** A request and the branch it belongs to, ready for the presenter. */
export interface RequestAt {
  readonly request: RatingRequest;
  readonly branch: BranchInfo;
}

export function createRatingService({ db }: Platform, { directory, queue }: FeedbackUses) {
  const today = (branch: BranchInfo, instant: number): string => directory.dayAt(branch, instant).date;

  /** Load with lock, decide, apply: two round trips, since a rating follows every service of the bank. */
  function give(
    ctx: Ctx,
    branch: BranchInfo,
    sought: RatingSought,
    channel: Channel,
    given: RatingGiven,
  ): Promise<RequestAt> {
    return db.decide(ctx, branch.id, {
      load: [loadRating(branch.id, sought, today(branch, ctx.now()))],
      decide: ([rows]) => {
        const { loaded } = rows![0] as { loaded: RatingRequest | null };
        // An evaluator stands at one window; the rating of another's customer is not its business.
        const elsewhere =
          ctx.actor.kind === 'terminal' &&
          ctx.actor.windowId !== null &&
          ctx.actor.windowId !== loaded?.windowId;
        if (loaded === null || elsewhere) return refuse('feedback.request_not_found');
        const now = ctx.now();
        const decision = giveRating(loaded, given, channel, now);
        if (decision.refusal !== null) return refuse(decision.refusal);
        const { request, opened } = decision.value;
        return {
          result: { request, branch },
          effects: {
            writes: ratingWrites(request, opened),
            events: eventsOf(request, opened, branch, now),
            clearTimers: [{ kind: 'feedback.expire', ref: request.id }],
            setTimers:
              opened === null
                ? []
                : [{ kind: 'feedback.caseOverdue', ref: request.id, due: opened.claimDueAt }],
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
      return give(ctx, branch, { requestId: input.requestId }, 'evaluator', input);
    },

    /** The customer answers on the phone: the last service of the ticket, for a day, also after the evaluator timed out. */
    rateByLink: async (ctx: Ctx, input: { token: string } & RatingGiven): Promise<RequestAt> => {
      const link = (await queue.ticketByLink(input.token)) ?? refuse('queue.link_invalid');
      const branch = await directory.get(link.branchId);
      return give(ctx, branch, { ticketId: link.ticketId }, 'link', input);
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
    ask: async (_ctx: Ctx, tx: Tx, requestId: string, completedAt: number): Promise<void> => {
      const branch = await directory.get(tx.branchId);
      const request = await askRating(tx, requestId, today(branch, completedAt));
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
