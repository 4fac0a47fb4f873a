import { fitLeastAbsolute } from '../statistics/least-absolute.ts';
import { WIDTH, type FeatureRows } from './features.ts';

/**
 * What the features are worth before any back-test has spoken: the values learned on NN5's earlier origins, rounded.
 * With a year of history, and without (then only the recent past and the marks can speak, and the marks must).
 */
const BELIEF = {
  withYear: [0.3, 0.25, 0.1, 0.1, 0.7, 0.5, 0.2, 1, 0.4, 0.4, 0.3],
  withoutYear: [0.3, 0.25, 0.1, 0.1, 0, 0, 0, 0, 0, 0, 0.9],
} as const;

/** The belief weighs as much as this many forecast days: a network of 60 series has as many in one back-test of 8 weeks. */
const BELIEF_ROWS = 3000;

/** A series that hardly changes must not outweigh all others; beyond a factor of 20 an error is a mistake in the books. */
const HEAVIEST_ROW = 100;
const LARGEST_TARGET = 3;

export interface Coefficients {
  readonly withYear: Float64Array;
  readonly withoutYear: Float64Array;
}

export function coefficientsFor(coefficients: Coefficients, rows: FeatureRows): Float64Array {
  return rows.hasYear ? coefficients.withYear : coefficients.withoutYear;
}

/** One back-test of one series: what was forecast without correction, what came, how much an error costs. */
export interface BackTestWindow {
  readonly rows: FeatureRows;
  readonly actual: Float64Array;
  /** Errors are divided by this: the series' mean absolute change against the week before. */
  readonly scale: number;
}

/**
 * Learns one kind from its windows. A row is a day whose value is known and positive: target log(value ÷ base), weight
 * base ÷ scale, so that absolute errors in logs cost about what scaled absolute errors cost in units.
 */
export function fitCoefficients(windows: readonly BackTestWindow[], kind: keyof Coefficients): Float64Array {
  const most = windows.reduce((sum, { rows }) => sum + rows.base.length, 0);
  const x = new Float64Array(most * WIDTH);
  const target = new Float64Array(most);
  const weight = new Float64Array(most);
  let count = 0;
  for (const { rows, actual, scale } of windows) {
    if (rows.hasYear !== (kind === 'withYear')) continue;
    rows.base.forEach((base, step) => {
      const value = actual[step]!;
      const log = Math.log(value / base);
      if (!Number.isFinite(log)) return;
      x.set(rows.x.subarray(step * WIDTH, (step + 1) * WIDTH), count * WIDTH);
      target[count] = Math.max(-LARGEST_TARGET, Math.min(LARGEST_TARGET, log));
      weight[count] = Math.min(HEAVIEST_ROW, base / scale);
      count += 1;
    });
  }
  return fitLeastAbsolute(
    { x, target, weight, count, width: WIDTH },
    { mean: BELIEF[kind], rows: BELIEF_ROWS },
  );
}

/** base × exp(features · coefficients), a day of the horizon. */
export function correct(rows: FeatureRows, coefficients: Coefficients): Float64Array {
  const beta = coefficientsFor(coefficients, rows);
  return rows.base.map((base, step) => {
    let sum = 0;
    for (let j = 0; j < WIDTH; j += 1) sum += beta[j]! * rows.x[step * WIDTH + j]!;
    return base * Math.exp(sum);
  });
}
