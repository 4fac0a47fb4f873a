import type { Post } from '@huiting/contracts/staff';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import type { AccessDeps, Opened } from './access-deps.ts';
import type { Principal, Surface } from '../access.domain.ts';
import { homeOf } from '../access.domain.ts';
import { permissionsOf, surfacePermission } from '../access.roles.domain.ts';
import type { Device } from '../access.sessions.service.ts';
import { listBranchUsers, readUser } from '../access.store.ts';

interface DemoPerson {
  readonly userId: string;
  readonly name: string;
  readonly number: string;
  readonly post: Post;
}

/** In the demo bank the person at the screen may be anybody, anywhere, without a password. In any other bank nothing is here. */
export function createDemoPeople(deps: AccessDeps) {
  const { db, audit, directory } = deps;

  return {
    listDemoPeople: async (ctx: Ctx, { branchId }: { branchId?: string | undefined }) => {
      if (deps.config.demo === null) refuse('platform.not_found');
      const needed = surfacePermission(ctx.actor.surface);
      const branches = (await directory.all()).map(({ id, name, city }) => ({ id, name, city }));
      if (branchId === undefined || needed === null) return { branches, people: [] as DemoPerson[] };
      const users = await listBranchUsers(db, branchId);
      const people = users
        .filter(({ roles }) => roles.some((role) => permissionsOf(role, { demo: true }).includes(needed)))
        .map(({ id, name, number, post }) => ({ userId: id, name, number, post }));
      return { branches, people };
    },

    takeDemoPerson: async (
      ctx: Ctx,
      { userId, device }: { userId: string; device: Device },
    ): Promise<Opened & { principal: Principal; surface: Surface }> => {
      if (deps.config.demo === null) refuse('platform.not_found');
      const { surface } = ctx.actor;
      const user = (await readUser(db, userId)) ?? refuse('access.user_not_found');
      const principal = (await deps.principals.get('user', userId)) ?? refuse('access.user_not_found');
      const needed = surfacePermission(surface);
      const allowed =
        needed !== null && principal.actor.grants.some(({ permission }) => permission === needed);
      if (surface === null || !allowed) return refuse('access.surface_not_allowed');
      // The answer is made outside, with the cookie: it must not be the transaction's.
      const opened = await db.transact({ ...ctx }, homeOf(user), async (tx) => {
        const session = await deps.sessions.open(tx, { kind: 'user', id: userId }, surface, {
          factorShown: false,
          device,
        });
        await audit(tx, ctx, {
          action: 'session.takeInDemo',
          object: `user:${userId}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: { surface },
        });
        return session;
      });
      return { ...opened, principal, surface };
    },
  };
}
