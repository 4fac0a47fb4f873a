import { lineOf } from './compiled-strategy.ts';
import type { Hall } from './hall.ts';
import { waitQuantile } from './tally.ts';

/** What became of a group of customers. Waits in minutes, of those who were called; counts are of services, not visits. */
export interface Figures {
  readonly arrived: number;
  readonly served: number;
  readonly abandoned: number;
  readonly noShows: number;
  /** `null` when nobody was called. */
  readonly meanWaitMinutes: number | null;
  readonly p50WaitMinutes: number | null;
  readonly p80WaitMinutes: number | null;
  readonly p90WaitMinutes: number | null;
  readonly longestWaitMinutes: number;
  /** Called at or beyond the guaranteed wait of their class. */
  readonly overGuarantee: number;
  /** Wait of those who gave up, mean; `null` when nobody did. */
  readonly meanAbandonedWaitMinutes: number | null;
  /** Mean number waiting. */
  readonly meanWaiting: number;
}

export interface HallResult {
  readonly all: Figures;
  readonly byClass: ReadonlyMap<string, Figures>;
  readonly byService: ReadonlyMap<string, Figures>;
  /** In the order of the model. Busy ÷ open; `null` for one that never opened. */
  readonly windows: readonly { readonly openMinutes: number; readonly occupancy: number | null }[];
  /** Counted, without the warm-up. */
  readonly minutes: number;
  /** Still waiting at the end. */
  readonly leftWaiting: number;
  readonly events: number;
}

/** The figures of a run that has ended; `countedMinutes` is its length without the warm-up. */
export function resultOf(hall: Hall, countedMinutes: number): HallResult {
  const { index } = hall;
  const figures = (lines: number[]): Figures => figuresOf(hall, lines, countedMinutes);
  return {
    all: figures(index.classes.map((_, line) => line)),
    byClass: new Map(
      index.classCodes.map((code) => [
        code,
        figures(index.serviceCodes.map((service) => lineOf(index, service, code))),
      ]),
    ),
    byService: new Map(
      index.serviceCodes.map((code) => [
        code,
        figures(index.classCodes.map((ofClass) => lineOf(index, code, ofClass))),
      ]),
    ),
    windows: Array.from(hall.windows.openMs, (openMs, window) => ({
      openMinutes: openMs / 60_000,
      occupancy: openMs === 0 ? null : hall.windows.busyMs[window]! / openMs,
    })),
    minutes: countedMinutes,
    leftWaiting: hall.waiting,
    events: hall.events,
  };
}

function figuresOf({ tally }: Hall, lines: number[], countedMinutes: number): Figures {
  const sum = (counts: Float64Array): number => lines.reduce((total, line) => total + counts[line]!, 0);
  const served = sum(tally.served);
  const noShows = sum(tally.noShows);
  const abandoned = sum(tally.abandoned);
  const called = served + noShows;
  const quantile = (share: number): number | null => waitQuantile(tally.histogram, lines, share);
  return {
    arrived: sum(tally.arrived),
    served,
    abandoned,
    noShows,
    meanWaitMinutes: called === 0 ? null : sum(tally.waitMs) / called / 60_000,
    p50WaitMinutes: quantile(0.5),
    p80WaitMinutes: quantile(0.8),
    p90WaitMinutes: quantile(0.9),
    longestWaitMinutes: Math.max(0, ...lines.map((line) => tally.longestMs[line]!)) / 60_000,
    overGuarantee: sum(tally.overGuarantee),
    meanAbandonedWaitMinutes: abandoned === 0 ? null : sum(tally.abandonedWaitMs) / abandoned / 60_000,
    meanWaiting: countedMinutes === 0 ? 0 : sum(tally.waitingArea) / 60_000 / countedMinutes,
  };
}
