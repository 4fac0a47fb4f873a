import { workflowEvents } from '@huiting/contracts/workflow';
import type { ApprovalDecision } from '@huiting/contracts/workflow';
import type { Tx } from '../../../platform/database/database.ts';
import { approversAmong, decidingUnits, unitsWithApprovers } from '../workflow.approval.domain.ts';
import type { ApprovalRecord, Course, Person } from '../workflow.approval.domain.ts';
import { presentSummary } from '../workflow.approval.present.ts';
import { holdersOf } from './approval-deps.ts';
import type { ApprovalDeps } from './approval-deps.ts';

/** Deadline of the step an approval waits at. */
export const approvalLateDeadline = 'workflow.approvalLate';

/** Who may decide an approval as it stands. */
export async function approversOf(
  deps: ApprovalDeps,
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
  tx?: Tx,
): Promise<Person[]> {
  if (approval.stepIndex === null) return [];
  const step = approval.steps[approval.stepIndex]!;
  const people = await holdersOf(deps, step.approver.post, approval.approverUnits, tx);
  return approversAmong(approval, step, decisions, people);
}

/** The approval at a step: the units that decide there, since when, until when. */
async function atStep(
  deps: ApprovalDeps,
  tx: Tx,
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
  index: number,
  now: number,
): Promise<ApprovalRecord> {
  const step = approval.steps[index]!;
  const units = decidingUnits(step, await deps.directory.lineOf(approval.orgUnitId, tx));
  const anywhere = { ...approval, approverUnits: units.map(({ id }) => id) };
  const holders = await holdersOf(deps, step.approver.post, anywhere.approverUnits, tx);
  return {
    ...approval,
    stepIndex: index,
    stepSince: now,
    dueAt: step.limitMinutes === null ? null : now + step.limitMinutes * 60_000,
    late: false,
    approverUnits: unitsWithApprovers(
      units,
      step.agreeing,
      approversAmong(anywhere, step, decisions, holders),
    ),
  };
}

/** What a course makes of an approval. */
export function follow(
  deps: ApprovalDeps,
  tx: Tx,
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
  course: Course,
  now: number,
): Promise<ApprovalRecord> {
  switch (course.to) {
    case 'stay':
      return Promise.resolve(approval);
    case 'step':
      return atStep(deps, tx, approval, decisions, course.index, now);
    case 'end':
      return Promise.resolve({
        ...approval,
        state: course.state,
        stepIndex: null,
        stepSince: null,
        dueAt: null,
        late: false,
        approverUnits: [],
        endedAt: now,
      });
  }
}

/** Announces what has become of an approval, and keeps its deadline. */
export async function announce(
  deps: ApprovalDeps,
  tx: Tx,
  approval: ApprovalRecord,
  decisions: readonly ApprovalDecision[],
  change: 'opened' | 'moved' | 'agreed' | 'late' | 'ended',
): Promise<void> {
  const approvers = await approversOf(deps, approval, decisions, tx);
  const last = decisions.at(-1) ?? null;
  if (change === 'opened' || change === 'moved') {
    if (approval.dueAt === null) tx.clearTimer(approvalLateDeadline, approval.id);
    else tx.setTimer(approvalLateDeadline, approval.id, approval.dueAt);
  }
  tx.emit(workflowEvents.approvalChanged, {
    approval: presentSummary(approval, deps.kinds),
    change,
    approverIds: approvers.map(({ staffId }) => staffId),
    decision: change === 'opened' || change === 'late' ? null : last,
  });
  if (approval.state === 'pending') return;
  if (change !== 'opened') tx.clearTimer(approvalLateDeadline, approval.id);
  const decidedBy =
    last === null || approval.state === 'withdrawn' ? null : { staffId: last.staffId, name: last.staffName };
  tx.emit(workflowEvents.approvalDecided, {
    approvalId: approval.id,
    kind: approval.kind,
    subject: approval.subject,
    outcome: approval.state,
    decidedBy,
    opinion: decidedBy === null ? '' : last!.opinion,
  });
}
