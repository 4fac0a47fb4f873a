import type { Me, Surface, TerminalKind } from '@huiting/contracts/access';
import type { Actor } from '../../platform/context.ts';
import type { Role } from './access.roles.domain.ts';

export type { Surface, TerminalKind };
export type Duty = Me['duties'][number];

/** A user or terminal with its rights resolved, apart from any session. */
export interface Principal {
  readonly kind: 'user' | 'terminal';
  /** Its actor as it would act, with no surface and no session yet. */
  readonly actor: Actor;
  readonly roles: readonly Role[];
  /** What must be done first; while there is any, the actor has no grants. */
  readonly duties: readonly Duty[];
  /** Wall instant at which the emergency account closes; null for everybody else. */
  readonly until: number | null;
}

export interface Session {
  readonly id: string;
  readonly principal: { readonly kind: 'user' | 'terminal'; readonly id: string };
  readonly surface: Surface;
  readonly idleMs: number | null;
  readonly lastSeenAt: number;
  /** A second factor was shown to whoever signed the person in. */
  readonly factorShown: boolean;
  /** Hash of the key of the browser it was opened in; null = bound to none. */
  readonly deviceKey: string | null;
}

export interface User {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  readonly passwordHash: string | null;
  readonly frozen: boolean;
  /** On mandatory leave: nobody signs in with it until the day after. */
  readonly suspended: boolean;
  /** Wall time, ms; null = there is no password. */
  readonly passwordSetAt: number | null;
  readonly orgUnitId: string;
  readonly branchId: string | null;
  readonly path: string;
  /** What the account for emergencies is now; null = an ordinary login. */
  readonly emergency: 'sealing' | 'sealed' | 'open' | 'spent' | null;
}

export interface TerminalInfo {
  readonly id: string;
  readonly branchId: string;
  readonly kind: TerminalKind;
  readonly name: string;
  readonly windowId: string | null;
  readonly enrolledAt: number | null;
  readonly lastSeenAt: number | null;
  readonly revoked: boolean;
}

/** Rows about a user belong to the branch it works at, or to its org unit. */
export const homeOf = (user: Pick<User, 'branchId' | 'orgUnitId'>): string => user.branchId ?? user.orgUnitId;
