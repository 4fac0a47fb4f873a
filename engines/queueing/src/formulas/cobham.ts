import { erlangC, loadOf } from './erlang.ts';
import type { Overloaded } from './erlang.ts';

/**
 * Mean waits, minutes, of classes served strictly in order of priority, first the first, nobody interrupted, all with the same
 * exponential service: W_k = W_0 ÷ ((1 − σ_{k−1})(1 − σ_k)), W_0 = C ÷ nμ, σ_k the load of the first k classes per server.
 * A. Cobham, "Priority assignment in waiting line problems", Operations Research 2 (1954) 70–76.
 */
export function cobhamWaits(input: {
  readonly arrivalsPerHour: readonly number[];
  readonly meanServiceMinutes: number;
  readonly servers: number;
}): number[] | Overloaded {
  const { arrivalsPerHour, meanServiceMinutes, servers } = input;
  const all = arrivalsPerHour.reduce((sum, rate) => sum + rate, 0);
  const figures = erlangC({ arrivalsPerHour: all, meanServiceMinutes, servers });
  if ('refused' in figures) return figures;
  const first = (figures.waitProbability * meanServiceMinutes) / servers;
  let above = 0;
  return arrivalsPerHour.map((rate) => {
    const upTo = above + loadOf({ arrivalsPerHour: rate, meanServiceMinutes }) / servers;
    const wait = first / ((1 - above) * (1 - upTo));
    above = upTo;
    return wait;
  });
}
