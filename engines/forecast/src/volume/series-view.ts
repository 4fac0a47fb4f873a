import { meanInPlace, medianInPlace, type Centre } from '../statistics/quantile.ts';
import { HALF_WINDOW, localLevels, localLevelsAsOf } from './local-level.ts';
import type { Days } from './days.ts';

/** A series on the axis with its local levels. */
export interface LaidSeries {
  readonly values: Float64Array;
  /** Logarithms are needed at every origin: taken once. NaN where unknown, −∞ at 0. */
  readonly logValues: Float64Array;
  readonly levels: Float64Array;
  readonly logLevels: Float64Array;
  readonly centre: Centre;
}

/** More zeros than this among the known values, and medians no longer follow the volume. */
const SPARSE_ZEROS = 0.25;

export function laySeries(values: Float64Array): LaidSeries {
  let known = 0;
  let zeros = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    known += 1;
    if (value === 0) zeros += 1;
  }
  const centre = zeros > SPARSE_ZEROS * known ? meanInPlace : medianInPlace;
  const levels = localLevels(values, centre);
  return { values, logValues: values.map(Math.log), levels, logLevels: levels.map(Math.log), centre };
}

/** What one series shows of itself to somebody standing at an origin: nothing later enters. */
export interface SeriesView {
  /** Days of the axis that are past. */
  readonly origin: number;
  readonly values: Float64Array;
  readonly logValues: Float64Array;
  /** Local level of each past day, and its logarithm. */
  readonly level: Float64Array;
  readonly logLevel: Float64Array;
  /** Weekday index: usual value of a weekday ÷ local level. */
  readonly index: Float64Array;
  /** Values the index of each weekday rests on. */
  readonly seen: Int32Array;
  /** Known values in all, and in the last 56 days. */
  readonly known: number;
  readonly knownLately: number;
  /** Median; for sparse series, whose median says nothing, the mean. */
  readonly centre: Centre;
}

/** The index looks back a year: every season once, so that season does not pass for weekday. */
const INDEX_DAYS = 364;
export const LEVEL_DAYS = 56;
/** A weekday index outside these is no index: keeps arithmetic finite whatever the books hold. */
const LARGEST_INDEX = 1_000;
export const SMALLEST_INDEX = 0.001;

/** Where a view keeps its levels. Views made in the same room follow, and overwrite, one another. */
export interface ViewRoom {
  readonly level: Float64Array;
  readonly logLevel: Float64Array;
}

export function createViewRoom(days: number): ViewRoom {
  return { level: new Float64Array(days), logLevel: new Float64Array(days) };
}

/** Reused from call to call: nothing here runs concurrently with itself. */
const weekdayScratch = Array.from({ length: 7 }, () => new Float64Array(INDEX_DAYS));

export function viewSeries(
  { values, logValues, levels, logLevels, centre }: LaidSeries,
  origin: number,
  days: Days,
  room: ViewRoom = createViewRoom(origin),
): SeriesView {
  const level = localLevelsAsOf(levels, values, origin, centre, room.level);
  const logLevel = room.logLevel.subarray(0, origin);
  logLevel.set(logLevels.subarray(0, origin));
  for (let t = Math.max(0, origin - HALF_WINDOW); t < origin; t += 1) logLevel[t] = Math.log(level[t]!);
  const index = new Float64Array(7);
  const seen = new Int32Array(7);
  const scratch = weekdayScratch;
  let known = 0;
  let knownLately = 0;
  for (let t = 0; t < origin; t += 1) {
    const value = values[t]!;
    if (Number.isNaN(value)) continue;
    known += 1;
    if (t >= origin - LEVEL_DAYS) knownLately += 1;
    if (t < origin - INDEX_DAYS || !(level[t]! > 0)) continue;
    const weekday = days.weekday[t]!;
    scratch[weekday]![seen[weekday]!] = Math.min(LARGEST_INDEX, value / level[t]!);
    seen[weekday]! += 1;
  }
  for (let weekday = 0; weekday < 7; weekday += 1) {
    index[weekday] = centre(scratch[weekday]!, seen[weekday]!) ?? Number.NaN;
  }
  return { origin, values, logValues, level, logLevel, index, seen, known, knownLately, centre };
}

/** How many observations of a weekday the network's index counts as. */
const NETWORK_COUNTS_AS = 2;

/** Draws a young series' weekday index toward the network's; what it never showed comes from there altogether. */
export function leanOnNetwork(view: SeriesView, networkIndex: Float64Array): SeriesView {
  const index = view.index.map((own, weekday) => {
    const network = networkIndex[weekday]!;
    if (Number.isNaN(own)) return network;
    if (!(own > 0) || !(network > 0)) return own;
    const count = view.seen[weekday]!;
    return Math.exp(
      (count * Math.log(own) + NETWORK_COUNTS_AS * Math.log(network)) / (count + NETWORK_COUNTS_AS),
    );
  });
  return { ...view, index };
}
