/**
 * The number of people in an M(t)/M/c(t) system, as a distribution that is carried forward in time.
 * Within a stretch of constant rates the forward equations are solved by uniformisation: with Λ ≥ every rate of
 * leaving a state, p(t) = Σ_k Poisson(k; Λt) · p P^k, and ∫p = Σ_k P(Poisson(Λt) > k) / Λ · p P^k
 * (A. Jensen, Skandinavisk Aktuarietidskrift 36, 1953). Exact to TAIL, never negative, mass kept.
 */
export interface Crowd {
  /** Probability of n people in the system, n = index. */
  readonly chance: Float64Array;
  /** Outside low…high the chance is below EDGE. */
  low: number;
  high: number;
}

export interface Stretch {
  readonly minutes: number;
  readonly arrivalsPerMinute: number;
  readonly servers: number;
  readonly serviceMinutes: number;
}

const TAIL = 1e-9;
const EDGE = 1e-12;
/** Poisson weights are summed from the front, so exp(−Λt) must not underflow: longer stretches are halved. */
const LONGEST = 200;

/** `present` people for certain; `room` is the largest number ever followed. */
export function crowdOf(present: number, room: number): Crowd {
  const chance = new Float64Array(Math.max(room, present) + 2);
  chance[present] = 1;
  return { chance, low: present, high: present };
}

/** Carries the crowd through the stretch and answers the expected person-minutes waited in it. */
export function pass(crowd: Crowd, stretch: Stretch): number {
  const { minutes, arrivalsPerMinute, servers, serviceMinutes } = stretch;
  const rate = arrivalsPerMinute + servers / serviceMinutes;
  if (minutes <= 0) return 0;
  if (rate === 0) return minutes * expectedQueue(crowd, servers);
  if (rate * minutes > LONGEST) {
    const half = { ...stretch, minutes: minutes / 2 };
    return pass(crowd, half) + pass(crowd, half);
  }
  return uniformise(crowd, stretch, rate);
}

export function expectedQueue({ chance, low, high }: Crowd, servers: number): number {
  let queue = 0;
  for (let n = Math.max(low, servers + 1); n <= high; n += 1) queue += (n - servers) * chance[n]!;
  return queue;
}

/** Expected minutes those waiting still wait when nobody comes any more: e people behind c busy windows wait s·e(e+1)/2c. */
export function drainMinutes({ chance, low, high }: Crowd, servers: number, serviceMinutes: number): number {
  let minutes = 0;
  for (let n = Math.max(low, servers + 1); n <= high; n += 1) {
    const queue = n - servers;
    minutes += (chance[n]! * serviceMinutes * queue * (queue + 1)) / (2 * servers);
  }
  return minutes;
}

function uniformise(crowd: Crowd, stretch: Stretch, rate: number): number {
  const { chance } = crowd;
  const { servers } = stretch;
  const top = chance.length - 2;
  const birth = stretch.arrivalsPerMinute / rate;
  const death = 1 / (stretch.serviceMinutes * rate);
  const mean = rate * stretch.minutes;
  let { low, high } = crowd;
  // Two buffers with one empty cell beyond each end, so the walk needs no special case.
  let now = new Float64Array(top + 3);
  let next = new Float64Array(top + 3);
  now.set(chance.subarray(0, top + 1), 1);
  const sum = new Float64Array(top + 1);
  let weight = Math.exp(-mean);
  let beyond = 1 - weight;
  let waited = 0;
  for (let step = 0; ; step += 1) {
    let queue = 0;
    for (let n = low; n <= high; n += 1) {
      const here = now[n + 1]!;
      sum[n]! += weight * here;
      if (n > servers) queue += (n - servers) * here;
    }
    waited += (beyond * queue) / rate;
    if (beyond < TAIL && step > mean) break;
    const first = Math.max(0, low - 1);
    const last = Math.min(top, high + 1);
    for (let n = first; n <= last; n += 1) {
      const busy = n < servers ? n : servers;
      const busyAbove = n + 1 < servers ? n + 1 : servers;
      // At the top an arrival is turned away; `room` is chosen so that the top is never reached in practice.
      const leave = (n < top ? birth : 0) + busy * death;
      next[n + 1] = now[n + 1]! * (1 - leave) + now[n]! * birth + now[n + 2]! * busyAbove * death;
    }
    [now, next] = [next, now];
    next.fill(0, first, last + 3);
    low = first;
    high = last;
    while (low < high && now[low + 1]! < EDGE) now[++low] = 0;
    while (high > low && now[high + 1]! < EDGE) now[1 + high--] = 0;
    weight *= mean / (step + 1);
    beyond = Math.max(0, beyond - weight);
  }
  settle(crowd, sum);
  return waited;
}

/** Takes the new chances over, narrowed to where they matter and brought to mass 1. */
function settle(crowd: Crowd, sum: Float64Array): void {
  let mass = 0;
  for (const share of sum) mass += share;
  let low = 0;
  let high = sum.length - 1;
  while (low < high && sum[low]! < EDGE) low += 1;
  while (high > low && sum[high]! < EDGE) high -= 1;
  crowd.chance.fill(0);
  for (let n = low; n <= high; n += 1) crowd.chance[n] = sum[n]! / mass;
  crowd.low = low;
  crowd.high = high;
}
