import { ForecastProblem, requireAmount, requireCount } from '../problem.ts';
import type { Amounts } from './amount-distribution.ts';

/** One denomination in a machine (a cassette) or a vault. */
export interface Denomination {
  /** Worth of one note or coin, in the money unit of the plan. */
  readonly value: number;
  /** Pieces now in stock, and the most that fit. */
  readonly pieces: number;
  readonly capacity: number;
  /** Pieces of a bundle: orders are whole bundles (100 notes a strap, 1,000 a brick). */
  readonly bundle: number;
  /** Share of the net need, by worth, paid in this denomination; all shares sum to 1. */
  readonly share: number;
}

export interface DenominationOrder {
  readonly value: number;
  readonly bundles: number;
  readonly pieces: number;
  readonly worth: number;
  /** Worth expected to be refused in this denomination before the next delivery, with this order; and without it. */
  readonly expectedShortage: number;
  readonly shortageWithoutOrder: number;
}

export interface SplitOrderInput {
  /** Worth to bring, from the plan. */
  readonly order: number;
  readonly denominations: readonly Denomination[];
  /** Net need until the next delivery, in all, as equally likely values (a sum of days: `addAmounts`). */
  readonly need: Amounts;
}

/**
 * Splits an order into whole bundles per denomination, one bundle at a time to where it spares most expected shortage
 * per unit of worth (greedy on a convex loss, hence best for the bundles given). It stops when the next bundle would
 * bring the sum farther from the order, when nothing fits, or when no denomination can run short any more.
 * Each denomination is short on its own: another does not stand in for it.
 */
export function splitOrder({ order, denominations, need }: SplitOrderInput): DenominationOrder[] {
  requireAmount('order', order);
  check(denominations, need);
  const bundles = denominations.map(() => 0);
  const shortage = (place: number, extra: number) =>
    expectedShortage(denominations[place]!, bundles[place]! + extra, need);
  let left = order;
  for (;;) {
    const best = denominations
      .map((one, place) => ({
        place,
        worth: one.value * one.bundle,
        fits: one.pieces + (bundles[place]! + 1) * one.bundle <= one.capacity,
        spared: (shortage(place, 0) - shortage(place, 1)) / (one.value * one.bundle),
      }))
      .filter(({ fits, spared, worth }) => fits && spared > 1e-12 && left >= worth / 2)
      .sort((a, b) => b.spared - a.spared || a.place - b.place)[0];
    if (best === undefined) break;
    bundles[best.place]! += 1;
    left -= best.worth;
  }
  return denominations.map((one, place) => ({
    value: one.value,
    bundles: bundles[place]!,
    pieces: bundles[place]! * one.bundle,
    worth: bundles[place]! * one.bundle * one.value,
    expectedShortage: shortage(place, 0),
    shortageWithoutOrder: expectedShortage(one, 0, need),
  }));
}

function expectedShortage(
  { value, pieces, bundle, share }: Denomination,
  bundles: number,
  need: Amounts,
): number {
  const stock = value * (pieces + bundles * bundle);
  let sum = 0;
  for (const amount of need) sum += Math.max(0, share * amount - stock);
  return sum / need.length;
}

function check(denominations: readonly Denomination[], need: Amounts): void {
  if (denominations.length === 0 || need.length === 0)
    throw new ForecastProblem('forecast.wrong_shape', 'a split needs a denomination and a need');
  if (!need.every(Number.isFinite))
    throw new ForecastProblem('forecast.not_a_number', 'a need must be finite values');
  let shares = 0;
  for (const { value, pieces, capacity, bundle, share } of denominations) {
    if (!(value > 0 && Number.isFinite(value)))
      throw new ForecastProblem('forecast.out_of_range', `a denomination is worth more than 0, was ${value}`);
    requireCount('pieces', pieces, 0);
    requireCount('capacity', capacity, 0);
    requireCount('bundle', bundle, 1);
    requireAmount('share', share);
    shares += share;
  }
  if (Math.abs(shares - 1) > 1e-6)
    throw new ForecastProblem('forecast.out_of_range', `shares must sum to 1, sum to ${shares}`);
}

/**
 * Sum of independent uncertain amounts as `points` equally likely values: all pairs, day after day, then thinned to
 * means of equal groups, which keeps the mean exactly.
 */
export function addAmounts(amounts: readonly Amounts[], points = 41): Amounts {
  requireCount('points', points, 1);
  return amounts.reduce<Amounts>((sum, next) => {
    const pairs = new Float64Array(sum.length * next.length);
    let place = 0;
    for (const a of sum) for (const b of next) pairs[place++] = a + b;
    return thin(pairs.sort(), points);
  }, Float64Array.of(0));
}

function thin(sorted: Float64Array, points: number): Amounts {
  if (sorted.length <= points) return sorted;
  // Each of the `points` groups takes exactly 1 ÷ points of the probability, splitting values at its borders.
  const width = sorted.length / points;
  return Float64Array.from({ length: points }, (_, group) => {
    const from = group * width;
    const to = from + width;
    let sum = 0;
    for (let place = Math.floor(from); place < Math.min(sorted.length, Math.ceil(to)); place += 1)
      sum += sorted[place]! * (Math.min(to, place + 1) - Math.max(from, place));
    return sum / width;
  });
}
