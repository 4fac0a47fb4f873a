import { crowdOf, drainMinutes, expectedQueue, pass } from './birth-death.ts';
import type { TidalService } from './types.ts';

/** Somebody at a window over [from, to), serving the services of these bits. */
export interface Seat {
  readonly services: number;
  readonly from: number;
  readonly to: number;
}

export interface BlockOutlook {
  readonly waitingMinutes: number;
  /** At the beginning of each interval, and at the end. */
  readonly queue: readonly number[];
}

/** Windows in use from `at` on. */
interface Step {
  readonly at: number;
  readonly servers: number;
}

/** How many of the seats serve any of `services`, over time: from 0, only where it changes. */
export function staffing(seats: readonly Seat[], services: number, horizon: number): Step[] {
  const able = seats.filter((seat) => (seat.services & services) !== 0 && seat.from < horizon && seat.to > 0);
  const instants = [...new Set([0, ...able.flatMap(({ from, to }) => [from, to])])]
    .filter((at) => at >= 0 && at < horizon)
    .sort((a, b) => a - b);
  const steps: Step[] = [];
  for (const at of instants) {
    const servers = able.filter(({ from, to }) => from <= at && to > at).length;
    if (steps.at(-1)?.servers !== servers) steps.push({ at, servers });
  }
  return steps;
}

/**
 * The block's services as one line before the windows that serve any of them: the transient M(t)/M/c(t) queue from the
 * live numbers on. What is left at the end is counted until served, as if nobody else came and the last interval's
 * best staffing (at least one window) stayed.
 */
export function outlookOfBlock(
  services: readonly TidalService[],
  steps: readonly Step[],
  intervalMinutes: number,
): BlockOutlook {
  const intervals = services[0]!.arrivals.length;
  const arrivals = Array.from({ length: intervals }, (_, i) =>
    services.reduce((sum, service) => sum + service.arrivals[i]!, 0),
  );
  const present = services.reduce((sum, service) => sum + service.waiting + service.inService, 0);
  const expected = arrivals.reduce((sum, count) => sum + count, 0);
  const serviceMinutes = meanServiceMinutes(services);
  const crowd = crowdOf(present, present + Math.ceil(expected + 7 * Math.sqrt(expected)) + 10);
  const queue: number[] = [];
  let waitingMinutes = 0;
  let last = 1;
  for (let i = 0; i < intervals; i += 1) {
    const end = (i + 1) * intervalMinutes;
    let at = i * intervalMinutes;
    last = 1;
    while (at < end) {
      const servers = serversAt(steps, at);
      const until = Math.min(end, steps.find((step) => step.at > at)?.at ?? end);
      if (at === i * intervalMinutes) queue.push(expectedQueue(crowd, servers));
      last = Math.max(last, servers);
      const arrivalsPerMinute = arrivals[i]! / intervalMinutes;
      waitingMinutes += pass(crowd, { minutes: until - at, arrivalsPerMinute, servers, serviceMinutes });
      at = until;
    }
  }
  queue.push(expectedQueue(crowd, last));
  return { waitingMinutes: waitingMinutes + drainMinutes(crowd, last, serviceMinutes), queue };
}

function serversAt(steps: readonly Step[], at: number): number {
  let servers = 0;
  for (const step of steps) if (step.at <= at) servers = step.servers;
  return servers;
}

/** Weighted by the people of each service, present and to come. */
function meanServiceMinutes(services: readonly TidalService[]): number {
  let people = 0;
  let work = 0;
  for (const service of services) {
    const count = peopleOf(service);
    people += count;
    work += count * service.serviceMinutes;
  }
  return people === 0 ? services[0]!.serviceMinutes : work / people;
}

export function peopleOf(service: TidalService): number {
  return service.arrivals.reduce((sum, count) => sum + count, service.waiting + service.inService);
}
