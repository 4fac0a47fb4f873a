import { grantApproval } from '@huiting/contracts/access/administration';
import { staffEvents } from '@huiting/contracts/staff';
import { workflowEvents } from '@huiting/contracts/workflow';
import { reaction } from '../../platform/events/consumers.ts';
import type { Reaction } from '../../platform/events/consumers.ts';
import { saveFrozen } from './access.account.store.ts';
import { endSessions } from './access.session.store.ts';
import { saveSuspension } from './access.staff.store.ts';
import type { createGrants } from './use-cases/grant-role.ts';
import type { createPostTemplates } from './use-cases/post-templates.ts';

/** Privileged roles wait for a second person; what the register says of a person is kept beside their login, and their post brings its roles. */
export function accessReactions(
  follows: Pick<ReturnType<typeof createGrants>, 'followDecision'> &
    Pick<ReturnType<typeof createPostTemplates>, 'followPerson'>,
): Reaction[] {
  return [
    reaction({
      name: 'access.followApprovals',
      to: [workflowEvents.approvalDecided],
      wants: ({ kind }) => kind === grantApproval.kind,
      handle: (ctx, tx, { subject, outcome }) => follows.followDecision(ctx, tx, subject.id, outcome),
    }),
    reaction({
      name: 'access.followStaff',
      to: [staffEvents.changed],
      wants: ({ userId }) => userId !== null,
      handle: (ctx, tx, told) => follows.followPerson(ctx, tx, { ...told, userId: told.userId! }),
    }),
    // OS-07: the post is looked at while its holder cannot touch anything.
    reaction({
      name: 'access.followMandatoryLeave',
      to: [staffEvents.leaveStarted],
      wants: ({ userId }) => userId !== null,
      handle: async (_ctx, tx, { userId, until }) => {
        await saveSuspension(tx, userId!, until);
        await endSessions(tx, { userId: userId! }, 'revoked');
      },
    }),
    reaction({
      name: 'access.followReturn',
      to: [staffEvents.leaveEnded],
      wants: ({ userId }) => userId !== null,
      handle: (_ctx, tx, { userId }) => saveSuspension(tx, userId!, null),
    }),
    // Whoever has left signs in no more; every process sees it within a second.
    reaction({
      name: 'access.followLeaving',
      to: [staffEvents.left],
      wants: ({ userId }) => userId !== null,
      handle: async (_ctx, tx, { userId }) => {
        await saveFrozen(tx, userId!, true);
        await endSessions(tx, { userId: userId! }, 'revoked');
      },
    }),
  ];
}
