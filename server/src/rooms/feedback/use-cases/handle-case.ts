import { feedbackEvents } from '@huiting/contracts/feedback';
import type { CaseTier, CustomerCare } from '@huiting/contracts/feedback';
import type { Actor, Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { Timer } from '../../../platform/timers/timers.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { careOf, deadlinesOf, openCase } from '../feedback.cases.domain.ts';
import {
  answerRemedy,
  claimCase,
  closeCase,
  confirmByPhone,
  escalate,
  lapse,
  markLate,
  recordTalk,
  reopen,
} from '../feedback.handling.domain.ts';
import type { BadRatingCase, CaseLimits, Levels } from '../feedback.cases.domain.ts';
import { addCase, caseOfTicket, lockCase, requestOfCase, saveCase } from '../feedback.cases.store.ts';
import { limitsAt } from '../feedback.limits.service.ts';
import { levelsOf } from '../feedback.levels.service.ts';
import { presentCase } from '../feedback.present.ts';
import { readCases } from '../feedback.reports.ts';
import type { FeedbackUses } from '../feedback.service.ts';

/** A case with what the presenter needs. */
export interface CaseAt {
  readonly badCase: BadRatingCase;
  readonly branch: BranchInfo;
  readonly now: number;
}

interface OnCase {
  readonly branchId: string;
  readonly caseId: string;
}
type Handler = Parameters<typeof claimCase>[1];
type Decide = (
  badCase: BadRatingCase,
  handler: Handler,
  limits: CaseLimits,
  now: number,
) => ReturnType<typeof claimCase>;

/** The level a person acts for: leading from above the branch, leading it, or handling in its hall. */
function tierOf({ grants }: Actor, branch: BranchInfo): CaseTier {
  const leads = grants.filter(
    ({ permission, path }) => permission === 'feedback.lead' && branch.path.startsWith(path),
  );
  if (leads.some(({ path }) => path.length < branch.path.length)) return 'region';
  return leads.length > 0 ? 'branch' : 'lobby';
}

/** Keeps what became of a case, tells it, and sets the deadlines that follow from it. */
async function keepCase(
  tx: Tx,
  before: BadRatingCase,
  after: BadRatingCase,
  branch: BranchInfo,
  now: number,
) {
  await saveCase(tx, after);
  const told = presentCase(after, branch, now);
  tx.emit(feedbackEvents.caseChanged, { case: told });
  for (const step of after.chain.slice(before.chain.length))
    tx.emit(feedbackEvents.caseEscalated, { case: told, step });
  const old = deadlinesOf(before);
  for (const [kind, due] of Object.entries(deadlinesOf(after))) {
    if (due === null) tx.clearTimer(kind, after.request.id);
    else if (due !== old[kind as keyof typeof old]) tx.setTimer(kind, after.request.id, due);
  }
}

/** EV-03: claim → talk → cause and remedy → the customer's word. The case is locked while its next step is decided. */
export function createCaseService({ db, parameters }: Platform, uses: FeedbackUses) {
  const { directory, queue } = uses;

  async function handle(ctx: Ctx, { branchId, caseId }: OnCase, decide: Decide): Promise<CaseAt> {
    const branch = await directory.get(branchId);
    authorize(ctx, 'feedback.handle', branch.path);
    const { staff, name } = ctx.actor;
    // A person answers for it by name; a terminal or the system cannot.
    if (staff === null) throw new AppError('platform.forbidden', { permission: 'feedback.handle' });
    const handler = { id: staff.id, name, tier: tierOf(ctx.actor, branch) };

    return db.transact(ctx, branch.id, async (tx) => {
      const now = ctx.now();
      const found = (await lockCase(tx, caseId)) ?? refuse('feedback.case_not_found');
      const decision = decide(found, handler, limitsAt(parameters, branch, now), now);
      if (decision.refusal !== null) return refuse(decision.refusal, { state: found.state });
      await keepCase(tx, found, decision.value, branch, now);
      return { badCase: decision.value, branch, now };
    });
  }

  /** What a deadline makes of a case; nothing when it came too late to matter. */
  const byTime =
    (decide: (badCase: BadRatingCase, levels: Levels, now: number) => BadRatingCase | null) =>
    async (ctx: Ctx, timer: Timer): Promise<void> => {
      const branch = await directory.get(timer.branchId);
      const levels = await levelsOf(uses, branch);
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const found = await lockCase(tx, timer.ref);
        const next = found === null ? null : decide(found, levels, ctx.now());
        if (found !== null && next !== null) await keepCase(tx, found, next, branch, ctx.now());
      });
    };

  async function ticketOf(token: string) {
    const link = (await queue.ticketByLink(token)) ?? refuse('queue.link_invalid');
    return { branch: await directory.get(link.branchId), ticketId: link.ticketId };
  }

  return {
    claimCase: (ctx: Ctx, input: OnCase) => handle(ctx, input, claimCase),

    recordTalk: (ctx: Ctx, input: OnCase & { talk: string; stillInBranch: boolean }) =>
      handle(ctx, input, (badCase, handler, _limits, now) =>
        recordTalk(badCase, handler, input.talk, input.stillInBranch, now),
      ),

    closeCase: (ctx: Ctx, input: OnCase & { cause: string; remedy: string }) =>
      handle(ctx, input, (badCase, handler, limits, now) =>
        closeCase(badCase, handler, input.cause, input.remedy, limits, now),
      ),

    /** The customer's word by phone, told by whoever called. */
    confirmCase: async (ctx: Ctx, input: OnCase & { accepted: boolean; note: string }): Promise<CaseAt> => {
      const branch = await directory.get(input.branchId);
      authorize(ctx, 'feedback.handle', branch.path);
      const levels = await levelsOf(uses, branch);
      return handle(ctx, input, (badCase, handler, limits, now) =>
        confirmByPhone(badCase, handler, input, levels, limits, now),
      );
    },

    /** The customer's word on the page of their ticket. */
    answerRemedy: async (
      ctx: Ctx,
      input: { token: string; accepted: boolean; words: string | null },
    ): Promise<CaseAt> => {
      const { branch, ticketId } = await ticketOf(input.token);
      const levels = await levelsOf(uses, branch);
      return db.transact(ctx, branch.id, async (tx) => {
        const now = ctx.now();
        const known = (await caseOfTicket(tx, branch.id, ticketId, now)) ?? refuse('feedback.case_not_found');
        const found = (await lockCase(tx, known.request.id)) ?? refuse('feedback.case_not_found');
        const word = { accepted: input.accepted, channel: 'link' as const, note: input.words || null };
        const decision = answerRemedy(found, word, levels, limitsAt(parameters, branch, now), now);
        if (decision.refusal !== null) return refuse(decision.refusal, { state: found.state });
        await keepCase(tx, found, decision.value, branch, now);
        return { badCase: decision.value, branch, now };
      });
    },

    /** What the holder of a ticket may know of a bad rating's handling; null when there is none. */
    careByLink: async (ctx: Ctx, { token }: { token: string }): Promise<CustomerCare | null> => {
      const { branch, ticketId } = await ticketOf(token);
      const found = await caseOfTicket(db, branch.id, ticketId, ctx.now());
      return found === null ? null : careOf(found);
    },

    /**
     * A customer called after the visit is not content: a case of its own, or the closed one again, one level up. One being
     * handled stays as it is.
     */
    takeUp: async (
      tx: Tx,
      branch: BranchInfo,
      { id, businessDate }: { id: string; businessDate: string },
      note: string,
      now: number,
    ): Promise<void> => {
      const levels = await levelsOf(uses, branch, tx);
      const limits = limitsAt(parameters, branch, now);
      const found = await lockCase(tx, id);
      if (found !== null) {
        if (found.state === 'closed' || found.state === 'confirming')
          await keepCase(tx, found, reopen(found, note, levels, limits, now), branch, now);
        return;
      }
      const request = await requestOfCase(tx, id, businessDate);
      if (request === null) return;
      const opened = openCase(request, levels.lobby, limits, now, { note });
      await addCase(tx, opened);
      tx.emit(feedbackEvents.caseOpened, { case: presentCase(opened, branch, now) });
      for (const [kind, due] of Object.entries(deadlinesOf(opened)))
        if (due !== null) tx.setTimer(kind, id, due);
    },

    /** Cases being handled, and those closed since the branch's midnight. */
    listCases: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'feedback.view', branch.path);
      const now = ctx.now();
      const { number, cases } = await readCases(db, branch.id, branch.timeZone, now);
      return { number, cases, branch, now };
    },

    /** Deadline: the step a case waits for is late. */
    markOverdue: byTime(markLate),
    /** Deadline: the next level is told. */
    escalateCase: byTime(escalate),
    /** Deadline: the customer has not answered. */
    lapseCase: byTime((badCase, _levels, now) => lapse(badCase, now)),
  };
}

export type CaseService = ReturnType<typeof createCaseService>;
