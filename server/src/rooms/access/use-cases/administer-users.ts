import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import * as store from '../access.account.store.ts';
import { homeOf } from '../access.domain.ts';
import type { User } from '../access.domain.ts';
import { permissionsOf } from '../access.roles.domain.ts';
import { hashPassword, newInitialPassword } from '../access.secrets.domain.ts';
import { endSessions } from '../access.session.store.ts';
import { readUser } from '../access.store.ts';
import type { AccessDeps } from './access-deps.ts';
import { passwordsRemembered } from './own-account.ts';

/** What a security administrator does with logins. Never with their own: that takes another one. */
export function createUserAdministration(deps: AccessDeps) {
  const { db, audit, wall, directory } = deps;
  const demo = deps.config.demo !== null;

  async function managed(ctx: Ctx, userId: string): Promise<User> {
    authorizeSomewhere(ctx, 'access.manage');
    const user = (await readUser(db, userId)) ?? refuse('access.user_not_found');
    authorize(ctx, 'access.manage', user.path);
    return user;
  }
  async function somebodyElse(ctx: Ctx, userId: string): Promise<User> {
    const user = await managed(ctx, userId);
    if (user.id === ctx.actor.id) refuse('access.own_account');
    if (user.emergency !== null) refuse('access.emergency_account');
    return user;
  }

  /** One act on a login: change, trail, and an end to its sessions where it must sign in anew. */
  async function act<R>(
    ctx: Ctx,
    user: User,
    told: {
      readonly action: string;
      readonly detail: Record<string, unknown>;
      readonly endsSessions: boolean;
    },
    change: (tx: Tx) => Promise<R>,
  ): Promise<R> {
    let ended: string[] = [];
    const answer = await db.transact(ctx, homeOf(user), async (tx) => {
      const result = await change(tx);
      await audit(tx, ctx, {
        action: told.action,
        object: `user:${user.id}`,
        orgUnitId: user.orgUnitId,
        outcome: 'done',
        detail: told.detail,
      });
      if (told.endsSessions) ended = await endSessions(tx, { userId: user.id }, 'revoked');
      return result;
    });
    await deps.watch.changed({ sessions: ended, users: [user.id] });
    return answer;
  }

  return {
    async createUser(ctx: Ctx, input: { orgUnitId: string; username: string; name: string }) {
      authorizeSomewhere(ctx, 'access.manage');
      const unit = (await directory.unitById(input.orgUnitId)) ?? refuse('platform.not_found');
      authorize(ctx, 'access.manage', unit.path);
      const branch = (await directory.underPath(unit.path)).find(({ orgUnitId }) => orgUnitId === unit.id);
      const initialPassword = newInitialPassword();
      const passwordHash = await hashPassword(initialPassword);
      const userId = newId();
      await db.transact(ctx, branch?.id ?? unit.id, async (tx) => {
        const isNew = await store.insertUser(tx, {
          id: userId,
          username: input.username,
          name: input.name,
          passwordHash,
          orgUnitId: unit.id,
          branchId: branch?.id ?? null,
          wallNow: wall(),
        });
        if (!isNew) refuse('access.username_taken');
        await audit(tx, ctx, {
          action: 'user.create',
          object: `user:${userId}`,
          orgUnitId: unit.id,
          outcome: 'done',
          detail: { username: input.username },
        });
      });
      return { userId, initialPassword };
    },

    async resetPassword(ctx: Ctx, input: { userId: string; reason: string }) {
      const user = await somebodyElse(ctx, input.userId);
      const initialPassword = newInitialPassword();
      const hash = await hashPassword(initialPassword);
      const told = { action: 'user.resetPassword', detail: { reason: input.reason }, endsSessions: true };
      await act(ctx, user, told, (tx) =>
        store.setPassword(tx, user.id, {
          hash,
          mustChange: true,
          wallNow: wall(),
          kept: passwordsRemembered - 1,
        }),
      );
      return { initialPassword };
    },

    async resetSecondFactor(ctx: Ctx, input: { userId: string; reason: string }): Promise<{ ok: true }> {
      const user = await somebodyElse(ctx, input.userId);
      const told = { action: 'user.resetSecondFactor', detail: { reason: input.reason }, endsSessions: true };
      return act(ctx, user, told, async (tx) => {
        await store.forgetSecondFactor(tx, user.id);
        return { ok: true } as const;
      });
    },

    async setFrozen(
      ctx: Ctx,
      input: { userId: string; frozen: boolean; reason: string },
    ): Promise<{ ok: true }> {
      const user = await somebodyElse(ctx, input.userId);
      const action = input.frozen ? 'user.freeze' : 'user.unfreeze';
      const told = { action, detail: { reason: input.reason }, endsSessions: input.frozen };
      return act(ctx, user, told, async (tx) => {
        if (input.frozen) await assertNotLastSecurityAdmin(tx, user.id);
        await store.saveFrozen(tx, user.id, input.frozen);
        return { ok: true } as const;
      });
    },

    /** A login as it would find itself: what it holds where, and what is being decided. */
    async listGrants(ctx: Ctx, { userId }: { userId: string }) {
      const user = await managed(ctx, userId);
      const [held, requests, factor] = await Promise.all([
        store.listHeld(db, user.id),
        store.listGrantRequests(db, homeOf(user), user.id),
        store.readSecondFactor(db, user.id),
      ]);
      const paths = new Map<string, Set<string>>();
      for (const { role, path } of held)
        for (const permission of permissionsOf(role, { demo }))
          paths.set(permission, (paths.get(permission) ?? new Set()).add(path));
      return {
        grants: held.map(({ path: _path, ...grant }) => grant),
        requests,
        permissions: [...paths]
          .map(([permission, at]) => ({ permission, paths: [...at] }))
          .sort((a, b) => (a.permission < b.permission ? -1 : 1)),
        hasSecondFactor: factor?.confirmed ?? false,
        passwordSetAt: user.passwordSetAt,
      };
    },
  };
}

/** A bank without anybody who may give rights would be shut for ever. */
export async function assertNotLastSecurityAdmin(tx: Tx, userId: string): Promise<void> {
  const admins = await store.lockSecurityAdmins(tx);
  if (admins.length === 1 && admins[0] === userId) refuse('access.last_security_admin');
}
