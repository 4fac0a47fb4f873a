import { ForecastProblem, requireFinite } from '../problem.ts';

/**
 * Error measures over pairs (actual, forecast) of one series. A pair whose actual is NaN (unknown) is left out; null
 * where nothing is left or the measure has no meaning, never NaN.
 */
export interface Pairs {
  readonly actual: ArrayLike<number>;
  readonly forecast: ArrayLike<number>;
}

/** Mean absolute error in the units of the series. */
export function mae(pairs: Pairs): number | null {
  return over(pairs, (actual, forecast) => [Math.abs(actual - forecast), 1]);
}

/**
 * Mean absolute scaled error: MAE ÷ `scale`, the in-sample error of the seasonal naive (Hyndman & Koehler, Int. J.
 * Forecasting 22 (2006) 679–688). Below 1: better than last week's value was in the past.
 */
export function mase(pairs: Pairs, scale: number): number | null {
  const error = mae(pairs);
  return error === null || !(scale > 0) ? null : error / scale;
}

/** Mean |y[t] − y[t − period]| of a history: the scale of MASE; null without a comparable pair. */
export function seasonalScale(history: ArrayLike<number>, period: number): number | null {
  let sum = 0;
  let count = 0;
  for (let t = period; t < history.length; t += 1) {
    const change = Math.abs(history[t]! - history[t - period]!);
    if (Number.isNaN(change)) continue;
    sum += change;
    count += 1;
  }
  return count === 0 ? null : sum / count;
}

/** Symmetric mean absolute percentage error, 0–200 (Makridakis 1993, the M competitions' definition); 0 against 0 is no error. */
export function smape(pairs: Pairs): number | null {
  return over(pairs, (actual, forecast) => {
    const size = Math.abs(actual) + Math.abs(forecast);
    return [size === 0 ? 0 : (200 * Math.abs(actual - forecast)) / size, 1];
  });
}

/** Σ |error| ÷ Σ |actual|, a share: weighted absolute percentage error, whole also where single days are 0. */
export function wape(pairs: Pairs): number | null {
  return over(pairs, (actual, forecast) => [Math.abs(actual - forecast), Math.abs(actual)]);
}

/** Σ (forecast − actual) ÷ Σ |actual|: positive when too much was forecast. */
export function bias(pairs: Pairs): number | null {
  return over(pairs, (actual, forecast) => [forecast - actual, Math.abs(actual)]);
}

/** Mean pinball (quantile) loss of a forecast of the quantile `share`, in units; half the MAE at 0.5 (Koenker & Bassett 1978). */
export function pinball(pairs: Pairs, share: number): number | null {
  return over(pairs, (actual, forecast) => [
    actual >= forecast ? share * (actual - forecast) : (1 - share) * (forecast - actual),
    1,
  ]);
}

/** Share of actuals inside [low, high], ends included. */
export function coverage(
  actual: ArrayLike<number>,
  low: ArrayLike<number>,
  high: ArrayLike<number>,
): number | null {
  if (low.length !== high.length)
    throw new ForecastProblem('forecast.wrong_shape', `${low.length} low ends, ${high.length} high ends`);
  let place = 0;
  return over(
    { actual, forecast: low },
    (value, lower) => {
      const upper = high[place]!;
      return [value >= lower && value <= upper ? 1 : 0, 1];
    },
    (index) => {
      place = index;
    },
  );
}

/** Σ of first parts ÷ Σ of second parts over the known pairs. */
function over(
  { actual, forecast }: Pairs,
  parts: (actual: number, forecast: number) => readonly [number, number],
  visit: (index: number) => void = () => undefined,
): number | null {
  if (actual.length !== forecast.length)
    throw new ForecastProblem(
      'forecast.wrong_shape',
      `${actual.length} actuals, ${forecast.length} forecasts`,
    );
  let above = 0;
  let below = 0;
  for (let index = 0; index < actual.length; index += 1) {
    if (Number.isNaN(actual[index]!)) continue;
    requireFinite('forecast', forecast[index]!);
    visit(index);
    const [share, size] = parts(actual[index]!, forecast[index]!);
    above += share;
    below += size;
  }
  return below > 0 ? above / below : null;
}
