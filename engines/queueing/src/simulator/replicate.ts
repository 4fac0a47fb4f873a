import { studentQuantile } from '../numbers/student.ts';
import type { HallModel } from './model.ts';
import type { HallResult } from './results.ts';
import { simulate } from './simulate.ts';

/** Mean over replications with its two-sided interval (Student's t, replications are independent). */
export interface Estimate {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  /** Replications in which the figure existed. */
  readonly replications: number;
}

export interface ReplicationPlan {
  readonly replications: number;
  readonly seed: number;
  /** Of the intervals, in (0, 1). */
  readonly confidence: number;
}

/**
 * Runs a model several times, each with chance of its own, and answers an interval for every figure asked for. A figure may be
 * `null` in a replication (nobody of that class came); such a replication is left out of that figure.
 */
export function replicate<Name extends string>(
  model: HallModel,
  plan: ReplicationPlan,
  figures: Readonly<Record<Name, (result: HallResult) => number | null>>,
): Record<Name, Estimate> {
  const runs = seedsOf(plan).map((seed) => simulate(model, seed));
  return estimates(figures, plan, (figure) => runs.map(figure));
}

/** Paired difference `after` − `before` of every figure: both meet the same customers in each replication. */
export function compareModels<Name extends string>(
  models: { readonly before: HallModel; readonly after: HallModel },
  plan: ReplicationPlan,
  figures: Readonly<Record<Name, (result: HallResult) => number | null>>,
): Record<Name, Estimate> {
  const runs = seedsOf(plan).map((seed) => ({
    before: simulate(models.before, seed),
    after: simulate(models.after, seed),
  }));
  return estimates(figures, plan, (figure) =>
    runs.map(({ before, after }) => {
      const [a, b] = [figure(before), figure(after)];
      return a === null || b === null ? null : b - a;
    }),
  );
}

/** @throws RangeError for fewer than two values: one says nothing of its own chance. */
export function estimateOf(values: readonly number[], confidence: number): Estimate {
  const count = values.length;
  if (count < 2) throw new RangeError('an interval needs at least two replications');
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const half = studentQuantile(confidence, count - 1) * Math.sqrt(variance / count);
  return { mean, low: mean - half, high: mean + half, replications: count };
}

function estimates<Name extends string>(
  figures: Readonly<Record<Name, (result: HallResult) => number | null>>,
  { confidence }: ReplicationPlan,
  valuesOf: (figure: (result: HallResult) => number | null) => (number | null)[],
): Record<Name, Estimate> {
  const entries = Object.entries<(result: HallResult) => number | null>(figures).map(([name, figure]) => [
    name,
    estimateOf(
      valuesOf(figure).filter((value) => value !== null),
      confidence,
    ),
  ]);
  return Object.fromEntries(entries) as Record<Name, Estimate>;
}

function seedsOf({ replications, seed }: ReplicationPlan): number[] {
  return Array.from({ length: replications }, (_, run) => seed * 1_000_003 + run);
}
