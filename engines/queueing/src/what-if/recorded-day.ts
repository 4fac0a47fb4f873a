import type { QueueStrategy, TicketFacts } from '../strategy/types.ts';
import type { WindowPlan } from '../simulator/model.ts';

/** A day as it was, from what the queue room keeps. Instants: ms since the epoch; durations: minutes. */
export interface RecordedDay {
  readonly visits: readonly RecordedVisit[];
  /** Who was open when and called what: signed in and not paused. */
  readonly windows: readonly WindowPlan[];
}

export interface RecordedVisit {
  /** When the ticket was issued. */
  readonly at: number;
  /** What rules of a strategy look at; `serviceCode` is that of the first service. */
  readonly facts: TicketFacts;
  /** Services in order, at least one; `minutes` is `null` where the service never took place. */
  readonly services: readonly { readonly serviceCode: string; readonly minutes: number | null }[];
  /** Minutes from issue to the first call, or to the end of waiting for those never called. */
  readonly waitedMinutes: number;
  /** `left`: gave up or cancelled while waiting; `noShow`: called in vain. */
  readonly outcome: 'served' | 'left' | 'noShow';
}

/** What a day is lived under. */
export interface DayVariant {
  readonly strategy: QueueStrategy;
  /** Another window plan; absent: the recorded one. */
  readonly windows?: readonly WindowPlan[];
}
