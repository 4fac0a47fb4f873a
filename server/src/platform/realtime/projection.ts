import type { EventType } from '@huiting/contracts/core/event';
import type { DeltaOf, GaugeOf, Topic } from '@huiting/contracts/core/topic';
import type { Actor } from '../context.ts';
import type { OutboxEvent } from '../events/outbox.ts';

/** How a topic is fed. A room gives one per topic it owns. */
export interface Feed {
  readonly topic: Topic;
  /**
   * Whether this actor may watch this key, and which branches' events concern it; null = no such key.
   * Checked at subscribing and again while the stream lives. Throws `platform.forbidden`.
   */
  readonly admit: (actor: Actor, key: string) => Promise<{ readonly branchIds: readonly string[] } | null>;
  /** What an event says on this topic: the key and the change; null = nothing. Pure and quick. */
  readonly project: (event: OutboxEvent) => { readonly key: string; readonly data: unknown } | null;
  /** Newest figures of a key; recomputed at most every `everyMs` after an event of its branches, and every 15 s. Null = none. */
  readonly gauge: { readonly everyMs: number; readonly compute: (key: string) => Promise<unknown> } | null;
  /** Events after which the snapshot in a client's hand is void and must be fetched anew: set-up, which changes rarely. */
  readonly reloads: ReadonlySet<string>;
}

/** Declares a feed with its topic's types. */
export function feed<T extends Topic>(f: {
  topic: T;
  admit: Feed['admit'];
  project?: (event: OutboxEvent) => { key: string; data: DeltaOf<T> } | null;
  gauge?: { everyMs: number; compute: (key: string) => Promise<GaugeOf<T> | null> };
  reloads?: readonly EventType[];
}): Feed {
  return {
    topic: f.topic,
    admit: f.admit,
    project: f.project ?? (() => null),
    gauge: f.gauge ?? null,
    reloads: new Set(f.reloads?.map(({ type }) => type)),
  };
}
