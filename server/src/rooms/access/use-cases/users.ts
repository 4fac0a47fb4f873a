import { sessionLimit } from '../access.roles.domain.ts';
import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere, scopePaths } from '../../../platform/permits.ts';
import type { AccessDeps } from './access-deps.ts';
import { assertNotLastSecurityAdmin } from './administer-users.ts';
import { homeOf } from '../access.domain.ts';
import type { User } from '../access.domain.ts';
import type { Role } from '../access.roles.domain.ts';
import { endSessionOf, endSessions, listSessions } from '../access.session.store.ts';
import * as store from '../access.store.ts';

export function createUserUseCases(deps: AccessDeps) {
  const { db, audit } = deps;

  async function managedUser(ctx: Ctx, userId: string): Promise<User> {
    authorizeSomewhere(ctx, 'access.manage');
    const user = (await store.readUser(db, userId)) ?? refuse('access.user_not_found');
    authorize(ctx, 'access.manage', user.path);
    return user;
  }

  return {
    listUsers: async (
      ctx: Ctx,
      input: { search?: string | undefined; cursor?: string | undefined; limit: number },
    ) => {
      const paths = authorizeSomewhere(ctx, 'access.manage');
      const rows = await store.listUsers(db, {
        paths,
        search: input.search ?? null,
        after: input.cursor ?? null,
        limit: input.limit + 1,
      });
      const items = rows.slice(0, input.limit);
      return { items, nextCursor: rows.length > items.length ? items.at(-1)!.username : null };
    },

    /** Ends every session of a user; open streams end within a second, also in other processes. */
    revokeSessions: async (ctx: Ctx, { userId }: { userId: string }): Promise<{ ended: number }> => {
      const user = await managedUser(ctx, userId);
      let ended: string[] = [];
      const answer = await db.transact(ctx, homeOf(user), async (tx) => {
        ended = await endSessions(tx, { userId }, 'revoked');
        await audit(tx, ctx, {
          action: 'session.revokeAll',
          object: `user:${userId}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: { sessions: ended.length },
        });
        return { ended: ended.length };
      });
      await deps.watch.changed({ sessions: ended });
      return answer;
    },

    /** Where a user is signed in, on which browsers. */
    listSessions: async (ctx: Ctx, { userId }: { userId: string }) => {
      const user = await managedUser(ctx, userId);
      return {
        sessions: await listSessions(db, user.id),
        limit: sessionLimit(deps.config.sessionsPerSurface, deps.parameters, ctx.now()),
      };
    },

    /** Ends one of them; what it shows ends within a second. */
    endSession: async (ctx: Ctx, input: { userId: string; sessionId: string }): Promise<{ ok: true }> => {
      const user = await managedUser(ctx, input.userId);
      const answer = await db.transact(ctx, homeOf(user), async (tx) => {
        if (!(await endSessionOf(tx, user.id, input.sessionId))) refuse('access.session_not_found');
        await audit(tx, ctx, {
          action: 'session.revoke',
          object: `user:${user.id}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: { sessionId: input.sessionId },
        });
        return { ok: true } as const;
      });
      await deps.watch.changed({ sessions: [input.sessionId] });
      return answer;
    },

    /** Takes a role wherever the caller may manage; what the user watches by it ends within a second. */
    removeRole: async (ctx: Ctx, { userId, role }: { userId: string; role: Role }): Promise<{ ok: true }> => {
      const user = await managedUser(ctx, userId);
      const answer = await db.transact(ctx, homeOf(user), async (tx) => {
        if (user.emergency !== null) refuse('access.emergency_account');
        if (role === 'securityAdmin') await assertNotLastSecurityAdmin(tx, userId);
        const removed = await store.removeRole(tx, {
          userId,
          role,
          paths: scopePaths(ctx.actor, 'access.manage'),
        });
        if (removed) {
          tx.emit(accessEvents.grantsChanged, { userId });
          await audit(tx, ctx, {
            action: 'user.removeRole',
            object: `user:${userId}`,
            orgUnitId: user.orgUnitId,
            outcome: 'done',
            detail: { role },
          });
        }
        return { ok: true } as const;
      });
      await deps.watch.changed({ users: [userId] });
      return answer;
    },
  };
}
