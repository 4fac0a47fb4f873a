import { RoleCode } from '@huiting/contracts/access';
import { privilegedRoles } from '@huiting/contracts/access/administration';
import type { RoleEntry } from '@huiting/contracts/access/role-book';
import type { Ctx } from '../../../platform/context.ts';
import { authorizeSomewhere } from '../../../platform/permits.ts';
import { isForPeople, needsSecondFactor, permissionsOf } from '../access.roles.domain.ts';
import type { Role } from '../access.roles.domain.ts';
import { countHolders } from '../access.templates.store.ts';
import type { AccessDeps } from './access-deps.ts';

/** The roles as they are enforced: read from the same table every check reads, so that the page cannot tell another story. */
export async function listRoles({ db, config }: AccessDeps, ctx: Ctx): Promise<{ roles: RoleEntry[] }> {
  const holders = await countHolders(db, authorizeSomewhere(ctx, 'access.manage'));
  const demo = config.demo !== null;
  return {
    roles: RoleCode.options
      .filter((role) => demo || role !== 'demoDirector')
      .map((role) => ({
        role,
        kind: kindOf(role),
        needsSecondFactor: needsSecondFactor([role]),
        permissions: [...permissionsOf(role, { demo })],
        holders: holders.get(role) ?? 0,
      })),
  };
}

function kindOf(role: Role): RoleEntry['kind'] {
  if (role === 'demoDirector') return 'demo';
  if (!isForPeople(role)) return 'terminal';
  return privilegedRoles.includes(role) ? 'privileged' : 'ordinary';
}
