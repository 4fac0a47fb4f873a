export type { Axis, DailySeries } from './series.ts';
export { learnModel, type LearnOptions, type VolumeModel } from './learn-model.ts';
export {
  forecastSeries,
  type Basis,
  type DayForecast,
  type ForecastOptions,
  type Interval,
  type SeriesForecast,
} from './forecast-series.ts';
export type { Reasons } from './reasons.ts';
export { errorRange, type PastErrors } from './residuals.ts';
export { volumeForecaster, type VolumeForecasterOptions } from './volume-forecaster.ts';
