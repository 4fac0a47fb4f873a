import { drawsFrom } from '../sample/draws.ts';
import type { Seat } from './staffed-block.ts';
import type { TidalService } from './types.ts';

/**
 * Mean minutes waited by all customers of one run, by plain event simulation: Poisson arrivals, exponential service
 * times, each free window takes the customer it may serve who waits longest; runs until everybody has been served.
 */
export function simulateWaiting(
  services: readonly TidalService[],
  seats: readonly Seat[],
  { intervalMinutes, runs, seed }: { intervalMinutes: number; runs: number; seed: number },
): number {
  const draw = drawsFrom(seed);
  const exponential = (mean: number): number => -mean * Math.log(1 - draw.between(0, 1));
  let waited = 0;
  for (let run = 0; run < runs; run += 1) {
    const arrivals = services
      .flatMap((service, s) => [
        ...Array.from({ length: service.waiting }, () => ({ at: 0, s })),
        ...service.arrivals.flatMap((count, i) => {
          const mean = intervalMinutes / count;
          const came: { at: number; s: number }[] = [];
          for (let at = exponential(mean); count > 0 && at < intervalMinutes; at += exponential(mean))
            came.push({ at: i * intervalMinutes + at, s });
          return came;
        }),
      ])
      .sort((a, b) => a.at - b.at);
    const free = seats.map(({ from }) => Math.max(0, from));
    for (const [s, service] of services.entries()) {
      for (let served = 0; served < service.inService; served += 1) {
        const window = free.findIndex((at, w) => at === 0 && (seats[w]!.services & (1 << s)) !== 0);
        if (window >= 0) free[window] = exponential(service.serviceMinutes);
      }
    }
    const queue = [...arrivals];
    while (queue.length > 0) {
      // The next start of service: over windows, the earliest pair of a free window and somebody it may serve.
      let best: { window: number; index: number; at: number } | null = null;
      for (const [window, seat] of seats.entries()) {
        const index = queue.findIndex(({ s }) => (seat.services & (1 << s)) !== 0);
        if (index < 0) continue;
        const at = Math.max(free[window]!, queue[index]!.at);
        if (at < seat.to && (best === null || at < best.at)) best = { window, index, at };
      }
      if (best === null) break;
      const [customer] = queue.splice(best.index, 1);
      waited += best.at - customer!.at;
      free[best.window] = best.at + exponential(services[customer!.s]!.serviceMinutes);
    }
  }
  return waited / runs;
}
