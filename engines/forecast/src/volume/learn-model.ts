import type { Calendar, Day, UserEvent } from '../calendar/index.ts';
import { ForecastProblem, requireCount } from '../problem.ts';
import { correct, fitCoefficients, type BackTestWindow, type Coefficients } from './coefficients.ts';
import { layDays, type Days } from './days.ts';
import { computeFeatures } from './features.ts';
import { createNetworkBuilder, type Network } from './network.ts';
import { addResiduals, type PastErrors } from './residuals.ts';
import { createViewRoom, laySeries, leanOnNetwork, viewSeries, type LaidSeries } from './series-view.ts';
import { layOnAxis, requireEvents, type Axis, type DailySeries } from './series.ts';

export interface LearnOptions {
  readonly calendar: Calendar;
  /** First day of history to use. Two to three years are enough; older days only cost time. */
  readonly historyFrom: Day;
  /** First day to forecast; nothing on or after it is read. */
  readonly origin: Day;
  /** Days to forecast, 1–400. */
  readonly horizon: number;
  readonly events?: readonly UserEvent[];
  /** Earlier origins to test on, 28 days apart; default 12. */
  readonly backTests?: number;
  /** Series the coefficients are learned from, evenly spread over the source; default 200. */
  readonly fitSeries?: number;
}

/** What the whole network taught; forecasts one series at a time with `forecastSeries`. */
export interface VolumeModel {
  readonly axis: Axis;
  readonly horizon: number;
  readonly days: Days;
  readonly calendar: Calendar;
  readonly events: readonly UserEvent[];
  /** As seen from each back-test origin (oldest first) and, last, from the origin of the forecast. */
  readonly networks: readonly Network[];
  readonly coefficients: Coefficients;
  /** Relative back-test errors (value ÷ forecast − 1) of the sampled series. */
  readonly residuals: PastErrors;
}

/** Days between back-tests, and the least history one needs (16 weeks). */
const BACK_TEST_STEP = 28;
export const FULL_HISTORY_DAYS = 112;

/**
 * Learns from all series in two passes over `source`, which is asked for a fresh iteration each time (a generator that
 * reads a database or a file); nothing is kept of a series but its share in histograms, and of 200 series their
 * back-test rows. Time linear in series; memory does not grow with them.
 */
export function learnModel(source: () => Iterable<DailySeries>, options: LearnOptions): VolumeModel {
  const { calendar, horizon, events = [] } = options;
  const axis: Axis = { from: options.historyFrom, origin: options.origin };
  requireCount('days of history', axis.origin - axis.from, 1);
  requireCount('horizon', horizon, 1);
  requireEvents(events);
  if (calendar.from > axis.from || calendar.to < axis.origin + horizon)
    throw new ForecastProblem('forecast.outside_calendar', 'the calendar must cover history and horizon');
  const days = layDays(axis, horizon, calendar);
  const lay = (series: DailySeries) => laySeries(layOnAxis(series, axis, calendar, events));
  const origins = backTestOrigins(axis.origin - axis.from, horizon, options.backTests ?? 12);

  const room = createViewRoom(axis.origin - axis.from);
  let count = 0;
  const builders = origins.map((origin) => createNetworkBuilder(origin, days));
  for (const series of source()) {
    count += 1;
    const laid = lay(series);
    origins.forEach((origin, number) => {
      const view = viewSeries(laid, origin, days, room);
      if (view.known >= FULL_HISTORY_DAYS / 2 && view.knownLately > 0) builders[number]!.add(view);
    });
  }
  const networks = builders.map((builder) => builder.finish());

  const sample: LaidSeries[] = [];
  const stride = Math.max(1, Math.ceil(count / (options.fitSeries ?? 200)));
  let number = 0;
  for (const series of source()) {
    if (number % stride === 0) sample.push(lay(series));
    number += 1;
  }
  return {
    axis,
    horizon,
    days,
    calendar,
    events,
    networks,
    ...learnFromSample(sample, networks, days, horizon),
  };
}

/** Every how many back-tests windows no longer overlap. */
export const windowStride = (horizon: number): number => Math.ceil(horizon / BACK_TEST_STEP);

/** Oldest first; the last is the end of the history itself. */
function backTestOrigins(length: number, horizon: number, most: number): number[] {
  const origins = [length];
  for (let origin = length - horizon; origins.length <= most; origin -= BACK_TEST_STEP) {
    if (origin < FULL_HISTORY_DAYS) break;
    origins.unshift(origin);
  }
  return origins;
}

function learnFromSample(
  sample: readonly LaidSeries[],
  networks: readonly Network[],
  days: Days,
  horizon: number,
): Pick<VolumeModel, 'coefficients' | 'residuals'> {
  const room = createViewRoom(networks.at(-1)!.origin);
  const windows = sample.flatMap((laid) =>
    networks.slice(0, -1).flatMap((network): BackTestWindow[] => {
      const view = viewSeries(laid, network.origin, days, room);
      if (view.known < FULL_HISTORY_DAYS || view.knownLately === 0) return [];
      return [
        {
          rows: computeFeatures(leanOnNetwork(view, network.index), network, days, horizon),
          actual: laid.values.subarray(network.origin, network.origin + horizon),
          scale: weeklyChange(view.values, network.origin),
        },
      ];
    }),
  );
  const coefficients: Coefficients = {
    withYear: fitCoefficients(windows, 'withYear'),
    withoutYear: fitCoefficients(windows, 'withoutYear'),
  };
  const residuals: number[] = [];
  for (const { rows, actual } of windows) addResiduals(residuals, correct(rows, coefficients), actual);
  return {
    coefficients,
    residuals: {
      sorted: Float64Array.from(residuals).sort(),
      windows: Math.ceil((networks.length - 1) / windowStride(horizon)),
    },
  };
}

/** Mean absolute change against the week before: the scale of MASE; 1 where nothing can be compared. */
function weeklyChange(values: Float64Array, origin: number): number {
  let sum = 0;
  let count = 0;
  for (let t = 7; t < origin; t += 1) {
    const change = Math.abs(values[t]! - values[t - 7]!);
    if (Number.isNaN(change)) continue;
    sum += change;
    count += 1;
  }
  return sum > 0 ? sum / count : 1;
}
