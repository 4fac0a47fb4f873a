import type { TidalBranch, TidalInput, TidalLimits, TidalPerson } from '../tidal/index.ts';
import { drawsFrom, type Draw } from './draws.ts';

export const usualTidalLimits: TidalLimits = {
  maxMoves: 12,
  openMinutes: 5,
  maxTravelMinutes: 30,
  minStayMinutes: 45,
  minSavedMinutes: 10,
  closeMaxAddedMinutes: 5,
  closeMaxUtilisation: 0.6,
};

export interface TidalClusterOptions {
  readonly seed: number;
  readonly branches: number;
  readonly windows?: number;
  readonly peopleMost?: number;
}

/** A cluster of branches in a town: some crowded, some calm; personal, corporate and cash business. Invented. */
export function createTidalCluster({
  seed,
  branches,
  windows = 6,
  peopleMost = 9,
}: TidalClusterOptions): TidalInput {
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
  return {
    intervalMinutes: 15,
    limits: usualTidalLimits,
    branches: sites.map(({ branch }) => branch),
    people: sites.flatMap(({ people }) => people),
    travel,
  };
}

function siteOf(
  draw: Draw,
  id: string,
  windows: number,
  peopleMost: number,
): { branch: TidalBranch; people: TidalPerson[] } {
  const open = draw.integer(1, Math.max(1, windows - 1));
  // From a third of what the open windows carry to well above it.
  const load = draw.between(0.3, 1.15);
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
    arrivals: Array.from({ length: 8 }, () => ((load * open * 15) / 6.5) * share * draw.between(0.8, 1.2)),
  }));
  const people = Array.from(
    { length: draw.integer(open + 1, Math.max(open + 1, peopleMost)) },
    (_, p): TidalPerson => ({
      id: `${id}-${p + 1}`,
      branchId: id,
      windowId: p < open ? `${p + 1}` : null,
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
  const branch: TidalBranch = {
    id,
    minOpenWindows: 1,
    services,
    windows: Array.from({ length: windows }, (_, w) => ({ id: `${w + 1}`, services: ['P', 'C', 'K'] })),
    keep: [{ skill: 'authorise', count: 1 }],
  };
  return { branch, people };
}
