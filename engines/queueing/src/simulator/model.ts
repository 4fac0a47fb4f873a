import type { QueueStrategy } from '../strategy/types.ts';
import type { Distribution } from './distribution.ts';

/** A hall to simulate. Instants: ms (since any origin, whole days or an epoch); durations: minutes; rates: per hour. */
export interface HallModel {
  readonly strategy: QueueStrategy;
  /** Customers come from `from` until `until` (ms). */
  readonly from: number;
  readonly until: number;
  /**
   * After `until`: `stop` at once (a stretch of a day without end), or `serve` until nobody can be served any more, when the
   * last window for somebody who waits stays beyond its plan.
   */
  readonly afterwards: 'stop' | 'serve';
  /** Not counted at the beginning, minutes. Customers who came in it are left out of waits. */
  readonly warmUpMinutes?: number;
  readonly windows: readonly WindowPlan[];
  readonly arrivals: readonly (ArrivalStream | ArrivalList)[];
}

/** When a window is open and what it calls then. A gap between spans is a break: who is being served is served to the end. */
export interface WindowPlan {
  readonly windowId: string;
  /** Ascending, not overlapping. */
  readonly spans: readonly WindowSpan[];
}

export interface WindowSpan {
  readonly from: number;
  readonly until: number;
  readonly profileCode: string;
  /** Hard list of services (skills of the person, equipment of the window). */
  readonly mayTake: readonly string[];
}

/** Customers of one kind who come by chance: a Poisson process whose rate is constant within each interval. */
export interface ArrivalStream {
  readonly kind: 'stream';
  readonly classCode: string;
  /** Per hour, one number per interval from `from` on; beyond the last one it stays. */
  readonly perHour: readonly number[];
  readonly intervalMinutes: number;
  /** The services of one visit, in order. At least one. */
  readonly services: readonly ServiceStep[];
  /** They leave when they have waited this long for a service; `null`: never. */
  readonly patience: Distribution | null;
  /** Share called in vain at their first service, 0–1, and the minutes a window loses by it. */
  readonly noShow?: { readonly share: number; readonly minutes: number };
}

export interface ServiceStep {
  readonly serviceCode: string;
  readonly duration: Distribution;
  /** Share of those done with the step before who go on to this one (1 when absent; ignored for the first). */
  readonly share?: number;
}

/** Customers known one by one, as of a recorded day. Ascending in `at`. */
export interface ArrivalList {
  readonly kind: 'list';
  readonly visits: readonly ListedVisit[];
}

export interface ListedVisit {
  /** ms. */
  readonly at: number;
  readonly classCode: string;
  /** In order, at least one. */
  readonly services: readonly { readonly serviceCode: string; readonly minutes: number }[];
  /** Minutes they wait for a service before they leave; `null`: they stay. */
  readonly patienceMinutes: number | null;
  /** Called in vain: the minutes the window loses; `null`: they come. */
  readonly noShowMinutes?: number | null;
}
