import { drawsFrom, type Draw } from '../sample/draws.ts';
import type { TidalBranch, TidalInput, TidalLimits, TidalPerson, TidalService } from './types.ts';

export const LIMITS: TidalLimits = {
  maxMoves: 12,
  openMinutes: 5,
  maxTravelMinutes: 30,
  minStayMinutes: 45,
  minSavedMinutes: 10,
  closeMaxAddedMinutes: 5,
  closeMaxUtilisation: 0.6,
};

export function serviceOf(over: Partial<TidalService> = {}): TidalService {
  return { code: 'P', waiting: 0, inService: 0, arrivals: Array(8).fill(5), serviceMinutes: 6, ...over };
}

export function branchOf(id: string, over: Partial<TidalBranch> = {}): TidalBranch {
  return {
    id,
    services: [serviceOf()],
    windows: [1, 2, 3, 4].map((n) => ({ id: `${n}`, services: ['P', 'C'] })),
    minOpenWindows: 1,
    keep: [],
    ...over,
  };
}

export function personOf(
  id: string,
  branchId: string,
  windowId: string | null,
  over: Partial<TidalPerson> = {},
): TidalPerson {
  return { id, branchId, windowId, skills: ['P', 'C'], mobile: true, until: 480, away: [], ...over };
}

export function inputOf(over: Partial<TidalInput>): TidalInput {
  return { intervalMinutes: 15, branches: [], people: [], travel: [], limits: LIMITS, ...over };
}

/** A cluster of branches in a town: some crowded, some calm; personal, corporate and cash business. */
export function clusterOf(
  seed: number,
  branches: number,
  { windows = 6, peopleMost = 9 }: { windows?: number; peopleMost?: number } = {},
): TidalInput {
  const draw = drawsFrom(seed);
  const places = Array.from({ length: branches }, (_, index) => ({
    id: `B${index + 1}`,
    x: draw.between(0, 30),
    y: draw.between(0, 30),
  }));
  const travel = places.flatMap((from) =>
    places
      .filter((to) => to !== from)
      .map((to) => ({
        from: from.id,
        to: to.id,
        minutes: 5 + Math.round(Math.hypot(from.x - to.x, from.y - to.y) * 1.5),
      })),
  );
  const sites = places.map(({ id }) => siteOf(draw, id, windows, peopleMost));
  return inputOf({
    branches: sites.map(({ branch }) => branch),
    people: sites.flatMap(({ people }) => people),
    travel,
  });
}

function siteOf(
  draw: Draw,
  id: string,
  windows: number,
  peopleMost: number,
): { branch: TidalBranch; people: TidalPerson[] } {
  const open = draw.integer(1, Math.max(1, windows - 1));
  // From a third of what the open windows carry to well above it.
  const load = draw.between(0.3, 1.3);
  const shares = [
    { code: 'P', share: 0.65, serviceMinutes: 6 },
    { code: 'C', share: 0.15, serviceMinutes: 12 },
    { code: 'K', share: 0.2, serviceMinutes: 4 },
  ];
  const services = shares.map(({ code, share, serviceMinutes }) => ({
    code,
    serviceMinutes,
    waiting: load > 0.9 ? draw.integer(0, 6) : 0,
    inService: code === 'P' ? open : 0,
    arrivals: Array.from({ length: 8 }, () => ((load * open * 15) / 6.8) * share * draw.between(0.8, 1.2)),
  }));
  const people = Array.from({ length: draw.integer(open + 1, Math.max(open + 1, peopleMost)) }, (_, p) =>
    personOf(`${id}-${p + 1}`, id, p < open ? `${p + 1}` : null, {
      skills: [
        'P',
        'K',
        ...(p === 0 || draw.chance(0.4) ? ['C'] : []),
        ...(p < 2 || draw.chance(0.3) ? ['authorise'] : []),
      ],
      mobile: draw.chance(0.6),
      until: draw.chance(0.15) ? draw.integer(30, 110) : 480,
      away: draw.chance(0.2) ? [[60, 90]] : [],
    }),
  );
  const branch = branchOf(id, {
    services,
    windows: Array.from({ length: windows }, (_, w) => ({ id: `${w + 1}`, services: ['P', 'C', 'K'] })),
    keep: [{ skill: 'authorise', count: 1 }],
  });
  return { branch, people };
}
