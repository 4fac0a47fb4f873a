import { ForecastProblem, requireFinite } from '../problem.ts';
import { solveSymmetric } from '../statistics/solve.ts';
import { sigmoid } from './logistic.ts';

/** Turns a score (log odds) into a probability that holds: log odds = shift + slope × score. */
export interface Calibration {
  readonly shift: number;
  readonly slope: number;
}

export const UNCALIBRATED: Calibration = { shift: 0, slope: 1 };

/** Penalties toward slope 1 and shift 0, in units of Fisher information: few outcomes change little. */
const SLOPE_PENALTY = 10;
const SHIFT_PENALTY = 1;

/**
 * Platt scaling (1999) of scores given *before* their outcomes were known, drawn toward leaving them as they are. Use
 * recent ones: it is the drift since the fit that is to be mended.
 */
export function fitCalibration(scores: ArrayLike<number>, accepted: ArrayLike<boolean>): Calibration {
  if (scores.length !== accepted.length)
    throw new ForecastProblem('forecast.wrong_shape', `${scores.length} scores, ${accepted.length} outcomes`);
  let { shift, slope } = UNCALIBRATED;
  let mean = 0;
  for (let row = 0; row < scores.length; row += 1) {
    requireFinite('score', scores[row]!);
    mean += scores[row]! / scores.length;
  }
  // Centred scores: then shift and slope hardly disturb each other.
  for (let turn = 0; turn < 15; turn += 1) {
    const a = Float64Array.of(SHIFT_PENALTY, 0, 0, SLOPE_PENALTY);
    const b = Float64Array.of(-SHIFT_PENALTY * shift, -SLOPE_PENALTY * (slope - 1));
    for (let row = 0; row < scores.length; row += 1) {
      const x = scores[row]! - mean;
      const chance = sigmoid(mean + shift + slope * x);
      const weight = chance * (1 - chance);
      const error = (accepted[row]! ? 1 : 0) - chance;
      a[0]! += weight;
      a[1]! += weight * x;
      a[2]! += weight * x;
      a[3]! += weight * x * x;
      b[0]! += error;
      b[1]! += error * x;
    }
    const step = solveSymmetric(a, b, 2);
    shift += Math.max(-1, Math.min(1, step[0]!));
    slope += Math.max(-0.5, Math.min(0.5, step[1]!));
  }
  // A negative slope would turn the order round on the strength of a bad month.
  const kept = Math.max(0, slope);
  return { shift: shift + mean - kept * mean, slope: kept };
}

export function calibrate({ shift, slope }: Calibration, score: number): number {
  return sigmoid(shift + slope * score);
}
