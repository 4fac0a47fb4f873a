import type { Me } from '@huiting/contracts/access';
import type { Ctx } from '../../platform/context.ts';
import { refuse } from '../../platform/errors.ts';
import type { AccessDeps, Opened } from './use-cases/access-deps.ts';
import type { Surface } from './access.domain.ts';
import { presentMe } from './access.present.ts';
import { idleRule } from './access.roles.domain.ts';
import type { WhoIsWho } from './access.present.ts';
import { endSessions, readSession } from './access.session.store.ts';
import type { ActorLookup } from './access.authenticator.service.ts';
import { createUserAdministration } from './use-cases/administer-users.ts';
import { createAuditUseCases } from './use-cases/audit.ts';
import { createVerification } from './use-cases/verify-audit.ts';
import { createDemoPeople } from './use-cases/demo-people.ts';
import { createGrants } from './use-cases/grant-role.ts';
import { createOwnAccount } from './use-cases/own-account.ts';
import { createOwnSessions } from './use-cases/own-sessions.ts';
import { createPads } from './use-cases/pads.ts';
import { createPreferences } from './use-cases/preferences.ts';
import { createEntrance } from './use-cases/enter.ts';
import { createProviderSignIn } from './use-cases/provider-sign-in.ts';
import { createEmergency } from './use-cases/seal-emergency.ts';
import { createSignIn } from './use-cases/sign-in.ts';
import { createTerminalUseCases } from './use-cases/terminals.ts';
import { createPostTemplates } from './use-cases/post-templates.ts';
import { listRoles } from './use-cases/list-roles.ts';
import { createSeeAs } from './use-cases/see-as.ts';
import { createWatchRules } from './use-cases/watch-rules.ts';
import { createUserUseCases } from './use-cases/users.ts';

export function createAccessService(deps: AccessDeps, lookup: ActorLookup) {
  const { db, audit, directory } = deps;
  const demo = deps.config.demo !== null;
  const idle = () => idleRule(deps.parameters, deps.clock.now());
  const entrance = createEntrance(deps);

  return {
    signIn: createSignIn(deps, entrance),
    ...createProviderSignIn(deps, entrance),
    ...createEmergency(deps),
    ...createTerminalUseCases(deps),
    ...createPads(deps),
    ...createOwnSessions(deps),
    ...createUserUseCases(deps),
    ...createAuditUseCases(deps),
    ...createVerification(deps),
    ...createDemoPeople(deps),
    ...createOwnAccount(deps),
    ...createPreferences(deps),
    ...createUserAdministration(deps),
    ...createGrants(deps),
    ...createPostTemplates(deps),
    listRoles: (ctx: Ctx) => listRoles(deps, ctx),
    ...createSeeAs(deps),
    ...createWatchRules(deps),

    /** Ends this surface's session; other surfaces of the browser stay signed in. */
    signOut: async (ctx: Ctx): Promise<{ ok: true }> => {
      const { id, sessionId, branchId, kind } = ctx.actor;
      // A stand-in of the demo has no session of its own.
      const ended =
        sessionId === null || sessionId.includes('~')
          ? []
          : await endSessions(db, { id: sessionId }, 'signedOut');
      await deps.watch.changed({ sessions: ended });
      const orgUnitId = branchId === null ? null : (await directory.get(branchId)).orgUnitId;
      if (ended.length > 0)
        await audit(null, ctx, {
          action: 'session.close',
          object: `${kind}:${id}`,
          orgUnitId,
          outcome: 'done',
          detail: { sessionId },
        });
      return { ok: true };
    },

    getMe: async (ctx: Ctx): Promise<Me> => {
      const found = await lookup.principalIn(ctx.actor.sessionId ?? '', (id) => readSession(db, { id }));
      return presentMe(found ?? refuse('platform.not_signed_in'), { directory, demo, idle: idle() });
    },

    meOf: (who: WhoIsWho): Promise<Me> => presentMe(who, { directory, demo, idle: idle() }),

    /** A session without a password, for this process's own clients: the demo's simulator, benches, tests. */
    openSession: async (
      principal: { kind: 'user' | 'terminal'; id: string },
      surface: Surface,
    ): Promise<Opened> => deps.sessions.open(db, principal, surface),
  };
}

export type AccessService = ReturnType<typeof createAccessService>;
