export { bias, coverage, mae, mase, pinball, seasonalScale, smape, wape, type Pairs } from './measures.ts';
export { seasonalMedian, seasonalNaive } from './naive.ts';
export { detectDrift, type Drift } from './drift.ts';
export {
  backTest,
  type Accuracy,
  type BackTestOptions,
  type BackTestReport,
  type Forecaster,
  type IntervalAccuracy,
  type SeriesBackTest,
  type TestedForecast,
  type TestedSeries,
} from './back-test.ts';
