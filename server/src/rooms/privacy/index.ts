import type { FieldCrypto } from '../../platform/crypto/field-crypto.ts';
import type { RetainedKind } from '../../platform/personal-data.ts';
import type { Platform, RoomParts } from '../../platform/room.ts';
import type { AppointmentService } from '../appointment/index.ts';
import type { CustomerService } from '../customer/index.ts';
import type { BranchDirectory } from '../organization/index.ts';
import { answerReaction, forgetReactions } from './privacy.events.ts';
import { privacyJobs } from './privacy.jobs.ts';
import { createMine } from './privacy.mine.service.ts';
import { createRequests } from './privacy.request.service.ts';
import type { Subject } from './privacy.request.service.ts';
import { platformRetained } from './privacy.retention.domain.ts';
import { createRetention } from './privacy.retention.service.ts';
import { privacyRoutes } from './privacy.routes.ts';

export interface PrivacyUses {
  readonly directory: BranchDirectory;
  readonly customers: CustomerService;
  readonly appointments: Pick<AppointmentService, 'provePhone'>;
  readonly crypto: FieldCrypto;
  /** Of every room that is built before this one. */
  readonly subjects: readonly Subject[];
  readonly retained: readonly RetainedKind[];
  readonly wall: () => number;
}

/** Requests of customers about their own data, and how long data is kept. */
export function createPrivacy(platform: Platform, uses: PrivacyUses) {
  const { directory, crypto } = uses;
  const kinds = [...platformRetained, ...uses.retained];
  const retention = createRetention(platform, { directory, crypto, kinds });
  const requests = createRequests(platform, { ...uses, isHeld: retention.isHeld });
  const mine = createMine(platform, requests, uses);
  return {
    routes: privacyRoutes(requests, mine, retention),
    reactions: [...forgetReactions(platform, uses.subjects), answerReaction(requests)],
    jobs: privacyJobs(retention),
  } satisfies RoomParts;
}
