import type { Calendar, Day, UserEvent } from '../calendar/index.ts';
import type { Forecaster } from '../accuracy/index.ts';
import { forecastSeries } from './forecast-series.ts';
import { learnModel } from './learn-model.ts';

export interface VolumeForecasterOptions {
  readonly calendar: Calendar;
  readonly historyFrom: Day;
  readonly events?: readonly UserEvent[];
  readonly backTests?: number;
}

/** The volume model as a `Forecaster`, to be back-tested: learns anew at each origin. */
export function volumeForecaster(options: VolumeForecasterOptions): Forecaster {
  return (histories, origin, horizon, levels) => {
    const model = learnModel(() => histories, { ...options, origin, horizon });
    return histories.map((series) => {
      const { days } = forecastSeries(model, series, { levels });
      return {
        values: days.map(({ value }) => value),
        intervals: levels.map((_, place) => ({
          low: days.map(({ intervals }) => intervals[place]!.low),
          high: days.map(({ intervals }) => intervals[place]!.high),
        })),
      };
    });
  };
}
