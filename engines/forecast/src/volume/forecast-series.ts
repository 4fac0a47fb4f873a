import type { Day } from '../calendar/index.ts';
import { ForecastProblem, requireAmount, requireLevels } from '../problem.ts';
import { correct } from './coefficients.ts';
import { computeFeatures, type FeatureRows } from './features.ts';
import { FULL_HISTORY_DAYS, windowStride, type VolumeModel } from './learn-model.ts';
import { explainDay, type Reasons } from './reasons.ts';
import { addResiduals, errorRange, type PastErrors } from './residuals.ts';
import {
  createViewRoom,
  laySeries,
  leanOnNetwork,
  viewSeries,
  type LaidSeries,
  type SeriesView,
} from './series-view.ts';
import { eventFactor, layOnAxis, type DailySeries } from './series.ts';

export interface Interval {
  /** Share of days expected inside, e.g. 0.8; equal tails. */
  readonly level: number;
  readonly low: number;
  readonly high: number;
}

export interface DayForecast {
  readonly day: Day;
  /** Median forecast, in the units of the series, ≥ 0; 0 on closed days. */
  readonly value: number;
  readonly intervals: readonly Interval[];
  readonly reasons: Reasons;
}

/** What a forecast rests on. */
export type Basis =
  /** 16 weeks and more of own history. */
  | 'own'
  /** Own level; weekdays partly the network's. */
  | 'ownAndNetwork'
  /** Under 4 weeks: own level, everything else the network's. */
  | 'networkAndLevel'
  /** Nothing of its own: the level it was given. */
  | 'expectedLevel';

export interface SeriesForecast {
  readonly id: string;
  readonly basis: Basis;
  readonly days: readonly DayForecast[];
  /** Own relative back-test errors, ascending: for further levels, and for the cash plan. */
  readonly errors: PastErrors;
}

export interface ForecastOptions {
  /** Interval levels in (0, 1); default 0.8. */
  readonly levels?: readonly number[];
}

const SHORT_HISTORY_DAYS = 28;

/**
 * Forecasts one series over the model's horizon. The series need not have been among those learned from.
 * Throws `forecast.no_level` for a series without any known value and without `expectedLevel`.
 */
export function forecastSeries(
  model: VolumeModel,
  series: DailySeries,
  { levels = [0.8] }: ForecastOptions = {},
): SeriesForecast {
  requireLevels(levels);
  if (series.expectedLevel !== undefined)
    requireAmount(`expectedLevel of ${series.id}`, series.expectedLevel);
  const laid = laySeries(layOnAxis(series, model.axis, model.calendar, model.events));
  const network = model.networks.at(-1)!;
  const own = viewSeries(laid, network.origin, model.days);
  const basis = basisOf(own);
  const view = leanOnNetwork(own, network.index);
  const rows = withLevel(computeFeatures(view, network, model.days, model.horizon), view, series, model);
  const corrected = correct(rows, model.coefficients);
  const errors = basis === 'own' ? ownErrors(model, laid) : NO_ERRORS;
  const ranges = levels.map((level) => ({ level, ...errorRange(errors, model.residuals, level) }));
  const days = Array.from(corrected, (value, step): DayForecast => {
    const t = network.origin + step;
    const day = model.axis.from + t;
    const event = eventFactor(model.events, series.id, day);
    const isClosed = model.days.closed[t] === 1;
    const forecast = isClosed ? 0 : value * event;
    return {
      day,
      value: forecast,
      intervals: ranges.map(({ level, low, high }) => ({
        level,
        low: forecast * (1 + low),
        high: forecast * (1 + high),
      })),
      reasons: explainDay(rows, step, model.coefficients, event, isClosed),
    };
  });
  return { id: series.id, basis, days, errors };
}

function basisOf(view: SeriesView): Basis {
  if (view.known === 0) return 'expectedLevel';
  if (view.known < SHORT_HISTORY_DAYS) return 'networkAndLevel';
  return view.known < FULL_HISTORY_DAYS ? 'ownAndNetwork' : 'own';
}

/** An expected level counts as a week of own days; with nothing known it stands alone. */
const EXPECTATION_DAYS = 7;

function withLevel(
  rows: FeatureRows,
  view: SeriesView,
  series: DailySeries,
  model: VolumeModel,
): FeatureRows {
  const { expectedLevel } = series;
  if (view.known === 0 && expectedLevel === undefined)
    throw new ForecastProblem(
      'forecast.no_level',
      `nothing is known of ${series.id} before the origin, and no expectedLevel was given`,
    );
  if (expectedLevel === undefined || view.known >= FULL_HISTORY_DAYS) return rows;
  const level =
    view.known === 0
      ? expectedLevel
      : (view.known * rows.level + EXPECTATION_DAYS * expectedLevel) / (view.known + EXPECTATION_DAYS);
  const base = rows.base.map((_, step) => level * view.index[model.days.weekday[view.origin + step]!]!);
  return { ...rows, level, base };
}

const NO_ERRORS: PastErrors = { sorted: new Float64Array(0), windows: 0 };

function ownErrors(model: VolumeModel, laid: LaidSeries): PastErrors {
  const errors: number[] = [];
  const room = createViewRoom(model.axis.origin - model.axis.from);
  let windows = 0;
  for (let number = model.networks.length - 2; number >= 0; number -= windowStride(model.horizon)) {
    const network = model.networks[number]!;
    const view = viewSeries(laid, network.origin, model.days, room);
    if (view.known < FULL_HISTORY_DAYS || view.knownLately === 0) continue;
    const rows = computeFeatures(leanOnNetwork(view, network.index), network, model.days, model.horizon);
    const actual = laid.values.subarray(network.origin, network.origin + model.horizon);
    addResiduals(errors, correct(rows, model.coefficients), actual);
    windows += 1;
  }
  return { sorted: Float64Array.from(errors).sort(), windows };
}
