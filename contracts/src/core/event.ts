import type { z } from 'zod';
import type { Ask } from './approval.ts';

/** An alert that follows from an event. The workflow room makes it; nobody calls workflow. */
export interface Notify<P> {
  /** Groups repeats: while an alert with this key is open, another is not made. */
  readonly dedupeKey: (payload: P) => string;
  readonly kind: string;
  readonly severity: 'info' | 'warning' | 'urgent';
  /** Holders of this permission in the event's branch; or the one staff member named. */
  readonly audience: { readonly permission: string; readonly staffId?: (payload: P) => string | null };
  readonly title: (payload: P) => { readonly zh: string; readonly en: string };
  readonly body: (payload: P) => { readonly zh: string; readonly en: string };
  /** What to open: a kind and an id, resolved by the surface. */
  readonly subject: (payload: P) => { readonly kind: string; readonly id: string };
  /** Minutes of business time until it escalates; null = never. */
  readonly escalateAfterMinutes: number | null;
  /** Leave this one out although the event happened. */
  readonly when?: (payload: P) => boolean;
}

/** A message to people's inboxes that follows from an event. The workflow room sends it; nobody calls workflow. */
export interface Tell<P> {
  readonly kind: string;
  /** Staff ids; each is told once. */
  readonly to: (payload: P) => readonly string[];
  readonly title: (payload: P) => { readonly zh: string; readonly en: string };
  readonly body: (payload: P) => { readonly zh: string; readonly en: string };
  /** What to open: a kind and an id, resolved by the surface. */
  readonly subject: (payload: P) => { readonly kind: string; readonly id: string };
}

/** Which unresolved alerts of the event's branch a fact brings to an end, or into somebody's hands. */
export interface Settlement {
  readonly alerts:
    | { readonly subject: { readonly kind: string; readonly id: string } }
    | { readonly kinds: readonly string[] };
  /** What was done, as the alert will say; or who has taken the matter on, which claims the alert. */
  readonly outcome:
    | { readonly resolution: string }
    | { readonly claimedBy: { readonly staffId: string; readonly name: string } };
}

export interface EventType<S extends z.ZodType = z.ZodType> {
  /** `<thing>.<pastTense>`, unique over the house. */
  readonly type: string;
  /** Room that announces it. */
  readonly room: string;
  readonly payload: S;
  // eslint-disable-next-line -- the payload of a heterogenous list of events is not known
  readonly notify?: Notify<never>;
  readonly settles?: (payload: never) => Settlement | null;
  readonly asks?: Ask<never>;
  readonly tells?: Tell<never>;
}

/** Declares an event: a fact in the past tense, announced with the state it made. It names no receiver. */
export function event<S extends z.ZodType>(e: {
  type: string;
  room: string;
  payload: S;
  notify?: Notify<z.output<S>>;
  /** The alerts that are over, or claimed, with this fact; null = none. */
  settles?: (payload: z.output<S>) => Settlement | null;
  /** The approval that this fact asks for. */
  asks?: Ask<z.output<S>>;
  /** The messages that follow from this fact. */
  tells?: Tell<z.output<S>>;
}): EventType<S> {
  return e as EventType<S>;
}

export type PayloadOf<E extends EventType> = z.output<E['payload']>;

/** An event as it is stored and delivered. `number` rises by one per branch, in commit order. */
export interface StoredEvent<P = unknown> {
  readonly branchId: string;
  readonly number: number;
  readonly id: string;
  readonly type: string;
  /** Business instant, ms since the epoch. */
  readonly at: number;
  readonly actorId: string | null;
  readonly traceId: string;
  readonly payload: P;
}
