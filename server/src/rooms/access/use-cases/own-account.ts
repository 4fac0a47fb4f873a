import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import * as store from '../access.account.store.ts';
import { homeOf } from '../access.domain.ts';
import type { User } from '../access.domain.ts';
import { newSecret, stepOf } from '../access.second-factor.domain.ts';
import { hashPassword, isPasswordRight, isStrongPassword } from '../access.secrets.domain.ts';
import { endOtherSessions, readOpenedAt } from '../access.session.store.ts';
import { readUser } from '../access.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** A password is none of the last five (domain.md §9). */
export const passwordsRemembered = 5;
const freshMs = 10 * 60_000;

/** What people do with their own login: password and second factor. All of it on the wall clock. */
export function createOwnAccount(deps: AccessDeps) {
  const { db, audit, crypto, wall } = deps;

  async function myself(ctx: Ctx): Promise<User> {
    if (ctx.actor.kind !== 'user') refuse('platform.forbidden');
    return (await readUser(db, ctx.actor.id)) ?? refuse('platform.not_signed_in');
  }

  async function assertPassword(ctx: Ctx, typed: string): Promise<User> {
    const user = await myself(ctx);
    if (!(await isPasswordRight(typed, user.passwordHash))) refuse('access.password_wrong');
    return user;
  }

  /** Where people have no passwords, having just come from the identity provider stands for one. */
  async function isFreshFromProvider(ctx: Ctx): Promise<boolean> {
    if (deps.config.passwordSignIn || ctx.actor.sessionId === null) return false;
    const openedAt = await readOpenedAt(db, ctx.actor.sessionId);
    return openedAt !== null && wall() - openedAt < freshMs;
  }

  return {
    async changePassword(ctx: Ctx, input: { current: string; next: string }): Promise<{ ok: true }> {
      const user = await assertPassword(ctx, input.current);
      if (!isStrongPassword(input.next)) refuse('access.password_weak');
      for (const hash of await store.readPasswords(db, user.id, passwordsRemembered))
        if (await isPasswordRight(input.next, hash)) refuse('access.password_used');
      const hash = await hashPassword(input.next);
      const ended = await db.transact(ctx, homeOf(user), async (tx) => {
        await store.setPassword(tx, user.id, {
          hash,
          mustChange: false,
          wallNow: wall(),
          kept: passwordsRemembered - 1,
        });
        await audit(tx, ctx, {
          action: 'user.changePassword',
          object: `user:${user.id}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: {},
        });
        // Whoever else knew the old one is out; this session goes on.
        // A stand-in of the demo has no session of its own.
        const { sessionId } = ctx.actor;
        return endOtherSessions(tx, user.id, sessionId?.includes('~') === true ? null : sessionId, 'revoked');
      });
      await deps.watch.changed({ sessions: ended ?? [], users: [user.id] });
      return { ok: true };
    },

    async beginSecondFactor(ctx: Ctx, input: { password: string }): Promise<{ secret: string; uri: string }> {
      const user = (await isFreshFromProvider(ctx))
        ? await myself(ctx)
        : await assertPassword(ctx, input.password);
      const made = newSecret(user.username);
      await store.putSecret(db, user.id, crypto.seal(made.secret));
      return made;
    },

    async confirmSecondFactor(ctx: Ctx, input: { code: string }): Promise<{ ok: true }> {
      const user = await myself(ctx);
      const factor = (await store.readSecondFactor(db, user.id)) ?? refuse('access.second_factor_missing');
      const step = stepOf(crypto.open(factor.secret), input.code, wall(), factor.lastStep);
      if (step === null) return refuse('access.second_factor_wrong');
      await db.transact(ctx, homeOf(user), async (tx) => {
        if (!(await store.takeStep(tx, user.id, step, wall()))) refuse('access.second_factor_wrong');
        await audit(tx, ctx, {
          action: 'user.enrolSecondFactor',
          object: `user:${user.id}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: {},
        });
      });
      await deps.watch.changed({ users: [user.id] });
      return { ok: true };
    },
  };
}
