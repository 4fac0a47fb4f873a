import type { Actor, Grant } from '../../platform/context.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { BranchDirectory } from '../organization/index.ts';
import type { Duty, Principal } from './access.domain.ts';
import { createFreshCache } from './access.freshness.domain.ts';
import type { Freshness } from './access.freshness.domain.ts';
import { needsSecondFactor, permissionsOf, roleOfTerminal } from './access.roles.domain.ts';
import type { Role } from './access.roles.domain.ts';
import { passwordGoodForMs } from './access.secrets.domain.ts';
import { readTerminal, readUserRights } from './access.store.ts';
import type { UserRights } from './access.store.ts';

/** Users and terminals with their rights resolved; null = gone, frozen or revoked. */
export interface Principals {
  get(kind: Principal['kind'], id: string): Promise<Principal | null>;
  /** Whoever has this id. */
  find(id: string): Promise<Principal | null>;
}

export function createPrincipals(deps: {
  db: Reader;
  directory: BranchDirectory;
  freshness: Freshness;
  demo: boolean;
  /** Whether administrators must have a second factor. */
  secondFactor: boolean;
  wall: () => number;
}): Principals {
  const { db, directory, demo } = deps;

  function grantsOf(roles: readonly { role: Role; path: string }[]): Grant[] {
    return roles.flatMap(({ role, path }) =>
      permissionsOf(role, { demo }).map((permission) => ({ permission, path })),
    );
  }

  /** Old passwords, first passwords and a missing second factor open nothing but their own mending. */
  function dutiesOf(user: UserRights, roles: readonly Role[]): Duty[] {
    const { passwordSetAt, mustChangePassword, hasSecondFactor } = user;
    const isOld = passwordSetAt !== null && deps.wall() - passwordSetAt > passwordGoodForMs;
    const lacksFactor = deps.secondFactor && needsSecondFactor(roles) && !hasSecondFactor;
    return [
      ...(mustChangePassword || isOld ? (['changePassword'] as const) : []),
      ...(lacksFactor ? (['enrolSecondFactor'] as const) : []),
    ];
  }

  async function readUserPrincipal(id: string): Promise<Principal | null> {
    const user = await readUserRights(db, id);
    if (user === null) return null;
    const { name, staff, branchId } = user;
    const roles = [...new Set(user.roles.map(({ role }) => role))];
    const duties = dutiesOf(user, roles);
    const grants = duties.length > 0 ? [] : grantsOf(user.roles);
    return {
      kind: 'user',
      actor: { ...nobody, kind: 'user', id, name, staff, branchId, grants },
      roles,
      duties,
    };
  }

  async function readTerminalPrincipal(id: string): Promise<Principal | null> {
    const terminal = await readTerminal(db, id);
    if (terminal === null || terminal.revoked) return null;
    const { name, branchId, windowId, kind } = terminal;
    const role = roleOfTerminal(kind);
    // Its rights end at its own branch, whatever it asks for.
    const { path } = await directory.get(branchId);
    return {
      kind: 'terminal',
      actor: {
        ...nobody,
        kind: 'terminal',
        id,
        name,
        branchId,
        windowId,
        grants: grantsOf([{ role, path }]),
      },
      roles: [role],
      duties: [],
    };
  }

  const cached = createFreshCache<Principal>({
    freshness: deps.freshness,
    read: (key) => {
      const [kind, id] = key.split(':') as [Principal['kind'], string];
      return kind === 'user' ? readUserPrincipal(id) : readTerminalPrincipal(id);
    },
    markOf: (key) => key,
    limit: 20_000,
  });

  return {
    get: (kind, id) => cached(`${kind}:${id}`),
    find: async (id) => (await cached(`user:${id}`)) ?? (await cached(`terminal:${id}`)),
  };
}

const nobody: Omit<Actor, 'kind' | 'id' | 'name' | 'grants'> = {
  staff: null,
  branchId: null,
  windowId: null,
  surface: null,
  sessionId: null,
};
