import { ForecastProblem, requireAmount } from '../problem.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';

/** An uncertain amount of money as equally likely values, ascending; money units (fen, yuan …) as the caller likes. */
export type Amounts = Float64Array;

/**
 * A day's uncertain amount from its forecast and the relative errors of a back-test (`SeriesForecast.errors`): forecast ×
 * (1 + error) at `points` equally spaced quantiles of the errors. Without errors: the forecast alone.
 */
export function amountsFromErrors(forecast: number, errors: ArrayLike<number>, points = 41): Amounts {
  requireAmount('forecast', forecast);
  if (errors.length === 0) return Float64Array.of(forecast);
  const sorted = Float64Array.from(errors).sort();
  return Float64Array.from({ length: points }, (_, place) =>
    Math.max(0, forecast * (1 + quantileOfSorted(sorted, (place + 0.5) / points))),
  );
}

/**
 * Net need of a day, withdrawals minus deposits, as equally likely values. `independent`: all pairs; `together`: busy
 * days are busy both ways, rank by rank. Only these two cases are offered: history rarely tells more.
 */
export function netNeed(
  withdrawals: Amounts,
  deposits: Amounts,
  pairing: 'independent' | 'together',
): Amounts {
  if (withdrawals.length === 0 || deposits.length === 0)
    throw new ForecastProblem('forecast.wrong_shape', 'an uncertain amount needs at least one value');
  if (pairing === 'together') {
    const points = Math.max(withdrawals.length, deposits.length);
    return Float64Array.from({ length: points }, (_, place) => {
      const share = points === 1 ? 0.5 : place / (points - 1);
      return quantileOfSorted(withdrawals, share) - quantileOfSorted(deposits, share);
    }).sort();
  }
  const net = new Float64Array(withdrawals.length * deposits.length);
  let place = 0;
  for (const out of withdrawals) for (const into of deposits) net[place++] = out - into;
  return net.sort();
}
