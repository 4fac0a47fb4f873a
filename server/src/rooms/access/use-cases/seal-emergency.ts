import type { EmergencyAccount } from '@huiting/contracts/access/sign-in';
import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { emergencyState, emergencyUsername, joinHalves, newHalf } from '../access.emergency.domain.ts';
import { hashPassword } from '../access.secrets.domain.ts';
import { endSessions } from '../access.session.store.ts';
import * as store from '../access.sign-in.store.ts';
import type { AccessDeps } from './access-deps.ts';

interface OrgUnit {
  readonly id: string;
  readonly path: string;
}

/**
 * The account for emergencies (SE-03): for the day on which nobody else gets in. A security administrator and an auditor hold
 * one half of its password each; using it is told to all of them at once, works for a few hours, and takes two people to seal again.
 */
export function createEmergency(deps: AccessDeps) {
  const { db, audit, wall, crypto, directory } = deps;

  async function headOffice(ctx: Ctx, permission: 'access.manage' | 'access.audit'): Promise<OrgUnit> {
    authorizeSomewhere(ctx, permission);
    const root = (await directory.root()) ?? refuse('platform.not_found');
    if (!permits(ctx.actor, permission, root.path)) refuse('access.whole_bank_only');
    return root;
  }

  function present(row: store.EmergencyRow | null): EmergencyAccount {
    return {
      state: emergencyState(row, wall()),
      username: row?.username ?? null,
      firstByName: row?.firstByName ?? null,
      secondByName: row?.secondByName ?? null,
      sealedAt: row?.sealedAt ?? null,
      openedAt: row?.openedAt ?? null,
      openUntil: row?.openUntil ?? null,
    };
  }

  async function tell(
    tx: Parameters<typeof audit>[0],
    ctx: Ctx,
    root: OrgUnit,
    action: string,
    userId: string,
  ) {
    await audit(tx, ctx, {
      action,
      object: `user:${userId}`,
      orgUnitId: root.id,
      outcome: 'done',
      detail: {},
    });
  }

  return {
    getEmergency: async (ctx: Ctx): Promise<EmergencyAccount> => {
      authorizeSomewhere(ctx, 'access.watch');
      return present(await store.readEmergency(db, { lock: false }));
    },

    beginSealing: async (ctx: Ctx) => {
      const root = await headOffice(ctx, 'access.manage');
      const half = newHalf();
      let ended: string[] = [];
      const account = await db.transact(ctx, root.id, async (tx) => {
        const found = await store.readEmergency(tx, { lock: true });
        if (found?.userId === ctx.actor.id) refuse('access.emergency_account');
        if (emergencyState(found, wall()) === 'open') refuse('access.emergency_open');
        const userId = found?.userId ?? newId();
        if (found === null)
          await store.insertEmergencyLogin(tx, {
            id: userId,
            username: emergencyUsername,
            orgUnitId: root.id,
            wallNow: wall(),
          });
        const by = { by: ctx.actor.id, byName: ctx.actor.name };
        await store.saveFirstHalf(tx, { userId, sealed: crypto.seal(half), ...by });
        ended = await endSessions(tx, { userId }, 'revoked');
        await tell(tx, ctx, root, 'emergency.beginSealing', userId);
        return (await store.readEmergency(tx, { lock: false }))!;
      });
      await deps.watch.changed({ sessions: ended, users: [account.userId] });
      return { half, username: account.username, account: present(account) };
    },

    finishSealing: async (ctx: Ctx) => {
      const root = await headOffice(ctx, 'access.audit');
      const half = newHalf();
      const account = await db.transact(ctx, root.id, async (tx) => {
        const found = await store.readEmergency(tx, { lock: true });
        if (found === null || found.firstHalf === null) return refuse('access.emergency_not_begun');
        if (found.firstBy === ctx.actor.id) refuse('access.emergency_same_hand');
        await store.saveSealed(tx, {
          userId: found.userId,
          hash: await hashPassword(joinHalves(crypto.open(found.firstHalf), half)),
          by: ctx.actor.id,
          byName: ctx.actor.name,
          wallNow: wall(),
        });
        await tell(tx, ctx, root, 'emergency.finishSealing', found.userId);
        return (await store.readEmergency(tx, { lock: false }))!;
      });
      await deps.watch.changed({ users: [account.userId] });
      return { half, username: account.username, account: present(account) };
    },
  };
}
