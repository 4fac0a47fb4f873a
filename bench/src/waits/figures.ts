import type { WaitQuantiles } from '@huiting/queueing/prediction';

/** Errors of answered questions beside the constant median of the fit. Seconds. */
export function errorFigures(
  tested: readonly { readonly seconds: number; readonly answer: WaitQuantiles }[],
  constant: number,
): Record<string, number> {
  const share = (holds: (one: (typeof tested)[number]) => boolean): number =>
    round(tested.filter(holds).length / tested.length, 4);
  const mae = meanAbsolute(tested.map(({ seconds, answer }) => answer.p50 - seconds));
  const maeMedian = meanAbsolute(tested.map(({ seconds }) => constant - seconds));
  return {
    maeRatioToMedian: round(mae / maeMedian, 4),
    coverage80: share(({ seconds, answer }) => seconds <= answer.p80),
    coverage50: share(({ seconds, answer }) => seconds <= answer.p50),
    coverage90: share(({ seconds, answer }) => seconds <= answer.p90),
    centralCoverage80: share(({ seconds, answer }) => seconds >= answer.p10 && seconds <= answer.p90),
    maeSeconds: round(mae, 2),
    maeMedianSeconds: round(maeMedian, 2),
    medianAbsoluteErrorSeconds: round(
      median(tested.map(({ seconds, answer }) => Math.abs(answer.p50 - seconds))),
      2,
    ),
    tested: tested.length,
  };
}

export function meanAbsolute(errors: readonly number[]): number {
  return errors.reduce((sum, error) => sum + Math.abs(error), 0) / errors.length;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[(sorted.length - 1) >> 1]! + sorted[sorted.length >> 1]!) / 2;
}

export function round(value: number, digits: number): number {
  return Math.round(value * 10 ** digits) / 10 ** digits;
}
