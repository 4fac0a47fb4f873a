import type { Day } from '../calendar/index.ts';
import { ForecastProblem, requireLevels } from '../problem.ts';
import { quantileOfSorted } from '../statistics/quantile.ts';
import type { PastErrors } from '../volume/index.ts';
import { amountsFromErrors, netNeed, type Amounts } from './amount-distribution.ts';

/** As much of a `SeriesForecast` as is needed; days in order. */
interface MoneyForecast {
  readonly days: readonly { readonly day: Day; readonly value: number }[];
  readonly errors: PastErrors;
}

export interface CashNeedsInput {
  /** Forecasts of money out and in, over the same days; for a branch the sums over its counters and machines. */
  readonly withdrawals: MoneyForecast;
  readonly deposits: MoneyForecast;
  readonly pairing: 'independent' | 'together';
  /** Level of the interval of the net need; default 0.8. */
  readonly level?: number;
}

export interface CashNeed {
  readonly day: Day;
  /** Gross: expected money out and in. */
  readonly withdrawals: number;
  readonly deposits: number;
  /** Expected net need, out minus in, and the interval it lies in with chance `level`. */
  readonly net: number;
  readonly low: number;
  readonly high: number;
  /** The whole distribution, for `cashOutlook` and `planOrders`. */
  readonly needs: Amounts;
}

/** Gross and net cash need of each day. Expected amounts are means over past errors, so they differ a little from the median forecast. */
export function cashNeeds({ withdrawals, deposits, pairing, level = 0.8 }: CashNeedsInput): CashNeed[] {
  requireLevels([level]);
  if (withdrawals.days.length !== deposits.days.length)
    throw new ForecastProblem(
      'forecast.wrong_shape',
      `${withdrawals.days.length} days of withdrawals, ${deposits.days.length} of deposits`,
    );
  return withdrawals.days.map(({ day, value }, step) => {
    const other = deposits.days[step]!;
    if (other.day !== day)
      throw new ForecastProblem('forecast.wrong_shape', 'withdrawals and deposits must be of the same days');
    const out = amountsFromErrors(value, withdrawals.errors.sorted);
    const into = amountsFromErrors(other.value, deposits.errors.sorted);
    const needs = netNeed(out, into, pairing);
    return {
      day,
      withdrawals: mean(out),
      deposits: mean(into),
      net: mean(needs),
      low: quantileOfSorted(needs, (1 - level) / 2),
      high: quantileOfSorted(needs, (1 + level) / 2),
      needs,
    };
  });
}

const mean = (amounts: Amounts) => amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
