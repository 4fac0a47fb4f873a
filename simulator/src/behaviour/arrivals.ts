import type { PlannedBranch, Rhythm } from '../bank/plan-types.ts';
import type { Random } from '../bank/random.ts';
import { dayFactor } from './day-factors.ts';
import type { DayFacts } from './day-factors.ts';

/**
 * Arrivals per half hour from 08:30 on, relative: the peak of 9–11, the lunch dip and the second peak of 14–15
 * (domain.md §2, half-hour cells). Business districts come at noon.
 */
const curves: Record<Rhythm, readonly number[]> = {
  //       8:30  9:00 9:30 10:00 10:30 11:00 11:30 12:00 12:30 13:00 13:30 14:00 14:30 15:00 15:30 16:00 16:30
  normal: [0.1, 0.78, 1.05, 1.12, 1.02, 0.84, 0.62, 0.42, 0.4, 0.48, 0.66, 0.88, 0.92, 0.74, 0.6, 0.44, 0.2],
  noon: [0.06, 0.52, 0.78, 0.9, 0.86, 0.82, 0.96, 1.1, 1.02, 0.84, 0.7, 0.78, 0.8, 0.72, 0.64, 0.52, 0.26],
  weekend: [0.06, 0.58, 0.9, 1.08, 1.08, 0.94, 0.7, 0.48, 0.46, 0.6, 0.8, 0.98, 1.0, 0.84, 0.66, 0.46, 0.2],
  payday: [0.16, 1.02, 1.22, 1.18, 1.02, 0.78, 0.54, 0.36, 0.34, 0.42, 0.6, 0.8, 0.82, 0.64, 0.5, 0.36, 0.16],
};
const curveFrom = 8.5 * 3600;
const cell = 1800;

/** Expected arrivals of each half hour between opening and a quarter of an hour before closing (the last come no later). */
export function expectedArrivals(
  branch: PlannedBranch,
  day: DayFacts,
): { from: number; until: number; expected: number }[] {
  const curve = curves[branch.rhythm];
  const total = curve.reduce((sum, weight) => sum + weight, 0);
  const visits = branch.visitsPerDay * dayFactor(branch, day);
  const last = day.closes - 900;
  return curve.flatMap((weight, index) => {
    const from = Math.max(day.opens, curveFrom + index * cell);
    const until = Math.min(last, curveFrom + (index + 1) * cell);
    if (until <= from) return [];
    // Those who come early wait at the door: the first half hour takes in the curve before opening.
    const early = from === day.opens ? curve.slice(0, index).reduce((sum, w) => sum + w, 0) * 0.5 : 0;
    return [{ from, until, expected: (visits * (weight * ((until - from) / cell) + early)) / total }];
  });
}

/** Arrival times of one day (seconds since local midnight, ascending): a Poisson number per half hour, evenly spread in it. */
export function drawArrivals(random: Random, branch: PlannedBranch, day: DayFacts, noise: number): number[] {
  const times: number[] = [];
  for (const { from, until, expected } of expectedArrivals(branch, day)) {
    const count = random.poisson(expected * noise);
    for (let i = 0; i < count; i++) times.push(from + random.next() * (until - from));
  }
  return times.sort((a, b) => a - b);
}
