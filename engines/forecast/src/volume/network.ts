import { createLogHistograms, type LogHistograms } from '../statistics/log-histograms.ts';
import { solveSymmetric } from '../statistics/solve.ts';
import type { Days } from './days.ts';
import type { SeriesView } from './series-view.ts';

/** What all series together showed to somebody standing at an origin. Logarithms, 0 = as usual. */
export interface Network {
  readonly origin: number;
  /** Median over the series of log(value ÷ (local level × weekday index)), a day: "this day was 8 % up everywhere". */
  readonly factor: Float64Array;
  /** exp(−0.85 × factor): what a past value is multiplied by before a level is read from it. */
  readonly calming: Float64Array;
  /** Median over the series of log(local level ÷ local level at the origin): the slow season. */
  readonly season: Float64Array;
  /** Effect of each calendar mark on the factor. */
  readonly marks: Float64Array;
  /** Median weekday index. */
  readonly index: Float64Array;
  /** Series it rests on. */
  readonly size: number;
}

export interface NetworkBuilder {
  add(view: SeriesView): void;
  finish(): Network;
}

/** On NN5's earlier origins anything from 0.7 to 1 does alike. */
const DEFLATION = 0.85;

/** A factor seen on few series is mostly their own noise: it is multiplied by count ÷ (count + 2). */
const NOISE_COUNTS_AS = 2;

export function createNetworkBuilder(origin: number, days: Days): NetworkBuilder {
  const factors = createLogHistograms(origin);
  const seasons = createLogHistograms(origin);
  const indexes = createLogHistograms(7);
  let size = 0;
  return {
    add(view) {
      size += 1;
      addSeries(view, days, factors, seasons, indexes);
    },
    finish() {
      const factor = Float64Array.from({ length: origin }, (_, t) => shrunkMedian(factors, t));
      return {
        origin,
        factor,
        calming: factor.map((log) => Math.exp(-DEFLATION * log)),
        season: Float64Array.from({ length: origin }, (_, t) => shrunkMedian(seasons, t)),
        marks: markEffects(factors, days, origin),
        index: Float64Array.from({ length: 7 }, (_, weekday) => Math.exp(indexes.median(weekday))),
        size,
      };
    },
  };
}

function addSeries(
  { origin, logValues, logLevel, index }: SeriesView,
  days: Days,
  factors: LogHistograms,
  seasons: LogHistograms,
  indexes: LogHistograms,
): void {
  const base = logLevel[origin - 1]!;
  const logIndex = index.map(Math.log);
  for (let t = 0; t < origin; t += 1) {
    const ratio = logValues[t]! - logLevel[t]! - logIndex[days.weekday[t]!]!;
    // Neither a missing value (NaN) nor a zero (infinite) says anything.
    if (Number.isFinite(ratio)) factors.add(t, ratio);
    const growth = logLevel[t]! - base;
    if (Number.isFinite(growth)) seasons.add(t, growth);
  }
  logIndex.forEach((own, weekday) => {
    if (Number.isFinite(own)) indexes.add(weekday, own);
  });
}

function shrunkMedian(histograms: LogHistograms, day: number): number {
  const count = histograms.count(day);
  return count === 0 ? 0 : (histograms.median(day) * count) / (count + NOISE_COUNTS_AS);
}

/** An effect seen on this many days of its kind is believed by half. */
const MARK_PENALTY = 1.5;

/**
 * Ridge regression of the median log ratio on the marks of a day, feasts left out: additive in logs where marks meet. Not
 * shrunk for few series as the factor is: noise averages out over the days of a mark.
 */
function markEffects(factors: LogHistograms, days: Days, origin: number): Float64Array {
  const size = days.markCount;
  const a = new Float64Array(size * size);
  const b = new Float64Array(size);
  for (let t = 0; t < origin; t += 1) {
    if (days.inFeast[t] === 1 || factors.count(t) === 0) continue;
    const factor = factors.median(t);
    for (const mark of days.marks[t]!) {
      b[mark]! += factor;
      for (const other of days.marks[t]!) a[mark * size + other]! += 1;
    }
  }
  for (let mark = 0; mark < size; mark += 1) a[mark * size + mark]! += MARK_PENALTY;
  return solveSymmetric(a, b, size);
}
