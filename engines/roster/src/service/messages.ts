import type { ProblemIssue, Roster, RosterProblem } from '../model/index.ts';

export type Budget =
  /** Wall-clock seconds from the call, compilation included. */
  | { readonly seconds: number }
  /** Moves of the search; with equal seeds the outcome is equal on every machine. One worker only. */
  | { readonly iterations: number };

/** What a worker is started with. */
export interface WorkerTask {
  readonly problem: RosterProblem;
  readonly seed: number;
  readonly budget: Budget;
  readonly role: 'alone' | 'anneal' | 'columns';
  /** Instant the run began: milliseconds since the epoch, fractional. */
  readonly startedAt: number;
  readonly shared: SharedArrayBuffer;
}

export type WorkerReport =
  | { readonly kind: 'done'; readonly iterations: number }
  | { readonly kind: 'invalid'; readonly issues: readonly ProblemIssue[] };

export interface Progress {
  /** Cost of the best roster so far; Infinity before the first. */
  readonly cost: number;
  /** No roster costs less; −Infinity while nothing is proven. */
  readonly bound: number;
  /** (cost − bound) ÷ cost, 0 when proven optimal; null while either is unknown. */
  readonly gap: number | null;
  readonly seconds: number;
}

export interface Solution extends Progress {
  readonly roster: Roster;
  readonly secondsToBest: number;
  /** Moves made by the search worker. */
  readonly iterations: number;
  readonly stoppedBy: 'budget' | 'optimal' | 'cancelled';
}
