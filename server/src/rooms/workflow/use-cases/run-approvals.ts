import type { Ask } from '@huiting/contracts/core/approval';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { consumeTimer } from '../../../platform/timers/timers.ts';
import type { Timer } from '../../../platform/timers/timers.ts';
import { courseFrom, decidingUnits } from '../workflow.approval.domain.ts';
import type { ApprovalRecord } from '../workflow.approval.domain.ts';
import * as store from '../workflow.approval.store.ts';
import type { ApprovalDeps } from './approval-deps.ts';
import { announce, follow } from './move-approval.ts';

/** What no person does: an approval begins with a fact of its room, and becomes late with time. */
export function createApprovalRunner(deps: ApprovalDeps) {
  const { db, log } = deps.platform;
  return {
    /** Inside a reaction: the application a fact asks for. A subject has one running approval; asking again changes nothing. */
    async openApproval(tx: Tx, ask: Ask<never>, payload: never, now: number): Promise<void> {
      const definition = await store.newestDefinition(tx, ask.kind.kind);
      const steps = definition?.steps ?? ask.kind.steps;
      const orgUnitId = ask.orgUnitId(payload);
      const unit = (await deps.directory.lineOf(orgUnitId, tx))[0] ?? refuse('platform.not_found');
      const facts = ask.facts(payload);
      const blank: ApprovalRecord = {
        id: newId(),
        branchId: tx.branchId,
        kind: ask.kind.kind,
        definitionVersion: definition?.version ?? 0,
        steps,
        subject: ask.subject(payload),
        title: ask.title(payload),
        facts,
        orgUnitId,
        orgPath: unit.path,
        unitName: unit.name,
        applicant: ask.applicant(payload),
        barred: ask.barred?.(payload) ?? [],
        requestedAt: now,
        state: 'pending',
        stepIndex: null,
        stepSince: null,
        dueAt: null,
        late: false,
        approverUnits: [],
        endedAt: null,
      };
      const approval = await follow(deps, tx, blank, [], courseFrom(steps, facts, 0), now);
      if (await store.insertApproval(tx, approval)) await announce(deps, tx, approval, [], 'opened');
      else log.info({ subject: approval.subject }, 'the subject has a running approval already');
    },

    /** Nobody decided in time: those who may are told again, and with `escalate` whoever holds the post one unit further up may too. */
    async approvalLate(ctx: Ctx, timer: Timer): Promise<void> {
      await db.transact(ctx, timer.branchId, async (tx) => {
        if (!(await consumeTimer(tx, timer))) return;
        const approval = await store.readApproval(tx, timer.branchId, timer.ref, 'lock');
        if (approval === null || approval.stepIndex === null) return;
        const step = approval.steps[approval.stepIndex]!;
        const units = decidingUnits(step, await deps.directory.lineOf(approval.orgUnitId, tx));
        const next =
          step.whenLate === 'escalate'
            ? units.find(({ id }) => !approval.approverUnits.includes(id))
            : undefined;
        const late: ApprovalRecord = {
          ...approval,
          late: true,
          approverUnits: next === undefined ? approval.approverUnits : [...approval.approverUnits, next.id],
        };
        await store.updateApproval(tx, late);
        const decisions = await store.listDecisions(tx, tx.branchId, late.id);
        await announce(deps, tx, late, decisions, 'late');
      });
    },
  };
}
