/**
 * The live connection (server-sent events).
 *
 * `GET /api/live` opens one stream for a browser. Its first message is `hello` with a `streamId`.
 * `POST /api/live/:streamId/subscriptions` adds a subscription: it is authorised under the cookie of the surface
 * named in `X-Surface`, so one stream serves tabs of several surfaces. Leaving: DELETE the same path + `/:subscriptionId`.
 *
 * Every message is one SSE `data:` line with one of the shapes below. The server sends `beat` every 5 s.
 */
export type LiveMessage =
  | { readonly kind: 'hello'; readonly streamId: string; readonly at: number }
  | { readonly kind: 'beat'; readonly at: number; readonly clock: ClockReading }
  /** A change. `number` is the branch's event number; `topic`+`key` say whose. */
  | {
      readonly kind: 'delta';
      readonly topic: string;
      readonly key: string;
      readonly number: number;
      readonly data: unknown;
    }
  /** Newest figures; replaces the last gauge of this topic and key. */
  | { readonly kind: 'gauge'; readonly topic: string; readonly key: string; readonly data: unknown }
  /** What was missed is no longer known: fetch the snapshot again. */
  | { readonly kind: 'reload'; readonly topic: string; readonly key: string }
  /** The right to watch has ended (session, role or scope revoked). */
  | { readonly kind: 'revoked'; readonly topic: string; readonly key: string };

/** How business time runs now: business = anchorBusiness + (wall - anchorWall) × rate. Instants are ms since the epoch. */
export interface ClockReading {
  readonly mode: 'real' | 'simulated' | 'driven';
  readonly anchorWall: number;
  readonly anchorBusiness: number;
  readonly rate: number;
}

/** Body of a subscription. `after` = the event number of the snapshot in hand; deltas after it are replayed. */
export interface SubscribeRequest {
  readonly topic: string;
  readonly key: string;
  readonly after: number | null;
}
export interface SubscribeAnswer {
  readonly subscriptionId: string;
}
