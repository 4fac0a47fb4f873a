import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { AppError, refuse } from '../../../platform/errors.ts';
import { createLanes } from '../../../platform/lanes.ts';
import type { AccessDeps, Opened } from './access-deps.ts';
import { homeOf } from '../access.domain.ts';
import type { Principal, Surface, User } from '../access.domain.ts';
import { addressKey, isLocked, loginKey, mayTryAt } from '../access.lockout.domain.ts';
import { countFailure, forgetFailures, readFailures } from '../access.lockout.store.ts';
import { permissionsOf, surfacePermission } from '../access.roles.domain.ts';
import { readSecondFactor, takeStep } from '../access.account.store.ts';
import { stepOf } from '../access.second-factor.domain.ts';
import { hashToken, isPasswordRight } from '../access.secrets.domain.ts';
import { endSessions } from '../access.session.store.ts';
import { readUserByName } from '../access.store.ts';

export interface SignIn {
  readonly username: string;
  readonly password: string;
  /** One-time code of whoever has a second factor. */
  readonly code?: string | undefined;
  readonly address: string;
  /** Token of the cookie this browser already has on the surface; that session ends. */
  readonly replaces: string | null;
}
type Refusal =
  | 'access.wrong_credentials'
  | 'access.second_factor_needed'
  | 'access.second_factor_wrong'
  | 'access.locked'
  | 'access.frozen'
  | 'access.surface_not_allowed';

export function createSignIn(deps: AccessDeps) {
  const { db, audit, wall } = deps;
  const demo = deps.config.demo !== null;
  // Guesses at one login go one after another, so that five at once are not five first ones.
  const lanes = createLanes();

  async function refused(ctx: Ctx, user: User | null, why: Refusal): Promise<never> {
    await audit(null, user === null ? ctx : { ...ctx, actor: { ...ctx.actor, name: user.name } }, {
      action: 'session.open',
      // What was typed as a name may be a password: an unknown one is not written down.
      object: user === null ? 'user:unknown' : `user:${user.id}`,
      orgUnitId: user?.orgUnitId ?? null,
      outcome: 'refused',
      detail: { why, surface: ctx.actor.surface },
    });
    throw new AppError(why);
  }

  /** Five wrong in a row at a real login: somebody may be guessing (SE-09). */
  async function tellLocked(ctx: Ctx, user: User): Promise<void> {
    await db.transact({ ...ctx, command: null }, homeOf(user), async (tx) =>
      tx.emit(accessEvents.loginLocked, { userId: user.id, name: user.name }),
    );
  }

  async function check(
    ctx: Ctx,
    { username, password, code, address }: SignIn,
  ): Promise<{ user: User; principal: Principal }> {
    const [login, place] = [loginKey(username), addressKey(address)];
    const failures = await readFailures(db, [login, place]);
    if (wall() < mayTryAt(failures.get(place))) refuse('platform.too_many_requests');
    const user = await readUserByName(db, username);
    if (isLocked(failures.get(login), wall())) return refused(ctx, user, 'access.locked');
    const failed = async (why: 'access.wrong_credentials' | 'access.second_factor_wrong') => {
      const locks = await countFailure(db, login, wall(), true);
      await countFailure(db, place, wall(), false);
      if (locks && user !== null) await tellLocked(ctx, user);
      return refused(ctx, user, why);
    };
    if (!(await isPasswordRight(password, user?.passwordHash ?? null)))
      return failed('access.wrong_credentials');
    // Asked for only behind the right password: whether somebody has a second factor is not told to strangers.
    const factor = await readSecondFactor(db, user!.id);
    if (factor?.confirmed === true) {
      if (code === undefined || code.trim() === '') return refused(ctx, user, 'access.second_factor_needed');
      const step = stepOf(deps.crypto.open(factor.secret), code, wall(), factor.lastStep);
      if (step === null || !(await takeStep(db, user!.id, step, wall())))
        return failed('access.second_factor_wrong');
    }
    if (failures.has(login)) await forgetFailures(db, login);
    if (user!.frozen) return refused(ctx, user, 'access.frozen');
    const principal = await deps.principals.get('user', user!.id);
    const needed = surfacePermission(ctx.actor.surface);
    // By role: whoever has a duty left signs in to do it, and has no grants yet.
    const allowed =
      needed !== null &&
      principal?.roles.some((role) => permissionsOf(role, { demo }).includes(needed)) === true;
    return allowed ? { user: user!, principal } : refused(ctx, user, 'access.surface_not_allowed');
  }

  /** Opens a session on the surface of the request. Locks the login after five wrong passwords. */
  async function signIn(
    ctx: Ctx,
    input: SignIn,
  ): Promise<Opened & { principal: Principal; surface: Surface }> {
    const username = input.username.trim().toLowerCase();
    const { user, principal } = await lanes.run(username, () => check(ctx, { ...input, username }));
    const surface = ctx.actor.surface!;
    const asUser: Ctx = { ...ctx, actor: { ...principal.actor, surface } };
    const { opened, ended } = await db.transact(asUser, homeOf(user), async (tx) => {
      const ended =
        input.replaces === null
          ? []
          : await endSessions(tx, { tokenHash: hashToken(input.replaces) }, 'replaced');
      const opened = await deps.sessions.open(tx, { kind: 'user', id: user.id }, surface);
      tx.emit(accessEvents.signedIn, { userId: user.id, surface });
      await audit(tx, asUser, {
        action: 'session.open',
        object: `user:${user.id}`,
        orgUnitId: user.orgUnitId,
        outcome: 'done',
        detail: { surface, sessionId: opened.sessionId, roles: principal.roles },
      });
      return { opened, ended };
    });
    await deps.watch.changed({ sessions: ended });
    return { ...opened, principal, surface };
  }

  return signIn;
}
