import type { Verdict } from '@huiting/contracts/workflow';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { permits } from '../../../platform/permits.ts';
import { judge } from '../workflow.approval.domain.ts';
import type { ApprovalRecord, Person } from '../workflow.approval.domain.ts';
import { presentApproval } from '../workflow.approval.present.ts';
import * as store from '../workflow.approval.store.ts';
import type { ApprovalDeps } from './approval-deps.ts';
import { announce, approversOf, follow } from './move-approval.ts';

type One = { readonly branchId: string; readonly approvalId: string };

/** What people do with one approval: look, decide, take back. */
export function createApprovalActs(deps: ApprovalDeps) {
  const { db, audit } = deps.platform;

  /** Who acts, as the register has them now: somebody who has left the post decides nothing. */
  async function personOf(ctx: Ctx): Promise<Person | null> {
    if (ctx.actor.staff === null) return null;
    const { id, name, post, orgUnitId } = await deps.staff.get(ctx.actor.staff.id);
    return { staffId: id, name, post, unitId: orgUnitId };
  }

  async function lock(tx: Tx, approvalId: string): Promise<ApprovalRecord> {
    return (
      (await store.readApproval(tx, tx.branchId, approvalId, 'lock')) ?? refuse('workflow.approval_not_found')
    );
  }

  async function show(approval: ApprovalRecord, by: Person | null, tx?: Tx) {
    const decisions = await store.listDecisions(tx ?? db, approval.branchId, approval.id);
    const approvers = await approversOf(deps, approval, decisions, tx);
    return { approval: presentApproval(approval, { decisions, approvers, by, kinds: deps.kinds }) };
  }

  return {
    /** For whoever asked, has decided, may decide, or oversees the unit; to everybody else it does not exist. */
    async getApproval(ctx: Ctx, { branchId, approvalId }: One) {
      const by = await personOf(ctx);
      const approval =
        (await store.readApproval(db, branchId, approvalId, 'look')) ?? refuse('workflow.approval_not_found');
      const shown = await show(approval, by);
      const { applicant, decisions, approvers } = shown.approval;
      const isConcerned =
        by !== null && [applicant, ...decisions, ...approvers].some(({ staffId }) => staffId === by.staffId);
      if (!isConcerned && !permits(ctx.actor, 'approval.view', approval.orgPath))
        refuse('workflow.approval_not_found');
      return shown;
    },

    async decideApproval(
      ctx: Ctx,
      input: One & { readonly stepKey: string; readonly verdict: Verdict; readonly opinion: string },
    ) {
      const by = (await personOf(ctx)) ?? refuse('workflow.approval_not_found');
      if (input.verdict !== 'approve' && input.opinion === '')
        throw new AppError('platform.bad_input', { issues: [{ path: 'opinion', code: 'required' }] });
      return db.transact(ctx, input.branchId, async (tx) => {
        const approval = await lock(tx, input.approvalId);
        const before = await store.listDecisions(tx, tx.branchId, approval.id);
        const judged = judge(approval, before, by, input);
        if ('refused' in judged) return refuse(judged.refused);
        const now = ctx.now();
        const decision = {
          stepKey: input.stepKey,
          staffId: by.staffId,
          staffName: by.name,
          verdict: input.verdict,
          opinion: input.opinion,
          at: now,
        };
        const decisions = [...before, decision];
        await store.insertDecision(tx, approval.id, decision);
        const next = await follow(deps, tx, approval, decisions, judged.course, now);
        if (next !== approval) await store.updateApproval(tx, next);
        await audit(tx, ctx, {
          action: `approval.${input.verdict}`,
          object: `approval:${approval.id}`,
          orgUnitId: approval.orgUnitId,
          outcome: 'done',
          detail: {
            kind: approval.kind,
            subject: `${approval.subject.kind}:${approval.subject.id}`,
            step: input.stepKey,
            leadsTo: next.state,
          },
        });
        const change = { stay: 'agreed', step: 'moved', end: 'ended' } as const;
        await announce(deps, tx, next, decisions, change[judged.course.to]);
        return show(next, by, tx);
      });
    },

    async withdrawApproval(ctx: Ctx, input: One & { readonly reason: string }) {
      const by = (await personOf(ctx)) ?? refuse('workflow.approval_not_found');
      return db.transact(ctx, input.branchId, async (tx) => {
        const approval = await lock(tx, input.approvalId);
        if (approval.applicant.staffId !== by.staffId) return refuse('workflow.approval_not_yours');
        if (approval.stepIndex === null) return refuse('workflow.approval_ended');
        const decisions = await store.listDecisions(tx, tx.branchId, approval.id);
        const next = await follow(
          deps,
          tx,
          approval,
          decisions,
          { to: 'end', state: 'withdrawn' },
          ctx.now(),
        );
        await store.updateApproval(tx, next);
        await audit(tx, ctx, {
          action: 'approval.withdraw',
          object: `approval:${approval.id}`,
          orgUnitId: approval.orgUnitId,
          outcome: 'done',
          detail: { kind: approval.kind, reason: input.reason },
        });
        await announce(deps, tx, next, decisions, 'ended');
        return show(next, by, tx);
      });
    },
  };
}
