import { accessEvents } from '@huiting/contracts/access';
import { privilegedRoles } from '@huiting/contracts/access/administration';
import { Post } from '@huiting/contracts/posts';
import type { Ctx } from '../../../platform/context.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { authorize, authorizeSomewhere, permits } from '../../../platform/permits.ts';
import { insertGrant, listHeld, lockGrants, raiseGrantsVersion } from '../access.account.store.ts';
import { homeOf } from '../access.domain.ts';
import { isForPeople } from '../access.roles.domain.ts';
import type { Role } from '../access.roles.domain.ts';
import { readUser, readUserRights } from '../access.store.ts';
import { lockPlace, replacePostGrants, saveStaffFacts } from '../access.staff.store.ts';
import { readTemplates, saveTemplate } from '../access.templates.store.ts';
import type { Template } from '../access.templates.store.ts';
import type { AccessDeps } from './access-deps.ts';

/**
 * What a post brings with it (SE-02, SY-01): ordinary roles only, at the person's own place. They are given when the person gets the post
 * (hired, moved, linked to a login) and go when they leave it; a privileged role is asked for one by one, whatever the post.
 * What a role may do is the product's own table, tested endpoint by endpoint; which roles come with which post is the bank's.
 */
export function createPostTemplates({ db, audit, directory, watch, wall }: AccessDeps) {
  const listed = async (reader = db) => {
    const templates = await readTemplates(reader, Post.options);
    return { templates: templates.map(({ roles, ...rest }) => ({ ...rest, roles: [...roles] })) };
  };

  return {
    listPostTemplates: async (ctx: Ctx) => {
      authorizeSomewhere(ctx, 'access.manage');
      return listed();
    },

    savePostTemplate: async (ctx: Ctx, input: Template) => {
      authorizeSomewhere(ctx, 'access.manage');
      const root = (await directory.root()) ?? refuse('platform.not_found');
      if (!permits(ctx.actor, 'access.manage', root.path)) refuse('access.whole_bank_only');
      if (input.roles.some((role) => !isForPeople(role))) refuse('access.role_not_grantable');
      if (input.roles.some((role) => privilegedRoles.includes(role))) refuse('access.template_not_ordinary');
      const wanted = { ...input, roles: [...new Set(input.roles)] };
      return db.transact(ctx, root.id, async (tx) => {
        const [before] = await readTemplates(tx, [input.post]);
        if (!(await saveTemplate(tx, wanted))) refuse('access.rules_changed');
        await audit(tx, ctx, {
          action: 'postTemplate.save',
          object: `post:${input.post}`,
          orgUnitId: root.id,
          outcome: 'done',
          detail: { before: { roles: before!.roles }, after: { roles: wanted.roles } },
        });
        return listed(tx as never);
      });
    },

    /** Inside the reaction to the register: its facts beside the login, and with another post or place other roles. */
    followPerson: async (ctx: Ctx, tx: Tx, told: Parameters<typeof saveStaffFacts>[1]): Promise<void> => {
      const { userId, staffId, orgUnitId } = told;
      const before = await lockPlace(tx, userId);
      await saveStaffFacts(tx, told);
      const post = Post.safeParse(told.post);
      if (before === null || !post.success) return;
      if (before.staffId === staffId && before.post === told.post && before.orgUnitId === orgUnitId) return;
      const [template] = await readTemplates(tx, [post.data]);
      const { roles } = template!;
      const { taken, given } = await replacePostGrants(tx, {
        userId,
        post: post.data,
        orgUnitId,
        roles,
        wallNow: wall(),
      });
      if (taken.length + given.length === 0) return;
      await raiseGrantsVersion(tx, userId);
      tx.emit(accessEvents.grantsChanged, { userId });
      await audit(tx, ctx, {
        action: 'user.grantByPost',
        object: `user:${userId}`,
        orgUnitId,
        outcome: 'done',
        detail: { post: post.data, roles: given, taken, reason: '岗位变动' },
      });
    },

    grantByPost: async (ctx: Ctx, { userId, reason }: { userId: string; reason: string }) => {
      authorizeSomewhere(ctx, 'access.manage');
      if (userId === ctx.actor.id) refuse('access.own_account');
      const user = (await readUser(db, userId)) ?? refuse('access.user_not_found');
      authorize(ctx, 'access.manage', user.path);
      if (user.emergency !== null) refuse('access.emergency_account');
      const answer = await db.transact(ctx, homeOf(user), async (tx) => {
        await lockGrants(tx, userId);
        const post = Post.safeParse((await readUserRights(tx, userId))?.staff?.post);
        if (!post.success) return refuse('access.post_unknown');
        const [template] = await readTemplates(tx, [post.data]);
        const held = await listHeld(tx, userId);
        const granted: Role[] = template!.roles.filter(
          (role) => !held.some((one) => one.role === role && one.orgUnitId === user.orgUnitId),
        );
        for (const role of granted)
          await insertGrant(tx, {
            userId,
            role,
            orgUnitId: user.orgUnitId,
            wallNow: wall(),
            byPost: post.data,
          });
        if (granted.length > 0) {
          tx.emit(accessEvents.grantsChanged, { userId });
          await audit(tx, ctx, {
            action: 'user.grantByPost',
            object: `user:${userId}`,
            orgUnitId: user.orgUnitId,
            outcome: 'done',
            detail: { post: post.data, roles: granted, reason },
          });
        }
        return { granted };
      });
      await watch.changed({ users: [userId] });
      return answer;
    },
  };
}
