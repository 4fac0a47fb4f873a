import { normalProbability, normalQuantile } from '../numbers/normal.ts';
import { quantileOf } from '../numbers/quantile.ts';

/** A queue as it stands, seen for one ticket. Durations: seconds. */
export interface LiveQueue {
  /** Median service of each person ahead, in any order. */
  readonly aheadMedians: readonly number[];
  /** The open windows that may take the ticket. */
  readonly windows: readonly LiveWindow[];
  /** Share of those ahead that will leave before they are called, 0–1; 0 when not known. */
  readonly leavingShare?: number;
  /**
   * Past relative errors (actual − P50) ÷ P50 of answers given in the same place. From twenty on they make the interval;
   * before, the spread of service times does.
   */
  readonly errors: readonly number[];
}

export interface LiveWindow {
  /** How long the present service has lasted; `null`: free. */
  readonly elapsedSeconds: number | null;
  /** Of the services it gives. */
  readonly medianServiceSeconds: number;
}

/** Waits that are not exceeded with these probabilities, whole seconds, in order; `pointSeconds` is P50 before errors shift it. */
export type LiveWait =
  | {
      readonly p50Seconds: number;
      readonly p80Seconds: number;
      readonly p90Seconds: number;
      readonly pointSeconds: number;
    }
  | { readonly noWindow: true };

/** Standard deviation ÷ mean of a service: lognormal, near what tellers and call centres show (Brown et al. 2005, section 4). */
const variation = 0.8;
const logVariance = Math.log1p(variation ** 2);
const logSpread = Math.sqrt(logVariance);
/** A free window takes this long to call. */
const callingSeconds = 20;
const enoughErrors = 20;

/**
 * Expected wait from the live state alone, nothing to be fitted: the work ahead divided by the windows that share it. Those ahead bring
 * their mean services, services under way what is left of a lognormal service that has lasted so long; when the ticket's turn comes the other
 * windows are each somewhere within a service. Its distribution is taken as a gamma's of the same mean and variance, whose quantiles follow by
 * E. B. Wilson and M. M. Hilferty, PNAS 17 (1931) 684–688. O(ahead + windows).
 * @throws RangeError for a negative or non-finite input.
 */
export function predictLiveWait({ aheadMedians, windows, leavingShare = 0, errors }: LiveQueue): LiveWait {
  if (!(leavingShare >= 0 && leavingShare <= 1))
    throw new RangeError(`leavingShare must be a share, was ${leavingShare}`);
  if (windows.length === 0) return { noWindow: true };
  let ahead = 0;
  let variance = 0;
  for (const median of aheadMedians) {
    const mean = meanOf(median);
    ahead += (1 - leavingShare) * mean;
    // A service that may not take place: E S² (1 − l) − (E S (1 − l))².
    variance += (1 - leavingShare) * mean * mean * (1 + variation ** 2 - (1 - leavingShare));
  }
  let work = ahead;
  let soonest = Infinity;
  let within = 0;
  for (const { elapsedSeconds, medianServiceSeconds } of windows) {
    const left = elapsedSeconds === null ? callingSeconds : residualOf(medianServiceSeconds, elapsedSeconds);
    work += left;
    variance += (left * left) / windows.length;
    soonest = Math.min(soonest, left);
    within += (meanOf(medianServiceSeconds) * (1 + variation ** 2)) / 2;
  }
  const others = (within * (windows.length - 1)) / windows.length;
  const mean = Math.max((work - others) / windows.length, (soonest + ahead) / windows.length);
  const shape = (mean * mean * windows.length ** 2) / variance;
  const quantile = (share: number): number =>
    mean * Math.max(0, 1 - 1 / (9 * shape) + normalQuantile(share) / (3 * Math.sqrt(shape))) ** 3;
  const pointSeconds = Math.max(1, Math.round(quantile(0.5)));
  if (errors.length < enoughErrors)
    return {
      pointSeconds,
      p50Seconds: pointSeconds,
      p80Seconds: Math.max(pointSeconds, Math.round(quantile(0.8))),
      p90Seconds: Math.max(pointSeconds, Math.round(quantile(0.9))),
    };
  const sorted = Float64Array.from(errors).sort();
  if (!sorted.every(Number.isFinite)) throw new RangeError('errors must be finite numbers');
  const shifted = (share: number): number =>
    Math.round(pointSeconds * Math.max(0, 1 + quantileOf(sorted, share)));
  return { pointSeconds, p50Seconds: shifted(0.5), p80Seconds: shifted(0.8), p90Seconds: shifted(0.9) };
}

function meanOf(medianSeconds: number): number {
  requireSeconds(medianSeconds);
  return Math.max(1, medianSeconds) * Math.exp(logVariance / 2);
}

/** Mean of what is left of a lognormal service that has lasted `elapsed`: ∫ P(S > u) du from there ÷ P(S > elapsed). */
function residualOf(medianSeconds: number, elapsedSeconds: number): number {
  requireSeconds(elapsedSeconds);
  const mean = meanOf(medianSeconds);
  if (elapsedSeconds === 0) return mean;
  // Beyond ten medians the service tells more of the record than of the customer.
  const standard = Math.log(Math.min(elapsedSeconds / Math.max(1, medianSeconds), 10)) / logSpread;
  const survival = normalProbability(-standard);
  const elapsed = Math.min(elapsedSeconds, 10 * Math.max(1, medianSeconds));
  return (mean * normalProbability(logSpread - standard)) / survival - elapsed;
}

function requireSeconds(value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`seconds must be finite and ≥ 0, were ${value}`);
}
