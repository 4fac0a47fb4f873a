import { feedbackEvents } from '@huiting/contracts/feedback';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { authorize } from '../../../platform/permits.ts';
import type { Platform } from '../../../platform/room.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { Timer } from '../../../platform/timers/timers.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { claimCase, closeCase, dueAt, recordTalk } from '../feedback.domain.ts';
import type { BadRatingCase } from '../feedback.domain.ts';
import { presentCase } from '../feedback.present.ts';

import { readCases } from '../feedback.reports.ts';

import type { FeedbackUses } from '../feedback.service.ts';
import { lockCase, saveCase } from '../feedback.store.ts';

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
type Handler = { readonly id: string; readonly name: string };
type Decide = (badCase: BadRatingCase, handler: Handler, now: number) => ReturnType<typeof claimCase>;

/** EV-03: claim → talk → cause and remedy → close. The case is locked while its next step is decided. */
export function createCaseService({ db }: Platform, { directory }: FeedbackUses) {
  async function handle(ctx: Ctx, { branchId, caseId }: OnCase, decide: Decide): Promise<CaseAt> {
    const branch = await directory.get(branchId);
    authorize(ctx, 'feedback.handle', branch.path);
    const { staff, name } = ctx.actor;
    // A person answers for it by name; a terminal or the system cannot.
    if (staff === null) throw new AppError('platform.forbidden', { permission: 'feedback.handle' });

    return db.transact(ctx, branch.id, async (tx) => {
      const now = ctx.now();
      const found = (await lockCase(tx, caseId)) ?? refuse('feedback.case_not_found');
      const decision = decide(found, { id: staff.id, name }, now);
      if (decision.refusal !== null) return refuse(decision.refusal, { state: found.state });
      const badCase = decision.value;
      await saveCase(tx, badCase);
      tx.emit(feedbackEvents.caseChanged, { case: presentCase(badCase, branch, now) });
      const due = dueAt(badCase);
      if (due === null) tx.clearTimer('feedback.caseOverdue', caseId);
      else if (!badCase.overdue) tx.setTimer('feedback.caseOverdue', caseId, due);
      return { badCase, branch, now };
    });
  }

  return {
    claimCase: (ctx: Ctx, input: OnCase) => handle(ctx, input, claimCase),

    recordTalk: (ctx: Ctx, input: OnCase & { talk: string; stillInBranch: boolean }) =>
      handle(ctx, input, (badCase, handler, now) =>
        recordTalk(badCase, handler, input.talk, input.stillInBranch, now),
      ),

    closeCase: (ctx: Ctx, input: OnCase & { cause: string; remedy: string }) =>
      handle(ctx, input, (badCase, handler, now) =>
        closeCase(badCase, handler, input.cause, input.remedy, now),
      ),

    /** Cases being handled, and those closed since the branch's midnight. */
    listCases: async (ctx: Ctx, { branchId }: { branchId: string }) => {
      const branch = await directory.get(branchId);
      authorize(ctx, 'feedback.view', branch.path);
      const now = ctx.now();
      const { number, cases } = await readCases(db, branch.id, branch.timeZone, now);
      return { number, cases, branch, now };
    },

    /** Deadline: the step a case waits for is late. */
    markOverdue: async (ctx: Ctx, timer: Timer): Promise<void> => {
      const branch = await directory.get(timer.branchId);
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const found = await lockCase(tx, timer.ref);
        const due = found === null ? null : dueAt(found);
        if (found === null || due === null || found.overdue || ctx.now() < due) return;
        const late = { ...found, overdue: true };
        await saveCase(tx, late);
        tx.emit(feedbackEvents.caseChanged, { case: presentCase(late, branch, ctx.now()) });
      });
    },
  };
}

export type CaseService = ReturnType<typeof createCaseService>;
