import { accessEvents } from '@huiting/contracts/access';
import { privilegedRoles } from '@huiting/contracts/access/administration';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { newId } from '../../../platform/ids.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import * as store from '../access.account.store.ts';
import { homeOf } from '../access.domain.ts';
import type { User } from '../access.domain.ts';
import { excludedBy, isForPeople } from '../access.roles.domain.ts';
import type { Role } from '../access.roles.domain.ts';
import { readEmergency } from '../access.sign-in.store.ts';
import { readUser, readUserRights } from '../access.store.ts';
import type { AccessDeps } from './access-deps.ts';

interface Wanted {
  readonly userId: string;
  readonly role: Role;
  readonly orgUnitId: string;
}

/** Giving rights (SE-03): nobody gives one to themselves, and a privileged one takes a second person. */
export function createGrants(deps: AccessDeps) {
  const { db, audit, wall } = deps;

  async function write(tx: Tx, ctx: Ctx, user: User, wanted: Wanted, reason: string): Promise<void> {
    await store.insertGrant(tx, { ...wanted, wallNow: wall(), byPost: null });
    tx.emit(accessEvents.grantsChanged, { userId: user.id });
    await audit(tx, ctx, {
      action: 'user.grantRole',
      object: `user:${user.id}`,
      orgUnitId: user.orgUnitId,
      outcome: 'done',
      detail: { role: wanted.role, orgUnitId: wanted.orgUnitId, reason },
    });
  }

  /** When nobody else is left, the emergency account appoints a security administrator alone: that is what it is for. */
  async function isRescue(ctx: Ctx, role: Role): Promise<boolean> {
    if (role !== 'securityAdmin') return false;
    const emergency = await readEmergency(db, { lock: false });
    return emergency?.userId === ctx.actor.id;
  }

  async function assertMayHold(tx: Tx, { userId, role, orgUnitId }: Wanted): Promise<void> {
    const held = await store.listHeld(tx, userId);
    if (held.some((one) => one.role === role && one.orgUnitId === orgUnitId)) refuse('access.grant_held');
    const other = excludedBy(
      held.map((one) => one.role),
      role,
    );
    if (other !== null) refuse('access.admins_exclude', { held: other });
  }

  return {
    async grantRole(
      ctx: Ctx,
      input: Wanted & { readonly reason: string },
    ): Promise<{ outcome: 'granted' | 'asked' }> {
      authorizeSomewhere(ctx, 'access.manage');
      if (input.userId === ctx.actor.id) refuse('access.own_account');
      if (!isForPeople(input.role)) refuse('access.role_not_grantable');
      const user = (await readUser(db, input.userId)) ?? refuse('access.user_not_found');
      authorize(ctx, 'access.manage', user.path);
      if (user.emergency !== null) refuse('access.emergency_account');
      const unit = (await deps.directory.unitById(input.orgUnitId)) ?? refuse('platform.not_found');
      authorize(ctx, 'access.manage', unit.path);
      const answer = await db.transact(ctx, homeOf(user), async (tx) => {
        const { version } = (await store.lockGrants(tx, user.id)) ?? refuse('access.user_not_found');
        await assertMayHold(tx, input);
        if (!privilegedRoles.includes(input.role) || (await isRescue(ctx, input.role))) {
          await write(tx, ctx, user, input, input.reason);
          return { outcome: 'granted' as const };
        }
        await ask(tx, ctx, user, input, version);
        return { outcome: 'asked' as const };
      });
      await deps.watch.changed({ users: [user.id] });
      return answer;
    },

    /** Inside the reaction to a decision: the right is given exactly as it was judged, or the request lapses. */
    async followDecision(
      ctx: Ctx,
      tx: Tx,
      requestId: string,
      outcome: 'approved' | 'rejected' | 'returned' | 'withdrawn',
    ): Promise<void> {
      const request = await store.lockGrantRequest(tx, tx.branchId, requestId);
      if (request === null) return;
      const user = await readUser(tx, request.userId);
      const present = await store.lockGrants(tx, request.userId);
      const isAsJudged = present?.version === request.baseVersion && !present.frozen;
      const state = outcome === 'approved' ? (isAsJudged ? 'granted' : 'lapsed') : outcome;
      if (state === 'granted') await write(tx, ctx, user!, request, request.reason);
      await store.endGrantRequest(tx, tx.branchId, requestId, state, ctx.now());
    },
  };

  async function ask(
    tx: Tx,
    ctx: Ctx,
    user: User,
    input: Wanted & { readonly reason: string },
    version: number,
  ): Promise<void> {
    const { staff, name } = ctx.actor;
    if (staff === null) return refuse('platform.forbidden', { permission: 'access.manage' });
    const requestId = newId();
    const isNew = await store.insertGrantRequest(tx, {
      id: requestId,
      home: tx.branchId,
      userId: user.id,
      role: input.role,
      orgUnitId: input.orgUnitId,
      baseVersion: version,
      reason: input.reason,
      requestedByName: name,
      requestedAt: ctx.now(),
    });
    if (!isNew) refuse('access.grant_running');
    const beneficiary = await readUserRights(tx, user.id);
    tx.emit(accessEvents.grantAsked, {
      requestId,
      userId: user.id,
      userName: user.name,
      beneficiaryId: beneficiary?.staff?.id ?? null,
      role: input.role,
      version,
      orgUnitId: input.orgUnitId,
      reason: input.reason,
      applicant: { staffId: staff.id, name },
    });
    await audit(tx, ctx, {
      action: 'user.askRole',
      object: `user:${user.id}`,
      orgUnitId: user.orgUnitId,
      outcome: 'done',
      detail: { role: input.role, orgUnitId: input.orgUnitId, reason: input.reason },
    });
  }
}
