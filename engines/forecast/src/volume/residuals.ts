import { quantileOfSorted } from '../statistics/quantile.ts';

/** Adds the relative errors value ÷ forecast − 1 (≥ −1) of one back-test; days unknown or forecast at 0 say nothing. */
export function addResiduals(into: number[], forecast: Float64Array, actual: Float64Array): void {
  for (let step = 0; step < forecast.length; step += 1) {
    const error = actual[step]! / forecast[step]! - 1;
    if (Number.isFinite(error)) into.push(error);
  }
}

/** Relative errors of back-tests, ascending, and the number of windows without overlap they come from. */
export interface PastErrors {
  readonly sorted: Float64Array;
  readonly windows: number;
}

/** The network's errors count as this many of a series' own. */
const NETWORK_COUNTS_AS = 28;

/** Until both lists are empty no error is known: then ±50 %, ±1 at most. */
const ASSUMED_SPREAD = 0.5;

/**
 * Relative errors between which a share `level` of past days lay, equal tails: a series' own quantiles, drawn toward
 * the network's while it has few of its own. The days of one back-test window share its level error, so k windows are
 * k, not 56 k, witnesses of how far a level can be off: the range is widened about its middle by √(1 + 1 ÷ k), as the
 * interval of a new observation is against the mean of k.
 */
export function errorRange(
  own: PastErrors,
  network: PastErrors,
  level: number,
): { readonly low: number; readonly high: number } {
  const at = (share: number): number => {
    const count = own.sorted.length;
    if (count === 0 && network.sorted.length === 0) return (2 * share - 1) * ASSUMED_SPREAD * 2;
    if (count === 0) return quantileOfSorted(network.sorted, share);
    if (network.sorted.length === 0) return quantileOfSorted(own.sorted, share);
    return (
      (count * quantileOfSorted(own.sorted, share) +
        NETWORK_COUNTS_AS * quantileOfSorted(network.sorted, share)) /
      (count + NETWORK_COUNTS_AS)
    );
  };
  const middle = at(0.5);
  const windows = own.windows > 0 ? own.windows : network.windows;
  const width = windows > 0 ? Math.sqrt(1 + 1 / windows) : 1;
  const end = (share: number) => Math.max(-1, middle + (at(share) - middle) * width);
  const tail = (1 - level) / 2;
  // A forecast lies in its own interval, whatever side its few errors were on.
  return { low: Math.min(0, end(tail)), high: Math.max(0, end(1 - tail)) };
}
