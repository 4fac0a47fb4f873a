import { normalDensity, normalProbability } from '../numbers/normal.ts';
import { requireAmount } from './erlang.ts';

/**
 * Share that has to wait when n = a + β√a servers meet a large load a: 1 ÷ (1 + βΦ(β) ÷ φ(β)).
 * S. Halfin, W. Whitt, "Heavy-traffic limits for queues with many exponential servers", Operations Research 29 (1981) 567–588.
 */
export function halfinWhitt(beta: number): number {
  if (!(beta > 0)) throw new RangeError(`beta must be above 0, was ${beta}`);
  return 1 / (1 + (beta * normalProbability(beta)) / normalDensity(beta));
}

/** The β for a share that has to wait, in (0, 1); by bisection to 1e-12. */
export function betaFor(waitProbability: number): number {
  if (!(waitProbability > 0 && waitProbability < 1))
    throw new RangeError(`waitProbability must lie in (0, 1), was ${waitProbability}`);
  let low = 1e-12;
  let high = 40;
  for (let turn = 0; turn < 80; turn += 1) {
    const middle = (low + high) / 2;
    if (halfinWhitt(middle) > waitProbability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Square-root rule: ⌈a + β√a⌉ servers for a load in erlangs. */
export function squareRootServers(load: number, beta: number): number {
  requireAmount('load', load);
  requireAmount('beta', beta);
  return Math.max(0, Math.ceil(load + beta * Math.sqrt(load) - 1e-12));
}
