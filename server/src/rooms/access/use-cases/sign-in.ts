import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { createLanes } from '../../../platform/lanes.ts';
import { readSecondFactor, takeStep } from '../access.account.store.ts';
import type { User } from '../access.domain.ts';
import { addressKey, isLocked, lockRule, loginKey, mayTryAt } from '../access.lockout.domain.ts';
import { countFailure, forgetFailures, readFailures } from '../access.lockout.store.ts';
import { stepOf } from '../access.second-factor.domain.ts';
import { isPasswordRight } from '../access.secrets.domain.ts';
import type { Device } from '../access.sessions.service.ts';
import { readUserByName } from '../access.store.ts';
import type { AccessDeps } from './access-deps.ts';
import type { Entered, Entrance } from './enter.ts';

export interface SignIn {
  readonly username: string;
  readonly password: string;
  /** One-time code of whoever has a second factor. */
  readonly code?: string | undefined;
  readonly address: string;
  readonly device: Device;
  /** Token of the cookie this browser already has on the surface; that session ends. */
  readonly replaces: string | null;
}

/** Counts what failed at a login, and tells those who watch when the fifth locks it (SE-09). */
export function createFailures({ db, wall, parameters, clock }: AccessDeps, entrance: Entrance) {
  const rule = () => lockRule(parameters, clock.now());
  async function tellLocked(ctx: Ctx, user: User): Promise<void> {
    // At the org unit, not at the branch: what may be an attack is no matter of the branch's own alerts.
    await db.transact({ ...ctx, command: null }, user.orgUnitId, async (tx) =>
      tx.emit(accessEvents.loginLocked, { userId: user.id, name: user.name }),
    );
  }
  return {
    failed: async (
      ctx: Ctx,
      user: User | null,
      keys: { readonly login: string; readonly place: string | null },
      why: 'access.wrong_credentials' | 'access.second_factor_wrong',
    ): Promise<never> => {
      const locks = await countFailure(db, keys.login, wall(), true, rule());
      if (keys.place !== null) await countFailure(db, keys.place, wall(), false, rule());
      if (locks && user !== null) await tellLocked(ctx, user);
      return entrance.refused(ctx, user, why);
    },
  };
}

/** Whether the code is one of the user's second factor, and takes it: null when they have none. */
export async function showsFactor(
  deps: AccessDeps,
  userId: string,
  code: string | undefined,
): Promise<'none' | 'missing' | 'wrong' | 'shown'> {
  const factor = await readSecondFactor(deps.db, userId);
  if (factor?.confirmed !== true) return 'none';
  if (code === undefined || code.trim() === '') return 'missing';
  const step = stepOf(deps.crypto.open(factor.secret), code, deps.wall(), factor.lastStep);
  const isTaken = step !== null && (await takeStep(deps.db, userId, step, deps.wall()));
  return isTaken ? 'shown' : 'wrong';
}

/** Sign-in with a password, where the bank has it, and always for the emergency account. */
export function createSignIn(deps: AccessDeps, entrance: Entrance) {
  const { db, wall } = deps;
  const { failed } = createFailures(deps, entrance);
  // Guesses at one login go one after another, so that five at once are not five first ones.
  const lanes = createLanes();

  async function check(ctx: Ctx, { username, password, code, address }: SignIn): Promise<User> {
    const [login, place] = [loginKey(username), addressKey(address)];
    const failures = await readFailures(db, [login, place]);
    if (wall() < mayTryAt(failures.get(place))) refuse('platform.too_many_requests');
    const user = await readUserByName(db, username);
    if (!deps.config.passwordSignIn && (user === null || user.emergency === null))
      return entrance.refused(ctx, user, 'access.password_off');
    if (isLocked(failures.get(login), wall())) return entrance.refused(ctx, user, 'access.locked');
    if (!(await isPasswordRight(password, user?.passwordHash ?? null)))
      return failed(ctx, user, { login, place }, 'access.wrong_credentials');
    // Asked for only behind the right password: whether somebody has a second factor is not told to strangers.
    const factor = await showsFactor(deps, user!.id, code);
    if (factor === 'missing') return entrance.refused(ctx, user, 'access.second_factor_needed');
    if (factor === 'wrong') return failed(ctx, user, { login, place }, 'access.second_factor_wrong');
    if (failures.has(login)) await forgetFailures(db, login);
    if (user!.emergency === 'sealing' || user!.emergency === 'spent')
      return entrance.refused(ctx, user, 'access.emergency_not_sealed');
    return user!;
  }

  /** Opens a session on the surface of the request. Locks the login after five wrong passwords. */
  return async function signIn(ctx: Ctx, input: SignIn): Promise<Entered> {
    const username = input.username.trim().toLowerCase();
    const user = await lanes.run(username, () => check(ctx, { ...input, username }));
    const { device, replaces } = input;
    const principal = await entrance.admit(ctx, user, false, device);
    return entrance.open(ctx, user, principal, { means: 'password', factorShown: false, device, replaces });
  };
}
