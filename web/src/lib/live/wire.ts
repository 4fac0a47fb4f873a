import type { ClockReading } from '@huiting/contracts/core/live';

/** What a member of a feed hears. */
export type FeedEvent =
  | { readonly kind: 'delta'; readonly number: number; readonly data: unknown }
  | { readonly kind: 'gauge'; readonly data: unknown }
  /** What was missed is not known any more: fetch the snapshot and join again. The member has been removed. */
  | { readonly kind: 'reload' }
  /** The right to watch has ended, or never was. The member has been removed. */
  | { readonly kind: 'revoked'; readonly status: number };

export interface Join {
  readonly memberId: string;
  readonly surface: string;
  readonly topic: string;
  readonly key: string;
  /** Event number of the snapshot in hand; null for topics of figures only. */
  readonly after: number | null;
}

export interface ConnectionStatus {
  readonly open: boolean;
  /** Wall instant of the last message; null before the first. */
  readonly lastMessageAt: number | null;
}

export type FromPage =
  | { readonly kind: 'join'; readonly join: Join }
  | { readonly kind: 'leave'; readonly memberId: string }
  /** Every 20 s, so that the worker notices tabs that died without a word. */
  | { readonly kind: 'alive' }
  | { readonly kind: 'bye' };

export type FromWorker =
  | { readonly kind: 'event'; readonly memberId: string; readonly event: FeedEvent }
  | { readonly kind: 'status'; readonly status: ConnectionStatus }
  | { readonly kind: 'clock'; readonly reading: ClockReading; readonly serverWall: number }
  /** The worker had given this page up (a long sleep): join everything again. */
  | { readonly kind: 'lost' };
