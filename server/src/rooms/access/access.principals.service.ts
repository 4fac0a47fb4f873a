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
  /** `factorShown`: whoever signed the person in saw a second factor, so that one here is no duty. */
  get(
    kind: Principal['kind'],
    id: string,
    options?: { readonly factorShown: boolean },
  ): Promise<Principal | null>;
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
  /** Whether people sign in with passwords: where they do not, an old one is no duty. */
  passwordSignIn: boolean;
  wall: () => number;
}): Principals {
  const { db, directory, demo } = deps;

  function grantsOf(roles: readonly { role: Role; path: string }[]): Grant[] {
    return roles.flatMap(({ role, path }) =>
      permissionsOf(role, { demo }).map((permission) => ({ permission, path })),
    );
  }

  /** Old passwords, first passwords and a missing second factor open nothing but their own mending. */
  function dutiesOf(user: UserRights, roles: readonly Role[], factorShown: boolean): Duty[] {
    const { passwordSetAt, mustChangePassword, hasSecondFactor } = user;
    // Sealed credentials are of two hands already, and there is no time for more.
    if (user.emergencyUntil !== null) return [];
    const isOld = passwordSetAt !== null && deps.wall() - passwordSetAt > passwordGoodForMs;
    const lacksFactor = deps.secondFactor && needsSecondFactor(roles) && !hasSecondFactor && !factorShown;
    const isPasswordDue = deps.passwordSignIn && (mustChangePassword || isOld);
    return [
      ...(isPasswordDue ? (['changePassword'] as const) : []),
      ...(lacksFactor ? (['enrolSecondFactor'] as const) : []),
    ];
  }

  async function readUserPrincipal(id: string, factorShown: boolean): Promise<Principal | null> {
    const user = await readUserRights(db, id);
    if (user === null) return null;
    const { name, staff, branchId } = user;
    const roles = [...new Set(user.roles.map(({ role }) => role))];
    const duties = dutiesOf(user, roles, factorShown);
    const grants = duties.length > 0 ? [] : grantsOf(user.roles);
    return {
      kind: 'user',
      actor: { ...nobody, kind: 'user', id, name, staff, branchId, grants },
      roles,
      duties,
      until: user.emergencyUntil,
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
      until: null,
    };
  }

  const cached = createFreshCache<Principal>({
    freshness: deps.freshness,
    read: (key) => {
      const [kind, id, shown] = key.split(':') as [Principal['kind'], string, string?];
      return kind === 'user' ? readUserPrincipal(id, shown !== undefined) : readTerminalPrincipal(id);
    },
    markOf: (_key, { kind, actor }) => `${kind}:${actor.id}`,
    limit: 20_000,
  });

  async function get(key: string): Promise<Principal | null> {
    const found = await cached(key);
    return found === null || found.until === null || deps.wall() < found.until ? found : null;
  }

  return {
    get: (kind, id, options) => get(`${kind}:${id}${options?.factorShown === true ? ':shown' : ''}`),
    find: async (id) => (await get(`user:${id}`)) ?? (await get(`terminal:${id}`)),
  };
}

const nobody: Omit<Actor, 'kind' | 'id' | 'name' | 'grants'> = {
  staff: null,
  branchId: null,
  windowId: null,
  surface: null,
  sessionId: null,
};
