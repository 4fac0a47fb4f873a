import type { Ctx } from '../../../platform/context.ts';
import type { AppError } from '../../../platform/errors.ts';
import { refuse } from '../../../platform/errors.ts';
import { newToken } from '../../../platform/ids.ts';
import { surfacePermission } from '../access.roles.domain.ts';
import { isLocked, loginKey } from '../access.lockout.domain.ts';
import { readFailures } from '../access.lockout.store.ts';
import { createIdentityProvider } from '../access.identity-provider.service.ts';
import type { Device } from '../access.sessions.service.ts';
import type { ProviderAttempt } from '../access.identity-provider.service.ts';
import { hashToken } from '../access.secrets.domain.ts';
import * as store from '../access.sign-in.store.ts';
import { readUser, readUserByStaffNumber } from '../access.store.ts';
import type { User } from '../access.domain.ts';
import type { AccessDeps } from './access-deps.ts';
import type { Entered, Entrance } from './enter.ts';
import { createFailures, showsFactor } from './sign-in.ts';

/**
 * Sign-in by the bank's own identity provider (SE-01). It says who somebody is; what they may is decided here alone, and
 * nobody gets a login or a right by it. What was begun is completed once, in the browser that began, within ten minutes.
 */
export function createProviderSignIn(deps: AccessDeps, entrance: Entrance) {
  const { db, wall, crypto, config } = deps;
  const { failed } = createFailures(deps, entrance);
  const provider =
    config.identityProvider === null
      ? null
      : createIdentityProvider({ provider: config.identityProvider, wall, log: deps.log });

  async function vouchedUser(ctx: Ctx, staffNumber: string): Promise<User> {
    const user = await readUserByStaffNumber(db, staffNumber);
    // The emergency account has no staff number, and no provider opens it.
    return user ?? entrance.refused(ctx, null, 'access.provider_unknown_person');
  }

  return {
    getSignInWays: () =>
      Promise.resolve({
        password: config.passwordSignIn,
        provider: config.identityProvider === null ? null : { name: config.identityProvider.name },
      }),

    /** `browser` is for a cookie: a stolen answer of the provider is worth nothing in another browser. */
    beginProviderSignIn: async (ctx: Ctx): Promise<{ url: string; browser: string }> => {
      const { surface } = ctx.actor;
      if (provider === null) return refuse('access.provider_off');
      if (surface === null || surfacePermission(surface) === null)
        return refuse('access.surface_not_allowed');
      const { url, ...attempt } = await provider.begin(surface);
      const browser = newToken();
      await store.insertAttempt(db, {
        stateHash: hashToken(attempt.state),
        browserHash: hashToken(browser),
        surface,
        sealed: crypto.seal(JSON.stringify(attempt)),
        wallNow: wall(),
      });
      return { url, browser };
    },

    completeProviderSignIn: async (
      ctx: Ctx,
      input: {
        readonly query: string;
        readonly oneTimeCode?: string | undefined;
        readonly browser: string | null;
        readonly device: Device;
        readonly replaces: string | null;
      },
    ): Promise<Entered> => {
      if (provider === null) return refuse('access.provider_off');
      const state = new URLSearchParams(input.query).get('state') ?? '';
      const stateHash = hashToken(state);
      const attempt = await store.takeAttempt(db, stateHash, wall());
      const isMine =
        attempt !== null &&
        attempt.surface === ctx.actor.surface &&
        input.browser !== null &&
        hashToken(input.browser) === attempt.browserHash;
      if (!isMine) return refuse('access.provider_attempt_over');
      const known = JSON.parse(crypto.open(attempt.sealed)) as ProviderAttempt;
      let factorShown = false;
      let user: User;
      if (attempt.userId === null) {
        const vouched = await provider
          .finish(attempt.surface, input.query, known)
          .catch((error: AppError) =>
            error.code === 'access.provider_refused'
              ? entrance.refused(ctx, null, error.code)
              : Promise.reject(error),
          );
        ({ factorShown } = vouched);
        user = await vouchedUser(ctx, vouched.staffNumber);
      } else user = (await readUser(db, attempt.userId)) ?? refuse('access.provider_attempt_over');
      if (!factorShown) {
        const login = loginKey(user.username);
        if (isLocked((await readFailures(db, [login])).get(login), wall()))
          return entrance.refused(ctx, user, 'access.locked');
        const factor = await showsFactor(deps, user.id, input.oneTimeCode);
        if (factor === 'missing' || factor === 'wrong') {
          await store.keepVouched(db, stateHash, attempt, user.id, wall());
          return factor === 'missing'
            ? entrance.refused(ctx, user, 'access.second_factor_needed')
            : failed(ctx, user, { login, place: null }, 'access.second_factor_wrong');
        }
      }
      const { device, replaces } = input;
      const principal = await entrance.admit(ctx, user, factorShown, device);
      return entrance.open(ctx, user, principal, { means: 'provider', factorShown, device, replaces });
    },
  };
}
