import { accessRetained } from './access.retention.domain.ts';
import { TerminalKind } from '@huiting/contracts/access';
import type { Actor } from '../../platform/context.ts';
import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { Importer } from '../../platform/imports/importer.ts';
import type { Authenticator } from '../../platform/http/binder.ts';
import type { Audit, Platform, RoomParts } from '../../platform/room.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { verifyNightly } from './access.verification.jobs.ts';
import { createSealer } from './access.audit-sealer.jobs.ts';
import type { Sealer } from './access.audit-sealer.jobs.ts';
import { createActivity } from './access.activity.service.ts';
import type { Activity } from './access.activity.service.ts';
import { createActed } from './access.acted.service.ts';
import type { Acted } from './access.acted.service.ts';
import { createAuthenticator } from './access.authenticator.service.ts';
import { accessReactions } from './access.events.ts';
import { createCopiedAlarm } from './access.copied.service.ts';
import { createDeviceProofs } from './access.device-proof.domain.ts';
import { createFreshness } from './access.freshness.domain.ts';
import { createPrincipals } from './access.principals.service.ts';
import { createRefused } from './access.refused.service.ts';
import type { Refused } from './access.refused.service.ts';
import { userNarrowing } from './use-cases/export-users.ts';
import { createAuditExporter } from './use-cases/export-audit.ts';
import { accessRoutes } from './access.routes.ts';
import { createAccessService } from './access.service.ts';
import type { AccessService } from './access.service.ts';
import { createSessions } from './access.sessions.service.ts';
import { createUserImporter } from './use-cases/import-users.ts';
import type { PeopleOfLogins } from './use-cases/import-users.ts';
import { countTerminals } from './access.store.ts';
import { createWatch } from './access.watch.service.ts';
import type { Revocations } from './access.watch.service.ts';

export { createAuditWriter } from './access.audit-writer.store.ts';
export { hashPassword, isStrongPassword } from './access.secrets.domain.ts';
export { loadAccess } from './access.load.store.ts';
export { permissionsOf } from './access.roles.domain.ts';
export type { Role } from './access.roles.domain.ts';
export type { PersonOfLogin } from './access.register.domain.ts';
export type { PeopleOfLogins } from './use-cases/import-users.ts';
export type { AccessPlan } from './access.load.store.ts';
export type { AccessService } from './access.service.ts';
export type { Revocations } from './access.watch.service.ts';

export interface Access extends RoomParts {
  readonly service: AccessService;
  readonly authenticator: Authenticator;
  readonly audit: Audit;
  /** For the binder: writes a refusal for want of right into the trail, apart from the request it refused. */
  readonly refused: Refused;
  /** For the binder: what is traced of everybody's acts beyond the use cases themselves. */
  readonly acted: Acted;
  readonly activity: Activity;
  readonly sealer: Sealer;
  readonly revocations: Revocations;
  /** The register of users filled from a file, once a later room says whose logins they are. */
  readonly userImporter: (people: PeopleOfLogins) => Importer;
  /** Somebody's rights as they are now, for work that goes on after their request; null = gone or frozen. */
  readonly actorOfUser: (userId: string) => Promise<Actor | null>;
}

/** Who may do what where: users, sessions, terminals, and the trail of what was done. `wall`: the wall clock, ms. */
export function createAccess(
  platform: Platform,
  uses: { directory: BranchDirectory; crypto: FieldCrypto; wall: () => number },
): Access {
  const { db, log } = platform;
  const { directory, crypto, wall } = uses;
  const demo = platform.config.demo !== null;
  const freshness = createFreshness();
  const principals = createPrincipals({
    db,
    directory,
    freshness,
    demo,
    secondFactor: platform.config.secondFactor,
    passwordSignIn: platform.config.passwordSignIn,
    wall,
  });
  const sessions = createSessions({
    db,
    principals,
    freshness,
    wall,
    log,
    parameters: platform.parameters,
    now: () => platform.clock.now(),
  });
  const proofs = createDeviceProofs(wall);
  const copied = createCopiedAlarm({ db, audit: platform.audit, now: platform.clock.now, wall, log });
  const authenticator = createAuthenticator({
    sessions,
    principals,
    proofs,
    onForeignDevice: copied,
    demo,
  });
  const activity = createActivity({ db, directory, now: platform.clock.now, wall, nights: !demo, log });
  const watch = createWatch({ db, freshness, lookup: authenticator, wall, log });
  const deps = { ...platform, directory, principals, sessions, watch, crypto, wall };
  const service = createAccessService(deps, authenticator);
  const startAll = (): void => {
    watch.start();
    activity.start();
  };
  const stop = async (): Promise<void> => {
    await service.stopVerifying();
    await activity.stop();
    await watch.stop();
    await sessions.flush();
  };
  return {
    service,
    reactions: accessReactions(service),
    routes: accessRoutes(service, {
      proofs,
      secure: platform.config.tls !== null,
    }),
    exporters: [createAuditExporter(db)],
    retained: accessRetained,
    counts: [{ part: 'device', kinds: TerminalKind.options, count: countTerminals }],
    authenticator,
    actorOfUser: async (userId) => (await principals.get('user', userId))?.actor ?? null,
    audit: platform.audit,
    jobs: [verifyNightly(service)],
    refused: createRefused({ audit: platform.audit, directory, log }),
    acted: createActed({ audit: platform.audit, principals, activity, log }),
    activity,
    userImporter: (people) => ({ ...createUserImporter(deps, people), narrowing: userNarrowing(service) }),
    sealer: createSealer({ pool: platform.pool, log }),
    revocations: { onEnded: watch.onEnded, actorOf: watch.actorOf, start: startAll, stop },
  };
}
