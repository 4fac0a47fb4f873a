/** Customers who come by chance at a steady rate to windows that all serve them alike. */
export interface Demand {
  readonly arrivalsPerHour: number;
  /** > 0. */
  readonly meanServiceMinutes: number;
}

export interface Staffed extends Demand {
  /** Whole number ≥ 0. */
  readonly servers: number;
}

/** In the long run, of all customers who come. */
export interface DelayFigures {
  /** Share that has to wait at all. */
  readonly waitProbability: number;
  /** Mean wait, also of those who do not wait (and, with patience, of those who leave): "average speed of answer". */
  readonly meanWaitMinutes: number;
  /** Busy ÷ open. */
  readonly occupancy: number;
  /** Mean number waiting (Little's law: arrivals × mean wait). */
  readonly meanWaiting: number;
  /** Share that leaves unserved; 0 without patience. */
  readonly abandonProbability: number;
}

/** No answer exists: work comes in faster than it can be done, so waits grow without end. */
export interface Overloaded {
  readonly refused: 'overloaded';
  /** Offered load, erlangs: more than this many servers are needed. */
  readonly load: number;
}

/** Offered load in erlangs: arrivals × mean service, the mean number of servers kept busy if there were enough. */
export function loadOf({ arrivalsPerHour, meanServiceMinutes }: Demand): number {
  requireAmount('arrivalsPerHour', arrivalsPerHour);
  requireAmount('meanServiceMinutes', meanServiceMinutes);
  if (meanServiceMinutes === 0) throw new RangeError('meanServiceMinutes must be above 0');
  return (arrivalsPerHour * meanServiceMinutes) / 60;
}

/**
 * Erlang B: share turned away by `servers` of which all are busy, nobody waiting (A. K. Erlang 1917).
 * B(0) = 1, B(k) = aB(k−1) ÷ (k + aB(k−1)); stable for any load, O(servers).
 */
export function erlangB(load: number, servers: number): number {
  requireAmount('load', load);
  requireServers(servers);
  let blocked = 1;
  for (let server = 1; server <= servers; server += 1) blocked = (load * blocked) / (server + load * blocked);
  return blocked;
}

/**
 * Erlang C (M/M/n): everybody waits as long as it takes. C = nB ÷ (n − a(1 − B)); mean wait C ÷ (nμ − λ).
 * Refused when the load is not below the number of servers.
 */
export function erlangC(staffed: Staffed): DelayFigures | Overloaded {
  const load = loadOf(staffed);
  const { servers, meanServiceMinutes, arrivalsPerHour } = staffed;
  requireServers(servers);
  if (load >= servers) return { refused: 'overloaded', load };
  const blocked = erlangB(load, servers);
  const waitProbability = (servers * blocked) / (servers - load * (1 - blocked));
  const meanWaitMinutes = (waitProbability * meanServiceMinutes) / (servers - load);
  return {
    waitProbability,
    meanWaitMinutes,
    occupancy: load / servers,
    meanWaiting: (arrivalsPerHour / 60) * meanWaitMinutes,
    abandonProbability: 0,
  };
}

/** Share served within so many minutes under Erlang C: 1 − C e^−(nμ−λ)t. */
export function servedWithinC(staffed: Staffed, minutes: number): number | Overloaded {
  requireAmount('minutes', minutes);
  const figures = erlangC(staffed);
  if ('refused' in figures) return figures;
  const spareRate = (staffed.servers - loadOf(staffed)) / staffed.meanServiceMinutes;
  return 1 - figures.waitProbability * Math.exp(-spareRate * minutes);
}

export function requireAmount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0)
    throw new RangeError(`${name} must be a finite number ≥ 0, was ${value}`);
}

export function requireServers(servers: number): void {
  if (!Number.isSafeInteger(servers) || servers < 0)
    throw new RangeError(`servers must be a whole number ≥ 0, was ${servers}`);
}
