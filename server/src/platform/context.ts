import type { Permission, Surface } from '@huiting/contracts/access';
import type { z } from 'zod';
import type { Locale } from '@huiting/contracts/core/fields';

/** A permission at a place: everything whose org path starts with `path`. */
export interface Grant {
  readonly permission: string;
  readonly path: string;
}

/** Who acts. Access resolves the grants before a room sees the actor. */
export interface Actor {
  readonly kind: 'user' | 'terminal' | 'link' | 'partner' | 'system' | 'anonymous';
  /** Stable id: user, terminal, link hash, sender; `anonymous:<address>` otherwise. Scopes idempotency keys. */
  readonly id: string;
  readonly name: string;
  readonly staff: { readonly id: string; readonly number: string; readonly post: string } | null;
  /** Home branch of the staff member, or place of the terminal. */
  readonly branchId: string | null;
  readonly windowId: string | null;
  readonly surface: z.output<typeof Surface> | null;
  readonly sessionId: string | null;
  readonly grants: readonly Grant[];
}

/** The command being carried out, when it came with an Idempotency-Key. */
/** What is answered: the presented value, and its JSON as it is stored and sent. */
export interface Answer {
  readonly value: unknown;
  readonly json: string;
}

export function answerOf(value: unknown): Answer {
  return { value, json: JSON.stringify(value ?? null) };
}

export interface Command {
  readonly endpoint: string;
  readonly key: string;
  readonly bodyHash: string;
}

/** What every use case gets first. Made once per request, reaction, job or timer. */
export interface Ctx {
  readonly actor: Actor;
  readonly traceId: string;
  readonly locale: z.output<typeof Locale>;
  /** Business instant, ms. Fixed in driven mode and when a timer fires; running otherwise. */
  readonly now: () => number;
  readonly command: Command | null;
  /** Set by the route: turns a use case's result into the public answer, which is stored under the key. */
  readonly present: ((result: never) => unknown) | null;
  /** True while a due timer is carried out, so that it does not wait for itself. */
  readonly firing: boolean;
  /** Filled by the transaction: the answer as presented (or as stored earlier under the same key). */
  answer?: Answer;
}

export type { Permission };

const systemActor: Actor = {
  kind: 'system',
  id: 'system',
  name: '系统',
  staff: null,
  branchId: null,
  windowId: null,
  surface: null,
  sessionId: null,
  grants: [],
};

/** A context for work nobody asked for: reactions, timers, jobs. */
export function systemCtx(now: () => number, traceId: string, firing = false): Ctx {
  return { actor: systemActor, traceId, locale: 'zh-CN', now, command: null, present: null, firing };
}
