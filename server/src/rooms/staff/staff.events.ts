import { staffChangeApproval } from '@huiting/contracts/staff';
import { workflowEvents } from '@huiting/contracts/workflow';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import * as changes from './staff.change.store.ts';
import { carryOutDeadline, endChange } from './use-cases/carry-out-change.ts';
import { zoneAt } from './use-cases/staff-deps.ts';
import type { StaffDeps } from './use-cases/staff-deps.ts';

/** What was asked for is decided by others: it waits for its day, or is over. */
export function staffReactions(deps: StaffDeps): Reaction[] {
  return [
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
        const dawn = instantOf(await zoneAt(deps, tx.branchId), change.effectiveOn, '00:00');
        tx.setTimer(carryOutDeadline, change.id, Math.max(dawn, ctx.now()));
      },
    }),
    reaction({
      name: 'staff.noteApprovals',
      to: [workflowEvents.approvalChanged],
      wants: ({ approval, change }) => approval.kind === staffChangeApproval.kind && change === 'opened',
      handle: (_ctx, tx, { approval }) =>
        changes.setChangeApproval(tx, tx.branchId, approval.subject.id, approval.id),
    }),
  ];
}
