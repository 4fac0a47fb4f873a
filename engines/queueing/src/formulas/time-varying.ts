import { meanMinutesOf, partialMean } from '../simulator/distribution.ts';
import type { Distribution } from '../simulator/distribution.ts';
import { requireAmount } from './erlang.ts';
import { requiredServers } from './required-servers.ts';
import type { OutOfReach, Requirement, StaffingTarget } from './required-servers.ts';

/** Arrivals that change in the course of a day: a Poisson process, its rate constant within each interval. Nobody before the first. */
export interface VaryingDemand {
  readonly perHour: readonly number[];
  readonly intervalMinutes: number;
  readonly service: Distribution;
}

/**
 * `sipp`: each interval as if it were for ever (stationary, independent, period by period). `lagSipp`: with the arrivals of a
 * mean service time earlier, since that is when its work came. `offeredLoad`: with the load really present, m(t).
 * L. V. Green, P. J. Kolesar, W. Whitt, "Coping with time-varying demand when setting staffing requirements for a service
 * system", Production and Operations Management 16 (2007) 13–39. For half hours and services under ten minutes the first will do.
 */
export type StaffingMethod = 'sipp' | 'lagSipp' | 'offeredLoad';

export interface PlanInput extends VaryingDemand {
  readonly meanPatienceMinutes: number | null;
  readonly target: StaffingTarget;
  readonly method: StaffingMethod;
  readonly shrinkage?: number;
  readonly atMost?: number;
}

export interface PlannedInterval {
  /** Load the interval was staffed for, erlangs. */
  readonly load: number;
  readonly requirement: Requirement | OutOfReach;
}

/** Windows each interval needs. Whatever cannot be reached is told per interval, with what the windows there are would reach. */
export function planServers(input: PlanInput): PlannedInterval[] {
  const meanServiceMinutes = meanMinutesOf(input.service);
  return input.perHour.map((_, interval) => {
    const load = loadFor(input, interval, meanServiceMinutes);
    const arrivalsPerHour = (load * 60) / meanServiceMinutes;
    return { load, requirement: requiredServers({ ...input, meanServiceMinutes, arrivalsPerHour }) };
  });
}

/**
 * Offered load at `minute` (from the beginning of the first interval): the mean number in service if nobody ever waited,
 * m(t) = E[λ(t − S_e)] E[S] = Σ λ_i (E min(S, t − b_i) − E min(S, t − e_i)) over the intervals [b_i, e_i). Exact, any service time.
 * S. G. Eick, W. A. Massey, W. Whitt, "The physics of the M_t/G/∞ queue", Operations Research 41 (1993) 731–742.
 */
export function offeredLoad({ perHour, intervalMinutes, service }: VaryingDemand, minute: number): number {
  let load = 0;
  for (const [interval, rate] of perHour.entries()) {
    requireAmount('perHour', rate);
    const begin = interval * intervalMinutes;
    if (begin >= minute) break;
    const sinceEnd = Math.max(0, minute - begin - intervalMinutes);
    load += (rate / 60) * (partialMean(service, minute - begin) - partialMean(service, sinceEnd));
  }
  return load;
}

/** Steps of an interval at which its offered load is looked at. */
const steps = 12;

function loadFor(input: PlanInput, interval: number, meanServiceMinutes: number): number {
  const { perHour, intervalMinutes, method } = input;
  switch (method) {
    case 'sipp':
      return (perHour[interval]! * meanServiceMinutes) / 60;
    case 'lagSipp':
      return (meanRate(input, interval * intervalMinutes - meanServiceMinutes) * meanServiceMinutes) / 60;
    case 'offeredLoad': {
      // Its largest in the interval: the target is to hold throughout.
      let most = 0;
      for (let step = 0; step <= steps; step += 1)
        most = Math.max(most, offeredLoad(input, (interval + step / steps) * intervalMinutes));
      return most;
    }
  }
}

/** Mean rate over one interval's length from `minute` on. */
function meanRate({ perHour, intervalMinutes }: VaryingDemand, minute: number): number {
  const whole = Math.floor(minute / intervalMinutes);
  const part = minute / intervalMinutes - whole;
  return (perHour[whole] ?? 0) * (1 - part) + (perHour[whole + 1] ?? 0) * part;
}
