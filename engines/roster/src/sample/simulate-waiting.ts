import type { TidalInput, TidalMove, TidalPerson, TidalService } from '../tidal/index.ts';
import { drawsFrom } from './draws.ts';

/** Somebody at a window over [from, to), serving the services of these bits. */
interface Seat {
  readonly services: number;
  readonly from: number;
  readonly to: number;
}

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
    const horizon = intervalMinutes * Math.max(0, ...services.map((service) => service.arrivals.length));
    const free = [...seats.map(({ from }) => Math.max(0, from)), horizon];
    for (const [s, service] of services.entries()) {
      for (let served = 0; served < service.inService; served += 1) {
        const window = free.findIndex((at, w) => at === 0 && ((seats[w]?.services ?? 0) & (1 << s)) !== 0);
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
      if (best === null) {
        // Nobody is left who may serve them: one window stays for all of these when the horizon ends.
        best = { window: seats.length, index: 0, at: Math.max(free[seats.length]!, queue[0]!.at) };
      }
      const [customer] = queue.splice(best.index, 1);
      waited += best.at - customer!.at;
      free[best.window] = best.at + exponential(services[customer!.s]!.serviceMinutes);
    }
  }
  return waited / runs;
}

/**
 * Mean minutes waited in the whole cluster when these moves are made, by simulation: an independent judgement of a
 * plan. Who sits at a window when the horizon ends stays until everybody has been served.
 */
export function simulateCluster(
  input: TidalInput,
  moves: readonly TidalMove[],
  { runs, seed }: { readonly runs: number; readonly seed: number },
): number {
  const moveOf = new Map(moves.map((move) => [move.personId, move]));
  return input.branches.reduce((sum, branch) => {
    const bitsAt = (person: TidalPerson, windowId: string | null): number => {
      const window = branch.windows.find(({ id }) => id === windowId);
      return branch.services.reduce(
        (bits, { code }, s) =>
          window?.services.includes(code) && person.skills.includes(code) ? bits | (1 << s) : bits,
        0,
      );
    };
    const seats = input.people.flatMap((person): Seat[] => {
      const move = moveOf.get(person.id);
      const [at, windowId, from] =
        move === undefined
          ? [person.branchId, person.windowId, 0]
          : [move.toBranchId, move.toWindowId, move.effectiveAt];
      const services = at === branch.id ? bitsAt(person, windowId) : 0;
      return services === 0 ? [] : presences(person, from, input).map((span) => ({ ...span, services }));
    });
    return (
      sum + simulateWaiting(branch.services, seats, { intervalMinutes: input.intervalMinutes, runs, seed })
    );
  }, 0);
}

function presences(person: TidalPerson, start: number, input: TidalInput): { from: number; to: number }[] {
  const horizon = input.intervalMinutes * input.branches[0]!.services[0]!.arrivals.length;
  const spans: { from: number; to: number }[] = [];
  let from = start;
  for (const [leave, back] of person.away.toSorted(([a], [b]) => a - b)) {
    if (leave > from) spans.push({ from, to: leave });
    from = Math.max(from, back);
  }
  spans.push({ from, to: Infinity });
  return spans.flatMap(({ from: begin, to }) => {
    const end = Math.min(to, person.until >= horizon ? Infinity : person.until);
    return begin < end ? [{ from: begin, to: end }] : [];
  });
}
