import { usualTidalLimits } from '../sample/tidal-cluster.ts';
import type { TidalBranch, TidalInput, TidalPerson, TidalService } from './types.ts';

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
  return { intervalMinutes: 15, branches: [], people: [], travel: [], limits: usualTidalLimits, ...over };
}
