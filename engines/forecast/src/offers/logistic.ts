import { solveSymmetric } from '../statistics/solve.ts';

export interface LogisticRows {
  /** Columns that are 1, per row; all others are 0. */
  readonly columns: readonly (readonly number[])[];
  /** 1 accepted, 0 refused. */
  readonly outcome: Uint8Array;
  readonly width: number;
  /** Ridge penalty per column. */
  readonly penalty: Float64Array;
}

export interface LogisticFit {
  readonly intercept: number;
  readonly weights: Float64Array;
}

const ITERATIONS = 25;
const CLOSE_ENOUGH = 1e-6;

/**
 * Maximum of the log likelihood minus ½ Σ penalty · weight², by Newton's method (iteratively reweighted least squares;
 * le Cessie & van Houwelingen, Applied Statistics 41 (1992) 191–201). The penalty makes it finite and unique also for
 * separable data and collinear columns; the intercept is not penalised.
 */
export function fitLogistic({ columns, outcome, width, penalty }: LogisticRows): LogisticFit {
  const size = width + 1;
  const beta = new Float64Array(size);
  const accepted = outcome.reduce((sum, one) => sum + one, 0);
  // Half an acceptance and half a refusal more, so that a campaign nobody accepted has finite odds.
  beta[0] = Math.log((accepted + 0.5) / (outcome.length - accepted + 0.5));
  for (let turn = 0; turn < ITERATIONS; turn += 1) {
    const a = new Float64Array(size * size);
    const b = new Float64Array(size);
    columns.forEach((held, row) => addRow(a, b, beta, held, outcome[row]!, size));
    for (let j = 0; j < size; j += 1) {
      const hold = j === 0 ? 1e-3 : penalty[j - 1]!;
      a[j * size + j]! += hold;
      if (j > 0) b[j]! -= hold * beta[j]!;
      for (let k = 0; k < j; k += 1) a[k * size + j] = a[j * size + k]!;
    }
    const step = solveSymmetric(a, b, size);
    // Half of an overlong step: Newton may overshoot far from the maximum.
    const longest = step.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
    const scale = longest > 4 ? 4 / longest : 1;
    for (let j = 0; j < size; j += 1) beta[j]! += scale * step[j]!;
    if (longest < CLOSE_ENOUGH) break;
  }
  return { intercept: beta[0]!, weights: beta.slice(1) };
}

/** Adds a row's share to the (lower) Hessian and the gradient. */
function addRow(
  a: Float64Array,
  b: Float64Array,
  beta: Float64Array,
  held: readonly number[],
  outcome: number,
  size: number,
): void {
  let score = beta[0]!;
  for (const column of held) score += beta[column + 1]!;
  const chance = sigmoid(score);
  const error = outcome - chance;
  const weight = chance * (1 - chance);
  a[0]! += weight;
  b[0]! += error;
  for (let place = 0; place < held.length; place += 1) {
    const row = (held[place]! + 1) * size;
    b[held[place]! + 1]! += error;
    a[row]! += weight;
    for (let other = 0; other <= place; other += 1) a[row + held[other]! + 1]! += weight;
  }
}

export function sigmoid(score: number): number {
  return score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score));
}
