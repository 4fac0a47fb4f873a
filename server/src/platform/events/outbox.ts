import type { StoredEvent } from '@huiting/contracts/core/event';

/** A fact on its way into the outbox. */
export interface NewEvent {
  readonly type: string;
  readonly payload: unknown;
}

export type OutboxEvent = StoredEvent;
