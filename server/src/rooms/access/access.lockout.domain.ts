import { createHash } from 'node:crypto';
import type { Parameters } from '../../platform/parameters.ts';

/** Some wrong passwords lock a login for some minutes of wall time: `access.failuresUntilLock`, `access.lockMinutes` (domain.md §9). */
export interface LockRule {
  readonly failures: number;
  readonly lockMs: number;
}
/** Colleagues share an address, so it is never locked: after 20 failures each further try waits longer, up to a minute. */
const freeFailuresOfAddress = 20;
const longestWaitMs = 60_000;

export const lockRule = (parameters: Parameters, now: number): LockRule => ({
  failures: parameters.ofBank('access.failuresUntilLock', now),
  lockMs: parameters.ofBank('access.lockMinutes', now) * 60_000,
});

export interface Failures {
  readonly failures: number;
  readonly lastAt: number;
  readonly lockedUntil: number | null;
}

/** Names are counted whether they exist or not, so that a lock tells nothing. A name typed by mistake may be a password: only its hash rests. */
export const loginKey = (username: string): string =>
  `user:${createHash('sha256').update(username).digest('base64url')}`;
export const addressKey = (address: string): string =>
  `address:${createHash('sha256').update(address).digest('base64url')}`;

export function isLocked(found: Failures | undefined, wallNow: number): boolean {
  return wallNow < (found?.lockedUntil ?? 0);
}

/** Earliest instant at which the address may try again. */
export function mayTryAt(found: Failures | undefined): number {
  if (found === undefined || found.failures < freeFailuresOfAddress) return 0;
  return found.lastAt + Math.min(longestWaitMs, 1_000 * 2 ** (found.failures - freeFailuresOfAddress));
}
