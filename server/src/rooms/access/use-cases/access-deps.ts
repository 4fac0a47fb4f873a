import type { FieldCrypto } from '../../../platform/crypto/field-crypto.ts';
import type { Platform } from '../../../platform/room.ts';
import type { BranchDirectory } from '../../organization/index.ts';
import type { Principals } from '../access.principals.service.ts';
import type { Sessions } from '../access.sessions.service.ts';
import type { Watch } from '../access.watch.service.ts';

/** What the use cases of this room work with. */
export interface AccessDeps extends Platform {
  readonly directory: BranchDirectory;
  readonly principals: Principals;
  readonly sessions: Sessions;
  readonly watch: Watch;
  /** Seals the secrets of second factors. */
  readonly crypto: FieldCrypto;
  /** Wall clock, ms: sessions, lockouts and codes never run on business time. */
  readonly wall: () => number;
}

/** A session just opened: its token goes into the surface's cookie. */
export interface Opened {
  readonly token: string;
  readonly sessionId: string;
}
