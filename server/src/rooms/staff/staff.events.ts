import { gradeApproval, rotationApproval, staffChangeApproval } from '@huiting/contracts/staff';
import { workflowEvents } from '@huiting/contracts/workflow';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import * as changes from './staff.change.store.ts';
import { figureReactions } from './staff.figures.events.ts';
import * as grades from './staff.grades.store.ts';
import * as rotations from './staff.rotation.store.ts';
import { followGrades } from './use-cases/appraise-grades.ts';
import { carryOutDeadline, endChange } from './use-cases/carry-out-change.ts';
import { endRotation, openHandover } from './use-cases/hand-over.ts';
import { zoneAt } from './use-cases/staff-deps.ts';
import type { StaffDeps } from './use-cases/staff-deps.ts';

/** What was asked for is decided by others: it waits for its day, or is over. */
export function staffReactions(deps: StaffDeps): Reaction[] {
  const dawnOf = async (home: string, date: string) => instantOf(await zoneAt(deps, home), date, '00:00');
  return [
    ...figureReactions(deps),
    reaction({
      name: 'staff.followApprovals',
      to: [workflowEvents.approvalDecided],
      wants: ({ kind }) => kind === staffChangeApproval.kind,
      handle: async (ctx, tx, { subject, outcome }) => {
        const change = await changes.readChange(tx, tx.branchId, subject.id);
        if (change?.state !== 'pending') return;
        if (outcome !== 'approved') {
          await endChange(ctx, tx, change, outcome);
          return;
        }
        await changes.saveChangeState(tx, change, 'approved', null);
        const dawn = await dawnOf(tx.branchId, change.effectiveOn);
        tx.setTimer(carryOutDeadline, change.id, Math.max(dawn, ctx.now()));
      },
    }),
    reaction({
      name: 'staff.followRotations',
      to: [workflowEvents.approvalDecided],
      wants: ({ kind }) => kind === rotationApproval.kind,
      handle: async (ctx, tx, { subject, outcome }) => {
        const rotation = await rotations.lockRotation(tx, tx.branchId, subject.id);
        if (rotation?.state !== 'pending') return;
        if (outcome !== 'approved') await endRotation(ctx, tx, rotation, outcome);
        else await openHandover(ctx, tx, rotation, await dawnOf(tx.branchId, rotation.plannedOn));
      },
    }),
    reaction({
      name: 'staff.followGrades',
      to: [workflowEvents.approvalDecided],
      wants: ({ kind }) => kind === gradeApproval.kind,
      handle: (ctx, tx, { subject, outcome }) => followGrades(deps, ctx, tx, subject.id, outcome),
    }),
    reaction({
      name: 'staff.noteApprovals',
      to: [workflowEvents.approvalChanged],
      wants: ({ approval, change }) => change === 'opened' && noted.has(approval.kind),
      handle: (_ctx, tx, { approval }) =>
        noted.get(approval.kind)!(tx, tx.branchId, approval.subject.id, approval.id),
    }),
  ];
}

const noted = new Map([
  [staffChangeApproval.kind, changes.setChangeApproval],
  [rotationApproval.kind, rotations.setRotationApproval],
  [gradeApproval.kind, grades.setAppraisalApproval],
]);
