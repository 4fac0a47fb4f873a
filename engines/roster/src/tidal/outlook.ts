import { outlookOfBlock, peopleOf, staffing, type BlockOutlook, type Seat } from './staffed-block.ts';
import type { BranchOutlook, TidalBranch, TidalService } from './types.ts';

/** More kinds of business than this are looked at alone, as the windows group them, and all together. */
const ALL_SUBSETS = 4;

/** What a branch expects under any staffing; remembers what it computed, because plans differ in few seats. */
export interface Forecaster {
  /** Bits of the service codes this branch offers. */
  bitsOf(codes: readonly string[]): number;
  codesOf(bits: number): string[];
  waitingMinutes(seats: readonly Seat[]): number;
  outlook(seats: readonly Seat[]): BranchOutlook;
}

/**
 * Several kinds of business before windows of different skills have no closed form. For a set of services, all windows
 * that serve any of them can do no better than one pooled line; so for every split of the services into sets, the sum
 * over the sets is a floor of the waiting, and the largest such sum is taken. It is exact when every window serves
 * everything and when no window serves two sets; between, it is optimistic. It never grows when somebody is added.
 */
export function createForecaster(branch: TidalBranch, intervalMinutes: number): Forecaster {
  const services = branch.services.filter((service) => peopleOf(service) > 0);
  const horizon = intervalMinutes * (branch.services[0]?.arrivals.length ?? 0);
  const bit = new Map(services.map(({ code }, index) => [code, 1 << index]));
  const known = new Map<string, BlockOutlook>();

  const bitsOf = (codes: readonly string[]): number =>
    codes.reduce((bits, code) => bits | (bit.get(code) ?? 0), 0);

  function block(bits: number, seats: readonly Seat[]): BlockOutlook {
    const steps = staffing(seats, bits, horizon);
    const key = `${bits}|${steps.map(({ at, servers }) => `${at}:${servers}`).join(' ')}`;
    const old = known.get(key);
    if (old !== undefined) return old;
    const fresh = outlookOfBlock(servicesIn(services, bits), steps, intervalMinutes);
    known.set(key, fresh);
    return fresh;
  }

  function worstSplit(seats: readonly Seat[]): BlockOutlook[] {
    const all = (1 << services.length) - 1;
    const blocks = new Map(
      blockFamily(services.length, branch, bitsOf).map((bits) => [bits, block(bits, seats)]),
    );
    const best = new Map<number, { minutes: number; blocks: BlockOutlook[] }>([
      [0, { minutes: 0, blocks: [] }],
    ]);
    for (let mask = 1; mask <= all; mask += 1) {
      const lowest = mask & -mask;
      let choice = best.get(mask ^ lowest)!;
      for (const [bits, outlook] of blocks) {
        if ((bits & lowest) === 0 || (bits & mask) !== bits) continue;
        const rest = best.get(mask ^ bits)!;
        const minutes = rest.minutes + outlook.waitingMinutes;
        if (minutes > choice.minutes) choice = { minutes, blocks: [...rest.blocks, outlook] };
      }
      best.set(mask, choice);
    }
    return best.get(all)!.blocks;
  }

  return {
    bitsOf,
    codesOf: (bits) => services.filter(({ code }) => (bits & bit.get(code)!) !== 0).map(({ code }) => code),
    waitingMinutes: (seats) => worstSplit(seats).reduce((sum, { waitingMinutes }) => sum + waitingMinutes, 0),
    outlook(seats) {
      const blocks = worstSplit(seats);
      const intervals = (branch.services[0]?.arrivals.length ?? 0) + 1;
      return {
        branchId: branch.id,
        waitingMinutes: blocks.reduce((sum, { waitingMinutes }) => sum + waitingMinutes, 0),
        queue: Array.from({ length: intervals }, (_, i) =>
          blocks.reduce((sum, { queue }) => sum + queue[i]!, 0),
        ),
        openWindows: seats.filter(({ from, to }) => from <= 0 && to > 0).length,
        utilisation: utilisation(services, seats, horizon),
      };
    },
  };
}

function servicesIn(services: readonly TidalService[], bits: number): TidalService[] {
  return services.filter((_, index) => (bits & (1 << index)) !== 0);
}

/** The sets a split may use: all of them while few; else each alone, what each kind of window serves, and everything. */
function blockFamily(
  count: number,
  branch: TidalBranch,
  bitsOf: (codes: readonly string[]) => number,
): number[] {
  const all = (1 << count) - 1;
  if (count <= ALL_SUBSETS) return Array.from({ length: all }, (_, index) => index + 1);
  const singles = Array.from({ length: count }, (_, index) => 1 << index);
  return [...new Set([...singles, ...branch.windows.map((window) => bitsOf(window.services)), all])].filter(
    (bits) => bits !== 0,
  );
}

/** Work present and to come ÷ minutes somebody sits at a window within the horizon. */
function utilisation(services: readonly TidalService[], seats: readonly Seat[], horizon: number): number {
  const work = services.reduce((sum, service) => sum + peopleOf(service) * service.serviceMinutes, 0);
  const staffed = seats.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, horizon) - Math.max(from, 0)),
    0,
  );
  return work === 0 ? 0 : staffed === 0 ? Infinity : work / staffed;
}
