import { accessEvents } from '@huiting/contracts/access';
import type { Ctx } from '../../../platform/context.ts';
import { AppError } from '../../../platform/errors.ts';
import { homeOf } from '../access.domain.ts';
import type { Principal, Surface, User } from '../access.domain.ts';
import { emergencyOpenMs } from '../access.emergency.domain.ts';
import { permissionsOf, sessionLimit, surfacePermission } from '../access.roles.domain.ts';
import { isForPerson } from '../access.pad.domain.ts';
import { padOfKey } from '../access.pad.store.ts';
import { hashToken } from '../access.secrets.domain.ts';
import { endSessions, endSurplus } from '../access.session.store.ts';
import type { Device } from '../access.sessions.service.ts';
import { breakSeal } from '../access.sign-in.store.ts';
import type { AccessDeps, Opened } from './access-deps.ts';

export type SignInRefusal =
  | 'access.wrong_credentials'
  | 'access.second_factor_needed'
  | 'access.second_factor_wrong'
  | 'access.locked'
  | 'access.frozen'
  | 'access.suspended'
  | 'access.password_off'
  | 'access.emergency_not_sealed'
  | 'access.provider_refused'
  | 'access.provider_unknown_person'
  | 'access.surface_not_allowed'
  | 'access.pad_not_for_you'
  | 'access.pad_unregistered';

export type Entered = Opened & { readonly principal: Principal; readonly surface: Surface };

/** The last steps of every sign-in, however somebody proved who they are. */
export interface Entrance {
  /** Tells the trail of a sign-in that failed. @throws `why` */
  refused(ctx: Ctx, user: User | null, why: SignInRefusal): Promise<never>;
  /** Whether this user may come in at all, here and now. */
  admit(ctx: Ctx, user: User, factorShown: boolean, device: Device): Promise<Principal>;
  /** Opens a session with a token of its own: none that a browser brought along goes on. */
  open(
    ctx: Ctx,
    user: User,
    principal: Principal,
    how: {
      readonly means: 'password' | 'provider';
      readonly factorShown: boolean;
      readonly device: Device;
      /** Token of the cookie this browser already has on the surface; that session ends. */
      readonly replaces: string | null;
    },
  ): Promise<Entered>;
}

export function createEntrance(deps: AccessDeps): Entrance {
  const { db, audit, wall } = deps;
  const demo = deps.config.demo !== null;

  const refused: Entrance['refused'] = async (ctx, user, why) => {
    await audit(null, user === null ? ctx : { ...ctx, actor: { ...ctx.actor, name: user.name } }, {
      action: 'session.open',
      // What was typed as a name may be a password: an unknown one is not written down.
      object: user === null ? 'user:unknown' : `user:${user.id}`,
      orgUnitId: user?.orgUnitId ?? null,
      outcome: 'refused',
      detail: { why, surface: ctx.actor.surface },
    });
    throw new AppError(why);
  };

  /** Whom this PAD keeps out. A browser that was never registered is one like any other, unless the bank says otherwise. */
  async function padRefusal(
    ctx: Ctx,
    user: User,
    principal: Principal,
    device: Device,
  ): Promise<SignInRefusal | null> {
    const pad = device.key === null ? null : await padOfKey(db, device.key);
    const onlyRegistered = deps.parameters.ofBank('access.registeredPadsOnly', ctx.now()) === 1;
    if (pad === null) return onlyRegistered ? 'access.pad_unregistered' : null;
    if (pad.revoked) return 'access.pad_unregistered';
    const person = { userId: user.id, branchId: user.branchId, roles: principal.roles };
    return isForPerson(pad, person) ? null : 'access.pad_not_for_you';
  }

  return {
    refused,

    admit: async (ctx, user, factorShown, device) => {
      if (user.frozen) return refused(ctx, user, 'access.frozen');
      if (user.suspended) return refused(ctx, user, 'access.suspended');
      const principal = await deps.principals.get('user', user.id, { factorShown });
      const needed = surfacePermission(ctx.actor.surface);
      // By role: whoever has a duty left signs in to do it, and has no grants yet.
      const allowed =
        needed !== null &&
        principal?.roles.some((role) => permissionsOf(role, { demo }).includes(needed)) === true;
      if (!allowed) return refused(ctx, user, 'access.surface_not_allowed');
      const why = ctx.actor.surface === 'pad' ? await padRefusal(ctx, user, principal, device) : null;
      return why === null ? principal : refused(ctx, user, why);
    },

    open: async (ctx, user, principal, { means, factorShown, device, replaces }) => {
      const surface = ctx.actor.surface!;
      const asUser: Ctx = { ...ctx, actor: { ...principal.actor, surface } };
      const { opened, ended } = await db.transact(asUser, homeOf(user), async (tx) => {
        const ended =
          replaces === null ? [] : await endSessions(tx, { tokenHash: hashToken(replaces) }, 'replaced');
        const opened = await deps.sessions.open(tx, { kind: 'user', id: user.id }, surface, {
          factorShown,
          device,
        });
        const kept = sessionLimit(deps.config.sessionsPerSurface, deps.parameters, ctx.now());
        if (kept !== null) ended.push(...(await endSurplus(tx, { userId: user.id, surface, kept })));
        tx.emit(accessEvents.signedIn, { userId: user.id, surface });
        if (user.emergency === 'sealed') {
          const until = wall() + emergencyOpenMs;
          if (await breakSeal(tx, user.id, wall(), until))
            tx.emit(accessEvents.emergencyOpened, { userId: user.id, until, surface });
        }
        await audit(tx, asUser, {
          action: 'session.open',
          object: `user:${user.id}`,
          orgUnitId: user.orgUnitId,
          outcome: 'done',
          detail: {
            surface,
            sessionId: opened.sessionId,
            roles: principal.roles,
            device: device.name,
            isBound: device.key !== null,
            means: user.emergency === null ? means : 'emergency',
          },
        });
        return { opened, ended };
      });
      await deps.watch.changed({ sessions: ended, users: user.emergency === null ? [] : [user.id] });
      return { ...opened, principal, surface };
    },
  };
}
