import { solveSymmetric } from './solve.ts';

export interface WeightedRows {
  /** Row-major, `count` × `width`. */
  readonly x: Float64Array;
  readonly target: Float64Array;
  /** Cost of one unit of error in a row, ≥ 0. */
  readonly weight: Float64Array;
  readonly count: number;
  readonly width: number;
}

export interface Prior {
  /** Coefficients believed before seeing any row. */
  readonly mean: readonly number[];
  /** How many ordinary rows the belief weighs (an ordinary row: mean weight, error 0.25, feature size 0.1). */
  readonly rows: number;
}

/** Errors below this (log units, 2 %) count alike: keeps the weights of the iteration bounded. */
const SMALLEST_ERROR = 0.02;
const ITERATIONS = 5;
const ORDINARY = { error: 0.25, feature: 0.1 };

/**
 * Coefficients that minimise Σ weight · |target − x·β|, drawn toward a prior: iteratively reweighted least squares
 * (Schlossmacher, J. Amer. Statist. Assoc. 68 (1973) 857–859) with a Gaussian prior. Without rows: the prior.
 */
export function fitLeastAbsolute(rows: WeightedRows, prior: Prior): Float64Array {
  const { x, target, weight, count, width } = rows;
  let beta: Float64Array = Float64Array.from(prior.mean);
  let meanWeight = 0;
  for (let row = 0; row < count; row += 1) meanWeight += weight[row]! / count;
  if (!(meanWeight > 0)) return beta;
  const trust = ((prior.rows * meanWeight) / ORDINARY.error) * ORDINARY.feature ** 2;
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    const a = new Float64Array(width * width);
    const b = new Float64Array(width);
    for (let row = 0, at = 0; row < count; row += 1, at += width) {
      let error = target[row]!;
      for (let j = 0; j < width; j += 1) error -= beta[j]! * x[at + j]!;
      const scaled = weight[row]! / Math.max(SMALLEST_ERROR, Math.abs(error));
      for (let j = 0; j < width; j += 1) {
        const product = scaled * x[at + j]!;
        if (product === 0) continue;
        for (let k = 0; k <= j; k += 1) a[j * width + k]! += product * x[at + k]!;
        b[j]! += product * target[row]!;
      }
    }
    for (let j = 0; j < width; j += 1) {
      a[j * width + j]! += trust;
      b[j]! += trust * prior.mean[j]!;
      for (let k = 0; k < j; k += 1) a[k * width + j] = a[j * width + k]!;
    }
    beta = solveSymmetric(a, b, width);
  }
  return beta;
}
