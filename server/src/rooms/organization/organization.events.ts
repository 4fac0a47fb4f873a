import { branchApplicationApproval } from '@huiting/contracts/organization/applications';
import { workflowEvents } from '@huiting/contracts/workflow';
import { instantOf } from '../../platform/clock/zone-time.ts';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import * as store from './organization.application.store.ts';
import { carryOutDeadline, end, zoneOf } from './use-cases/carry-out-application.ts';

const isOurs = ({ kind }: { kind: string }) => kind === branchApplicationApproval.kind;

/** What the approval says becomes of the application: it waits for its day, or is over. */
export function applicationReactions(): Reaction[] {
  return [
    reaction({
      name: 'organization.followApprovals',
      to: [workflowEvents.approvalDecided],
      wants: isOurs,
      handle: async (ctx, tx, { subject, outcome }) => {
        const application = await store.readApplication(tx, tx.branchId, subject.id, 'lock');
        if (application?.state !== 'pending') return;
        if (outcome !== 'approved') {
          await end(ctx, tx, application, outcome);
          return;
        }
        await store.saveApplicationState(tx, application, { state: 'approved', endedAt: null });
        const zone = await zoneOf(tx, application);
        const dawn = instantOf(zone, application.effectiveOn, '00:00');
        tx.setTimer(carryOutDeadline, application.id, Math.max(dawn, ctx.now()));
      },
    }),
    reaction({
      name: 'organization.noteApprovals',
      to: [workflowEvents.approvalChanged],
      wants: ({ approval, change }) => isOurs(approval) && change === 'opened',
      handle: (_ctx, tx, { approval }) =>
        store.setApproval(tx, tx.branchId, approval.subject.id, approval.id),
    }),
  ];
}
