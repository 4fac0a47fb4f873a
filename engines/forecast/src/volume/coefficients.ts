import { fitLeastAbsolute } from '../statistics/least-absolute.ts';
import { WIDTH, type FeatureRows } from './features.ts';

/**
 * What the features are worth before any back-test has spoken: the values learned on NN5's earlier origins, rounded.
 * With a year of history, and without (then only the recent past and the marks can speak, and the marks must).
 */
const BELIEF = {
  withYear: [0.3, 0.25, 0.1, 0.1, 0.7, 0.5, 0.2, 1, 0.4, 0.4, 0.3],
  withoutYear: [0.3, 0.25, 0.1, 0.1, 0, 0, 0, 0, 0, 0, 0.8],
} as const;

/** The belief weighs as much as this many forecast days: a network of 60 series has as many in one back-test of 8 weeks. */
const BELIEF_ROWS = 3000;

export interface Coefficients {
  readonly withYear: Float64Array;
  readonly withoutYear: Float64Array;
}

export function coefficientsFor(coefficients: Coefficients, rows: FeatureRows): Float64Array {
  return rows.hasYear ? coefficients.withYear : coefficients.withoutYear;
}

/** Rows gathered from back-tests: what was forecast without correction, what came, how much an error costs. */
export interface BackTestRows {
  readonly x: number[];
  readonly target: number[];
  readonly weight: number[];
}

export const noRows = (): BackTestRows => ({ x: [], target: [], weight: [] });

/**
 * Adds the days of one back-test whose value is known and positive: target log(value ÷ base), weight base ÷ scale,
 * so that absolute errors in logs cost about what scaled absolute errors cost in units.
 */
export function addRows(into: BackTestRows, rows: FeatureRows, actual: Float64Array, scale: number): void {
  for (let step = 0; step < rows.base.length; step += 1) {
    const base = rows.base[step]!;
    const value = actual[step]!;
    if (!(value > 0 && base > 0)) continue;
    for (let j = 0; j < WIDTH; j += 1) into.x.push(rows.x[step * WIDTH + j]!);
    into.target.push(Math.log(value / base));
    into.weight.push(base / scale);
  }
}

export function fitCoefficients(rows: BackTestRows, kind: keyof Coefficients): Float64Array {
  return fitLeastAbsolute(
    {
      x: Float64Array.from(rows.x),
      target: Float64Array.from(rows.target),
      weight: Float64Array.from(rows.weight),
      count: rows.target.length,
      width: WIDTH,
    },
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
