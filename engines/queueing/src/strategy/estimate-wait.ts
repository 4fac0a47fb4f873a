export interface WaitEstimateInput {
  /** People ahead, ≥ 0. */
  ahead: number;
  /** Median service time of the services that compete, seconds, ≥ 0. */
  medianServiceSeconds: number;
  /** Open windows that may take the service, ≥ 0. */
  windows: number;
  /** Past relative errors (actual − point) ÷ point, with point = (ahead + 1) × median ÷ windows; each ≥ −1. */
  errors: readonly number[];
}

/** P50 to P80 of the wait in whole seconds, or the answer that no window is open for it. */
export type WaitEstimate = { lowSeconds: number; highSeconds: number } | { noWindow: true };

/** The port behind which the expected wait is computed. */
export interface WaitEstimator {
  estimateWait(input: WaitEstimateInput): WaitEstimate;
}

/** Fewer past errors than this say too little about a P80; until then the assumed errors stand in. */
const ENOUGH_ERRORS = 20;
/** Assumed until measured: right in the middle, half as long again at P80. */
const ASSUMED_ERROR = { p50: 0, p80: 0.5 };

/**
 * Expected wait of a ticket with `ahead` people before it, as an interval from P50 to P80 in whole
 * seconds: point = (ahead + 1) × median service ÷ windows, each end = point × (1 + that quantile
 * of the past relative errors). With fewer than 20 errors +0 % and +50 % are assumed.
 * 0 ≤ low ≤ high, and neither falls when `ahead` grows. No open window is an answer, not an error.
 * Throws RangeError for a negative or non-finite input.
 */
export function estimateWait({
  ahead,
  medianServiceSeconds,
  windows,
  errors,
}: WaitEstimateInput): WaitEstimate {
  requireAmount('ahead', ahead);
  requireAmount('medianServiceSeconds', medianServiceSeconds);
  requireAmount('windows', windows);
  if (windows === 0) return { noWindow: true };
  const point = ((ahead + 1) * medianServiceSeconds) / windows;
  const { p50, p80 } = errors.length < ENOUGH_ERRORS ? ASSUMED_ERROR : errorQuantiles(errors);
  return {
    lowSeconds: Math.round(point * Math.max(0, 1 + p50)),
    highSeconds: Math.round(point * Math.max(0, 1 + p80)),
  };
}

export const simpleWaitEstimator: WaitEstimator = { estimateWait };

function errorQuantiles(errors: readonly number[]): { p50: number; p80: number } {
  const sorted = Float64Array.from(errors).sort();
  if (!sorted.every(Number.isFinite)) throw new RangeError('errors must be finite numbers');
  return { p50: quantile(sorted, 0.5), p80: quantile(sorted, 0.8) };
}

/** Linear interpolation between order statistics: definition 7 of Hyndman & Fan, The American Statistician 50 (1996) 361–365. */
function quantile(sorted: Float64Array, share: number): number {
  const rank = (sorted.length - 1) * share;
  const below = sorted[Math.floor(rank)]!;
  const above = sorted[Math.ceil(rank)]!;
  return below + (above - below) * (rank - Math.floor(rank));
}

function requireAmount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`${name} must be a finite number ≥ 0, was ${value}`);
}
