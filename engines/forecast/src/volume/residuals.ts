import { quantileOfSorted } from '../statistics/quantile.ts';

/** Adds the relative errors value ÷ forecast − 1 (≥ −1) of one back-test; days unknown or forecast at 0 say nothing. */
export function addResiduals(into: number[], forecast: Float64Array, actual: Float64Array): void {
  for (let step = 0; step < forecast.length; step += 1) {
    const error = actual[step]! / forecast[step]! - 1;
    if (Number.isFinite(error)) into.push(error);
  }
}

/** The network's errors count as this many of a series' own. */
const NETWORK_COUNTS_AS = 28;

/** Until both lists are empty no error is known: then ±50 %, ±1 at most. */
const ASSUMED_SPREAD = 0.5;

/**
 * Relative errors between which a share `level` of past days lay, equal tails: a series' own quantiles, drawn toward
 * the network's while it has few of its own.
 */
export function errorRange(
  own: Float64Array,
  network: Float64Array,
  level: number,
): { readonly low: number; readonly high: number } {
  const at = (share: number): number => {
    if (own.length === 0 && network.length === 0) return (2 * share - 1) * ASSUMED_SPREAD * 2;
    if (own.length === 0) return quantileOfSorted(network, share);
    if (network.length === 0) return quantileOfSorted(own, share);
    return (
      (own.length * quantileOfSorted(own, share) + NETWORK_COUNTS_AS * quantileOfSorted(network, share)) /
      (own.length + NETWORK_COUNTS_AS)
    );
  };
  const tail = (1 - level) / 2;
  return { low: Math.max(-1, at(tail)), high: Math.max(-1, at(1 - tail)) };
}
