import { grantApproval } from '@huiting/contracts/access/administration';
import { workflowEvents } from '@huiting/contracts/workflow';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import type { createGrants } from './use-cases/grant-role.ts';

/** Privileged roles wait for a second person. */
export function accessReactions(grants: Pick<ReturnType<typeof createGrants>, 'followDecision'>): Reaction[] {
  return [
    reaction({
      name: 'access.followApprovals',
      to: [workflowEvents.approvalDecided],
      wants: ({ kind }) => kind === grantApproval.kind,
      handle: (ctx, tx, { subject, outcome }) => grants.followDecision(ctx, tx, subject.id, outcome),
    }),
  ];
}
