import type { Day } from '../calendar/index.ts';
import { ForecastProblem, requireCount, requireLevels } from '../problem.ts';
import { detectDrift, type Drift } from './drift.ts';
import { coverage, mase, pinball, seasonalScale, smape, wape } from './measures.ts';
import { seasonalNaive } from './naive.ts';

/** A history as the back-test cuts it: values from `start` on, NaN where unknown. */
export interface TestedSeries {
  readonly id: string;
  readonly start: Day;
  readonly values: ArrayLike<number | null>;
}

export interface TestedForecast {
  readonly values: ArrayLike<number>;
  /** One a level asked for, in that order. */
  readonly intervals: readonly { readonly low: ArrayLike<number>; readonly high: ArrayLike<number> }[];
}

/** Anything that forecasts: sees histories that end before the origin, answers in the same order. */
export type Forecaster = (
  histories: readonly TestedSeries[],
  origin: Day,
  horizon: number,
  levels: readonly number[],
) => readonly TestedForecast[];

export interface Accuracy {
  readonly mase: number | null;
  readonly smape: number | null;
  readonly wape: number | null;
}

export interface IntervalAccuracy {
  readonly level: number;
  /** Share of days inside; should be the level. */
  readonly coverage: number | null;
  /** Mean pinball loss of the two ends, in units. */
  readonly pinball: number | null;
}

export interface SeriesBackTest {
  readonly id: string;
  readonly ours: Accuracy;
  readonly naive: Accuracy;
  readonly intervals: readonly IntervalAccuracy[];
  readonly drift: Drift;
}

export interface BackTestReport {
  /** Means over the series that have the measure. */
  readonly ours: Accuracy;
  readonly naive: Accuracy;
  readonly intervals: readonly IntervalAccuracy[];
  readonly series: readonly SeriesBackTest[];
  /** The same means at each origin alone: whether one season carries the result. */
  readonly origins: readonly { readonly origin: Day; readonly ours: Accuracy; readonly naive: Accuracy }[];
}

export interface BackTestOptions {
  readonly forecaster: Forecaster;
  /** Ascending. */
  readonly origins: readonly Day[];
  readonly horizon: number;
  readonly levels?: readonly number[];
  /** Season of the naive beside it and of the MASE scale; default 7 days. */
  readonly period?: number;
}

/**
 * Forecasts from each origin with what was known there, and measures what came; always beside the seasonal naive on the
 * same days. Costs what the forecaster costs, once an origin.
 */
export function backTest(series: readonly TestedSeries[], options: BackTestOptions): BackTestReport {
  const { forecaster, origins, horizon, levels = [0.8], period = 7 } = options;
  requireCount('horizon', horizon, 1);
  requireLevels(levels);
  if (series.length === 0 || origins.length === 0)
    throw new ForecastProblem('forecast.wrong_shape', 'a back-test needs a series and an origin');
  const windows = origins.map((origin) => {
    const histories = series.map((one) => cut(one, origin));
    const forecasts = forecaster(histories, origin, horizon, levels);
    if (forecasts.length !== series.length)
      throw new ForecastProblem(
        'forecast.wrong_shape',
        `${forecasts.length} forecasts for ${series.length} series`,
      );
    return series.map((one, number) =>
      testWindow(one, numbers(histories[number]!.values), origin, horizon, period, forecasts[number]!),
    );
  });
  const perSeries = series.map(({ id }, number) =>
    measure(
      id,
      windows.map((window) => window[number]!),
      levels,
    ),
  );
  return {
    ...summarise(perSeries),
    intervals: levels.map((level, place) => ({
      level,
      coverage: meanKnown(perSeries.map(({ intervals }) => intervals[place]!.coverage)),
      pinball: meanKnown(perSeries.map(({ intervals }) => intervals[place]!.pinball)),
    })),
    series: perSeries,
    origins: origins.map((origin, place) => ({
      origin,
      ...summarise(windows[place]!.map((window, number) => measure(series[number]!.id, [window], levels))),
    })),
  };
}

interface Window {
  readonly actual: number[];
  readonly ours: number[];
  readonly naive: number[];
  readonly low: readonly number[][];
  readonly high: readonly number[][];
  readonly scale: number | null;
}

const numbers = (values: ArrayLike<number | null>): number[] =>
  Array.from(values, (value) => value ?? Number.NaN);

function cut({ id, start, values }: TestedSeries, origin: Day): TestedSeries {
  return { id, start, values: Array.from(values).slice(0, Math.max(0, origin - start)) };
}

function testWindow(
  { start, values }: TestedSeries,
  history: readonly number[],
  origin: Day,
  horizon: number,
  period: number,
  forecast: TestedForecast,
): Window {
  return {
    actual: Array.from({ length: horizon }, (_, step) => values[origin - start + step] ?? Number.NaN),
    ours: Array.from(forecast.values),
    naive: Array.from(seasonalNaive(history, period, horizon)),
    low: forecast.intervals.map(({ low }) => Array.from(low)),
    high: forecast.intervals.map(({ high }) => Array.from(high)),
    scale: seasonalScale(history, period),
  };
}

function measure(id: string, windows: readonly Window[], levels: readonly number[]): SeriesBackTest {
  const actual = windows.flatMap((window) => window.actual);
  const accuracyOf = (method: 'ours' | 'naive'): Accuracy => {
    const pairs = { actual, forecast: windows.flatMap((window) => window[method]) };
    return {
      mase: meanKnown(
        windows.map((window) =>
          window.scale === null
            ? null
            : mase({ actual: window.actual, forecast: window[method] }, window.scale),
        ),
      ),
      smape: smape(pairs),
      wape: wape(pairs),
    };
  };
  return {
    id,
    ours: accuracyOf('ours'),
    naive: accuracyOf('naive'),
    intervals: levels.map((level, place) => {
      const low = windows.flatMap((window) => window.low[place]!);
      const high = windows.flatMap((window) => window.high[place]!);
      return {
        level,
        coverage: coverage(actual, low, high),
        pinball: meanKnown([
          pinball({ actual, forecast: low }, (1 - level) / 2),
          pinball({ actual, forecast: high }, (1 + level) / 2),
        ]),
      };
    }),
    drift: detectDrift({ actual, forecast: windows.flatMap(({ ours }) => ours) }),
  };
}

function summarise(series: readonly SeriesBackTest[]): { ours: Accuracy; naive: Accuracy } {
  const meanOf = (method: 'ours' | 'naive'): Accuracy => ({
    mase: meanKnown(series.map((one) => one[method].mase)),
    smape: meanKnown(series.map((one) => one[method].smape)),
    wape: meanKnown(series.map((one) => one[method].wape)),
  });
  return { ours: meanOf('ours'), naive: meanOf('naive') };
}

function meanKnown(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0) / known.length;
}
