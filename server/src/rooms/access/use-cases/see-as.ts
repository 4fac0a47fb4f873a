import type { Ctx } from '../../../platform/context.ts';
import { refuse } from '../../../platform/errors.ts';
import { groupsOfFields } from '../../../platform/field-scope.ts';
import { authorize, authorizeSomewhere } from '../../../platform/permits.ts';
import { listHeld } from '../access.account.store.ts';
import { permissionsOf } from '../access.roles.domain.ts';
import type { Role } from '../access.roles.domain.ts';
import { readUser } from '../access.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** What a user would find, as the rights are resolved for them at this moment: to look at, never to act with. In the trail. */
export function createSeeAs({ db, audit, directory, principals, config }: AccessDeps) {
  return {
    seeAs: async (ctx: Ctx, { userId }: { userId: string }) => {
      authorizeSomewhere(ctx, 'access.manage');
      const user = (await readUser(db, userId)) ?? refuse('access.user_not_found');
      authorize(ctx, 'access.manage', user.path);
      // The same resolution the user's own requests go through; frozen, there is none.
      const principal = await principals.get('user', userId);
      const held = await listHeld(db, userId);
      const grants = principal?.actor.grants ?? [];
      const at = new Map<string, { unitName: string; role: Role }[]>();
      for (const { role, path, unitName } of held)
        for (const permission of permissionsOf(role, { demo: config.demo !== null }))
          if (grants.some((grant) => grant.permission === permission && grant.path === path))
            at.set(permission, [...(at.get(permission) ?? []), { unitName, role }]);
      const paths = [...new Set(grants.map(({ path }) => path))];
      const branches = (await directory.all()).filter((branch) =>
        paths.some((path) => branch.path.startsWith(path)),
      );
      await audit(null, ctx, {
        action: 'user.seeAs',
        object: `user:${userId}`,
        orgUnitId: user.orgUnitId,
        outcome: 'done',
        detail: {},
      });
      const holds = (permission: string): boolean => at.has(permission);
      return {
        name: user.name,
        frozen: user.frozen,
        duties: [...(principal?.duties ?? [])],
        surfaces: (['console', 'pad', 'teller', 'wall'] as const).filter((surface) =>
          holds(`surface.${surface}`),
        ),
        permissions: [...at]
          .map(([permission, places]) => ({ permission, at: places }))
          .sort((a, b) => (a.permission < b.permission ? -1 : 1)),
        fields: groupsOfFields.filter((one) => holds(`field.${one}`)),
        branches: branches.length,
      };
    },
  };
}
