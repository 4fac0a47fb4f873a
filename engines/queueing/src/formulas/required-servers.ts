import { erlangA, servedWithinA } from './erlang-a.ts';
import type { AbandonFigures } from './erlang-a.ts';
import { erlangC, loadOf, requireAmount, servedWithinC } from './erlang.ts';
import type { Demand, DelayFigures } from './erlang.ts';

/** What the servers must reach; absent: not asked for. At least one of them is needed. */
export interface StaffingTarget {
  /** At least this share served within so many minutes. */
  readonly served?: { readonly share: number; readonly withinMinutes: number };
  /** Mean wait at most. */
  readonly meanWaitMinutes?: number;
  /** Share that leaves at most; needs patience. */
  readonly abandonProbability?: number;
  /** Busy ÷ open at most. */
  readonly occupancy?: number;
}

export interface RequiredInput extends Demand {
  /** Mean of an exponential patience; `null`: everybody stays (Erlang C). */
  readonly meanPatienceMinutes: number | null;
  readonly target: StaffingTarget;
  /** Share of paid time not at the window (breaks, training), in [0, 1). */
  readonly shrinkage?: number;
  /** Windows there are; 10,000 when absent. */
  readonly atMost?: number;
}

export interface Requirement {
  /** Servers at the windows. */
  readonly servers: number;
  /** People to plan so that so many are there: ⌈servers ÷ (1 − shrinkage)⌉. */
  readonly scheduled: number;
  readonly figures: DelayFigures | AbandonFigures;
  /** Share served within the target's minutes; `null` when it was not asked for. */
  readonly servedWithin: number | null;
}

/** Even all the windows there are do not reach the target; `best` is what they reach, `null` when they are overloaded. */
export interface OutOfReach {
  readonly refused: 'outOfReach';
  readonly atMost: number;
  readonly best: Requirement | null;
}

/**
 * The fewest servers that reach the target: Erlang A with patience, Erlang C without. Every figure improves with servers
 * (monotone), so a bisection finds it: O(log atMost) evaluations.
 */
export function requiredServers(input: RequiredInput): Requirement | OutOfReach {
  const { target, atMost = 10_000, shrinkage = 0 } = input;
  requireTarget(input);
  if (!(shrinkage >= 0 && shrinkage < 1))
    throw new RangeError(`shrinkage must lie in [0, 1), was ${shrinkage}`);
  if (!Number.isSafeInteger(atMost) || atMost < 0)
    throw new RangeError(`atMost must be a whole number, was ${atMost}`);
  const load = loadOf(input);
  const with_ = (servers: number): Requirement | null => evaluate(input, servers, shrinkage);
  const reaches = (servers: number): boolean => {
    const requirement = with_(servers);
    return requirement !== null && meets(requirement, target);
  };
  let high = Math.min(atMost, Math.ceil(load) + 1);
  while (!reaches(high)) {
    if (high === atMost) return { refused: 'outOfReach', atMost, best: with_(atMost) };
    high = Math.min(atMost, high * 2);
  }
  let low = -1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (reaches(middle)) high = middle;
    else low = middle;
  }
  return with_(high)!;
}

function evaluate(input: RequiredInput, servers: number, shrinkage: number): Requirement | null {
  const { target, meanPatienceMinutes } = input;
  const scheduled = Math.ceil(servers / (1 - shrinkage) - 1e-9);
  const within = target.served?.withinMinutes;
  if (meanPatienceMinutes !== null) {
    const impatient = { ...input, servers, meanPatienceMinutes };
    const servedWithin = within === undefined ? null : servedWithinA(impatient, within).served;
    return { servers, scheduled, figures: erlangA(impatient), servedWithin };
  }
  const figures = erlangC({ ...input, servers });
  if ('refused' in figures) return null;
  const servedWithin = within === undefined ? null : (servedWithinC({ ...input, servers }, within) as number);
  return { servers, scheduled, figures, servedWithin };
}

function meets({ figures, servedWithin }: Requirement, target: StaffingTarget): boolean {
  return (
    (target.served === undefined || servedWithin! >= target.served.share) &&
    (target.meanWaitMinutes === undefined || figures.meanWaitMinutes <= target.meanWaitMinutes) &&
    (target.abandonProbability === undefined || figures.abandonProbability <= target.abandonProbability) &&
    (target.occupancy === undefined || figures.occupancy <= target.occupancy)
  );
}

function requireTarget({ target, meanPatienceMinutes }: RequiredInput): void {
  const shares = {
    share: target.served?.share,
    abandon: target.abandonProbability,
    occupancy: target.occupancy,
  };
  for (const [name, value] of Object.entries(shares))
    if (value !== undefined && !(value >= 0 && value <= 1))
      throw new RangeError(`${name} must be a share, was ${value}`);
  requireAmount('withinMinutes', target.served?.withinMinutes ?? 0);
  requireAmount('target.meanWaitMinutes', target.meanWaitMinutes ?? 0);
  if (Object.values(target).every((one) => one === undefined))
    throw new RangeError('a staffing target is needed');
  if (target.abandonProbability !== undefined && meanPatienceMinutes === null)
    throw new RangeError('an abandonment cap needs a patience');
}
