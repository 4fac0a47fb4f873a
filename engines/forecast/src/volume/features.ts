import { boundedLogRatio } from '../statistics/quantile.ts';
import type { Days } from './days.ts';
import type { Network } from './network.ts';
import { LEVEL_DAYS, SMALLEST_INDEX, type SeriesView } from './series-view.ts';

/** What the forecast is corrected by; logarithms, 0 where there is no evidence. */
export const FEATURES = [
  /** Level of the last 28 and 14 days against that of 56. */
  'level28',
  'level14',
  /** Weekday index of the last 8 weeks against that of the year; median of the last 8 same weekdays against the base. */
  'weekdayLately',
  'sameWeekdays',
  /** Slow season: all series' level about that day last year against its last 28 days' counterpart; what is own in it. */
  'networkSeason',
  'ownSeason',
  /** Own deviation in the week about that day last year. */
  'ownWeek',
  /** Last feast's factor at the same distance from the feast: of all, and own deviation from it. */
  'networkFeast',
  'ownFeast',
  /** Factor 52 weeks earlier plus factor of the same date last year, outside feasts. */
  'networkYear',
  /** Effects of pay days, month end and other marks. */
  'marks',
] as const;
export const WIDTH = FEATURES.length;

/** Forecasts before correction and their features, one row a day of the horizon. */
export interface FeatureRows {
  /** Level of the last 56 days, the network's factor taken out. */
  readonly level: number;
  /** level × weekday index; row by row. */
  readonly base: Float64Array;
  /** Row-major, horizon × WIDTH. */
  readonly x: Float64Array;
  /** Whether last year could be looked at. */
  readonly hasYear: boolean;
}

const SEASON_DAYS = 28;

export function computeFeatures(
  view: SeriesView,
  network: Network,
  days: Days,
  horizon: number,
): FeatureRows {
  const { origin, values, logValues, level: local, logLevel, index } = view;
  const logIndex = index.map(Math.log);
  const scratch = new Float64Array(LEVEL_DAYS);
  const calm = (t: number) => values[t]! * network.calming[t]!;
  const levelOver = (span: number): number => {
    let count = 0;
    for (let t = Math.max(0, origin - span); t < origin; t += 1) {
      const usual = index[days.weekday[t]!]!;
      if (!Number.isNaN(values[t]!) && usual >= SMALLEST_INDEX) scratch[count++] = calm(t) / usual;
    }
    return view.centre(scratch, count) ?? Number.NaN;
  };
  const lately = levelOver(LEVEL_DAYS);
  const level = Number.isNaN(lately) ? (local[origin - 1] ?? 0) : lately;
  const level28 = boundedLogRatio(levelOver(28), level);
  const level14 = boundedLogRatio(levelOver(14), level);
  const { relative, absolute } = lastEightWeeks(view, days, calm);
  const own = (t: number) => {
    const ratio = logValues[t]! - logLevel[t]! - logIndex[days.weekday[t]!]!;
    return Number.isFinite(ratio) ? bounded(ratio - network.factor[t]!) : 0;
  };
  const season = seasonBefore(view, network, days);

  const base = new Float64Array(horizon);
  const x = new Float64Array(horizon * WIDTH);
  for (let step = 0; step < horizon; step += 1) {
    const t = origin + step;
    const weekday = days.weekday[t]!;
    const usual = index[weekday]!;
    base[step] = level * usual;
    const before = earlier(days.yearBefore[t]!, origin);
    const factorBefore = earlier(days.factorBefore[t]!, origin);
    const sameDate = earlier(days.sameDateBefore[t]!, origin);
    const feast = days.inFeast[t] === 1;
    const networkSeason = season && before >= 0 ? network.season[before]! - season.network : 0;
    const at = step * WIDTH;
    x[at] = level28;
    x[at + 1] = level14;
    x[at + 2] = boundedLogRatio(relative[weekday]!, usual);
    x[at + 3] = boundedLogRatio(absolute[weekday]!, base[step]!);
    x[at + 4] = networkSeason;
    x[at + 5] =
      season && before >= 0 && local[before]! > 0
        ? bounded(logLevel[before]! - season.own) - networkSeason
        : 0;
    x[at + 6] = before >= 0 ? weekAround(before, origin, own) : 0;
    x[at + 7] = feast && factorBefore >= 0 ? network.factor[factorBefore]! : 0;
    x[at + 8] =
      feast && factorBefore >= 0
        ? own(factorBefore) * Math.min(1, Math.abs(network.factor[factorBefore]!) / 0.3)
        : 0;
    x[at + 9] = feast
      ? 0
      : (factorBefore >= 0 ? network.factor[factorBefore]! : 0) +
        (sameDate >= 0 ? network.factor[sameDate]! : 0);
    let marks = 0;
    if (!feast) for (const mark of days.marks[t]!) marks += network.marks[mark]!;
    x[at + 10] = marks;
  }
  return { level, base, x, hasYear: season !== null };
}

const bounded = (logRatio: number) => Math.max(-1, Math.min(1, logRatio));

/** A day the forecaster has not lived yet is no day of last year. */
const earlier = (t: number, origin: number) => (t < origin ? t : -1);

function weekAround(middle: number, origin: number, own: (t: number) => number): number {
  let sum = 0;
  for (let t = Math.max(0, middle - 3); t <= Math.min(origin - 1, middle + 3); t += 1) sum += own(t);
  return sum / 7;
}

/** Reused from call to call: nothing here runs concurrently with itself. */
const ratios = Array.from({ length: 7 }, () => new Float64Array(LEVEL_DAYS));
const amounts = Array.from({ length: 7 }, () => new Float64Array(LEVEL_DAYS));

/** Per weekday, medians over the last 8 weeks: value ÷ local level, and value. NaN where nothing is known. */
function lastEightWeeks(view: SeriesView, days: Days, calm: (t: number) => number) {
  const relative = new Float64Array(7).fill(Number.NaN);
  const absolute = new Float64Array(7).fill(Number.NaN);
  const counts = new Int32Array(7);
  for (let t = Math.max(0, view.origin - LEVEL_DAYS); t < view.origin; t += 1) {
    if (Number.isNaN(view.values[t]!) || !(view.level[t]! > 0)) continue;
    const weekday = days.weekday[t]!;
    const amount = calm(t);
    ratios[weekday]![counts[weekday]!] = amount / view.level[t]!;
    amounts[weekday]![counts[weekday]!] = amount;
    counts[weekday]! += 1;
  }
  for (let weekday = 0; weekday < 7; weekday += 1) {
    relative[weekday] = view.centre(ratios[weekday]!, counts[weekday]!) ?? Number.NaN;
    absolute[weekday] = view.centre(amounts[weekday]!, counts[weekday]!) ?? Number.NaN;
  }
  return { relative, absolute };
}

/** Mean log level a year before the last 28 days; null without a year of history. */
function seasonBefore({ origin, level, logLevel }: SeriesView, network: Network, days: Days) {
  let own = 0;
  let all = 0;
  let count = 0;
  for (let t = Math.max(0, origin - SEASON_DAYS); t < origin; t += 1) {
    const before = earlier(days.yearBefore[t]!, origin);
    if (before < 0 || !(level[before]! > 0)) continue;
    own += logLevel[before]!;
    all += network.season[before]!;
    count += 1;
  }
  return count < SEASON_DAYS / 2 ? null : { own: own / count, network: all / count };
}
