import { loadOf, requireAmount, requireServers } from './erlang.ts';
import type { DelayFigures, Staffed } from './erlang.ts';

/** With patience: exponential, in the mean so long. */
export interface Impatient extends Staffed {
  /** > 0. */
  readonly meanPatienceMinutes: number;
}

export interface AbandonFigures extends DelayFigures {
  /** Mean wait of those who are served. */
  readonly meanServedWaitMinutes: number;
}

/** What is left out of the endless sum over queue lengths, as a share of the largest term. */
const negligible = 1e-18;

/**
 * Erlang A (M/M/n+M; C. Palm 1946, O. Garnett, A. Mandelbaum, M. Reiman, Manufacturing & Service Operations Management 4
 * (2002) 208–227): customers leave when their exponential patience is over, so there is an answer for any load.
 * Birth and death over the number present k: up at λ, down at min(k, n)μ + (k − n)⁺θ.
 */
export function erlangA(impatient: Impatient): AbandonFigures {
  const { servers, arrivalsPerHour, meanPatienceMinutes } = impatient;
  const state = stationary(impatient);
  const arrivals = arrivalsPerHour / 60;
  if (arrivals === 0) {
    const nobody = { meanWaitMinutes: 0, occupancy: 0, meanWaiting: 0, abandonProbability: 0 };
    return { ...nobody, waitProbability: servers === 0 ? 1 : 0, meanServedWaitMinutes: 0 };
  }
  let waiting = 0;
  let waitProbability = 0;
  let servedWait = 0;
  let steps = 0;
  const a = state.perPatience;
  for (const [ahead, share] of state.queue.entries()) {
    waitProbability += share;
    waiting += ahead * share;
    // E[V; R > V] with so many ahead, in mean patiences: the derivative of the beta moment of e^−θV.
    steps += 1 / (a + 1 + ahead);
    servedWait += share * (a / (a + ahead + 1)) * steps * meanPatienceMinutes;
  }
  const abandonProbability = waiting / meanPatienceMinutes / arrivals;
  const served = 1 - abandonProbability;
  return {
    waitProbability,
    meanWaitMinutes: waiting / arrivals,
    occupancy: servers === 0 ? 0 : (state.load * served) / servers,
    meanWaiting: waiting,
    abandonProbability,
    meanServedWaitMinutes: served === 0 ? 0 : servedWait / served,
  };
}

/**
 * Shares of all customers, by minutes of waiting: `served` at or before it, and `waiting` still, neither served nor gone.
 * With j ahead in the queue the wait V for a free server is a sum of exponentials at rates nμ, nμ + θ, … nμ + jθ, so
 * e^−θV has the beta distribution (nμ ÷ θ, j + 1), and both shares are sums of incomplete beta functions.
 */
export function servedWithinA(impatient: Impatient, minutes: number): { served: number; waiting: number } {
  requireAmount('minutes', minutes);
  const { queue, perPatience: a } = stationary(impatient);
  const x = Math.exp(-minutes / impatient.meanPatienceMinutes);
  let served = 1 - queue.reduce((sum, share) => sum + share, 0);
  let waiting = 0;
  // I_x(a, b) and I_x(a + 1, b) for b = 1, 2, …: each is the one before plus a term.
  let tail = x ** a;
  let term = tail * (1 - x) * a;
  let tailServed = x ** (a + 1);
  let termServed = tailServed * (1 - x) * (a + 1);
  for (const [ahead, share] of queue.entries()) {
    const b = ahead + 1;
    served += share * (a / (a + b)) * (1 - tailServed);
    waiting += share * tail * x;
    tail += term;
    term *= ((1 - x) * (a + b)) / (b + 1);
    tailServed += termServed;
    termServed *= ((1 - x) * (a + 1 + b)) / (b + 1);
  }
  return { served, waiting };
}

/** Shares of time with 0, 1, 2 … people waiting while all servers are busy. `perPatience` = nμ ÷ θ. */
function stationary(impatient: Impatient): { queue: Float64Array; load: number; perPatience: number } {
  const { servers, meanServiceMinutes, meanPatienceMinutes } = impatient;
  const load = loadOf(impatient);
  requireServers(servers);
  requireAmount('meanPatienceMinutes', meanPatienceMinutes);
  if (meanPatienceMinutes === 0) throw new RangeError('meanPatienceMinutes must be above 0');
  const perPatience = (servers * meanPatienceMinutes) / meanServiceMinutes;
  if (load === 0) return { queue: Float64Array.of(servers === 0 ? 1 : 0), load, perPatience };
  const arrivals = load / meanServiceMinutes;
  const ratio = (ahead: number): number =>
    arrivals / (servers / meanServiceMinutes + ahead / meanPatienceMinutes);
  // Everything relative to the likeliest state with all servers busy, so that nothing overflows however long the queue.
  const likeliest = Math.max(0, Math.floor((arrivals - servers / meanServiceMinutes) * meanPatienceMinutes));
  const terms: number[] = Array.from<number>({ length: likeliest + 1 }).fill(0);
  let term = 1;
  for (let ahead = likeliest; ahead >= 0 && term > negligible; ahead -= 1) {
    terms[ahead] = term;
    term /= ratio(ahead);
  }
  term = ratio(likeliest + 1);
  for (let ahead = likeliest + 1; term > negligible; ahead += 1) {
    terms.push(term);
    term *= ratio(ahead + 1);
  }
  let below = 0;
  term = terms[0]!;
  for (let present = servers; present > 0 && term > 0; present -= 1) {
    term *= present / load;
    below += term;
  }
  const total = terms.reduce((sum, one) => sum + one, 0) + below;
  return {
    queue: Float64Array.from(terms, (one) => one / total),
    load,
    perPatience,
  };
}
