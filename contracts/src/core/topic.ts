import type { z } from 'zod';
import type { Access } from './endpoint.ts';

/**
 * A stream of changes one may watch. `key` is a branch id, or (for `link` topics) an unguessable token.
 * - `deltas` come from events: each carries the branch's event number, in order and without gaps for what the topic tells
 * - `gauge` messages are the newest figures; only the last one counts, so they have no number
 */
export interface Topic<D extends z.ZodType = z.ZodType, G extends z.ZodType = z.ZodType> {
  /** `<room>.<noun>` */
  readonly name: string;
  readonly key: 'branch' | 'staff' | 'window' | 'link' | 'orgUnit';
  readonly access: Access;
  readonly delta: D;
  readonly gauge: G;
}

/** Declares a topic. Messages are masked for the least privileged reader `access` admits. */
export function topic<D extends z.ZodType, G extends z.ZodType>(t: {
  name: string;
  key: Topic['key'];
  access: Access | string;
  delta: D;
  gauge: G;
}): Topic<D, G> {
  return {
    ...t,
    access: typeof t.access === 'string' ? { kind: 'permission', permission: t.access } : t.access,
  };
}

export type DeltaOf<T extends Topic> = z.output<T['delta']>;
export type GaugeOf<T extends Topic> = z.output<T['gauge']>;
