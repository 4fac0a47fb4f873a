import { ForecastProblem, requireAmount } from '../problem.ts';
import { solveSymmetric } from '../statistics/solve.ts';
import { totalOf } from './day-slots.ts';
import type { ReplayedDay } from './replay-days.ts';

export interface DayUpdate {
  /** Expected counts of the slots not yet over; earlier slots keep what was counted. */
  readonly counts: Float64Array;
  /** What the rest of the day was multiplied by. */
  readonly factor: number;
  /** Share of the surprise since opening, and of the last two hours', that is expected to last. */
  readonly weights: { readonly sinceOpening: number; readonly lately: number };
}

/** The last two hours tell more about the next than the early morning does. */
const RECENT_MINUTES = 120;
/** Belief before any replayed day: what bank_calls' earlier days taught, rounded. Weighs as a sum of squared log surprises. */
const BELIEF = { sinceOpening: 0.1, lately: 0.6, weight: 0.03 };

/**
 * Corrects the rest of a day by what has come so far: log factor = a × log surprise since opening + b × log surprise of
 * the last two hours, a and b by ridge regression over replayed days at the same slot, so that as much of a surprise is
 * believed as used to last.
 */
export function updateDay(
  replayed: readonly ReplayedDay[],
  forecast: ArrayLike<number>,
  countedSoFar: ArrayLike<number>,
  slotMinutes: number,
): DayUpdate {
  const slot = countedSoFar.length;
  if (slot > forecast.length)
    throw new ForecastProblem('forecast.wrong_shape', `${slot} slots counted of ${forecast.length}`);
  for (let past = 0; past < slot; past += 1) requireAmount('count of a slot', countedSoFar[past]!);
  const recentFrom = Math.max(0, slot - Math.max(1, Math.round(RECENT_MINUTES / slotMinutes)));
  const weights = learnWeights(replayed, slot, recentFrom);
  const factor =
    slot === 0 || slot === forecast.length
      ? 1
      : Math.exp(
          weights.sinceOpening * surprise(countedSoFar, forecast, 0, slot) +
            weights.lately * surprise(countedSoFar, forecast, recentFrom, slot),
        );
  const counts = Float64Array.from(forecast, (expected, place) =>
    place < slot ? countedSoFar[place]! : expected * factor,
  );
  return { counts, factor, weights };
}

function learnWeights(replayed: readonly ReplayedDay[], slot: number, recentFrom: number) {
  const a = Float64Array.of(BELIEF.weight, 0, 0, BELIEF.weight);
  const b = Float64Array.of(BELIEF.weight * BELIEF.sinceOpening, BELIEF.weight * BELIEF.lately);
  for (const { forecast, counts } of replayed) {
    if (slot === 0 || slot >= counts.length) break;
    const whole = surprise(counts, forecast.counts, 0, slot);
    const lately = surprise(counts, forecast.counts, recentFrom, slot);
    const rest = surprise(counts, forecast.counts, slot, counts.length);
    a[0]! += whole * whole;
    a[1]! += whole * lately;
    a[2]! += whole * lately;
    a[3]! += lately * lately;
    b[0]! += whole * rest;
    b[1]! += lately * rest;
  }
  const [sinceOpening, lately] = solveSymmetric(a, b, 2);
  return { sinceOpening: sinceOpening!, lately: lately! };
}

/** log of counted ÷ expected over a span; one count added to both keeps quiet spans from shouting. */
function surprise(counted: ArrayLike<number>, expected: ArrayLike<number>, from: number, to: number): number {
  return Math.log((totalOf(counted, from, to) + 1) / (totalOf(expected, from, to) + 1));
}
