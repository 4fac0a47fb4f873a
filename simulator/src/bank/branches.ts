import { landline } from './identifiers.ts';
import { bankName, regions } from './outlets.ts';
import type { OutletSketch, RegionSketch } from './outlets.ts';
import type { PlannedBranch, PlannedOrgUnit, PlannedZone, Rhythm } from './plan-types.ts';
import type { Random } from './random.ts';
import { planWindows } from './windows.ts';

const zoneNames: Readonly<Record<PlannedZone['kind'], string>> = {
  guidance: '咨询引导区',
  waiting: '等候区',
  smartService: '智能服务区',
  cashCounter: '高柜区',
  nonCashCounter: '低柜区',
  vip: '贵宾区',
  selfService: '24 小时自助区',
};
const zonesByFormat: Readonly<Record<OutletSketch['format'], readonly PlannedZone['kind'][]>> = {
  flagship: ['guidance', 'waiting', 'smartService', 'cashCounter', 'nonCashCounter', 'vip', 'selfService'],
  full: ['guidance', 'waiting', 'smartService', 'cashCounter', 'nonCashCounter', 'vip', 'selfService'],
  featured: ['guidance', 'waiting', 'smartService', 'cashCounter', 'vip', 'selfService'],
  light: ['guidance', 'waiting', 'smartService', 'cashCounter', 'nonCashCounter', 'selfService'],
  community: ['guidance', 'waiting', 'cashCounter', 'selfService'],
};
const zoneServices: Partial<Record<PlannedZone['kind'], readonly string[]>> = {
  smartService: ['personal', 'transfer'],
  cashCounter: ['cash', 'pension', 'personal', 'transfer'],
  nonCashCounter: ['corporate', 'personal', 'transfer'],
  vip: ['wealth'],
};

/** Relative weight of each service by neighbourhood; normalised over what the outlet's windows make sensible. */
const mixes: Readonly<Record<Rhythm, Readonly<Record<string, number>>>> = {
  normal: { personal: 34, cash: 23, transfer: 13, pension: 14, wealth: 7, corporate: 9 },
  noon: { personal: 36, cash: 17, transfer: 17, pension: 6, wealth: 10, corporate: 14 },
  weekend: { personal: 40, cash: 22, transfer: 14, pension: 9, wealth: 10, corporate: 5 },
  payday: { personal: 30, cash: 24, transfer: 12, pension: 20, wealth: 6, corporate: 8 },
};

export function planOrganization(
  random: Random,
  ms: number,
  timeZone: string,
): { orgUnits: PlannedOrgUnit[]; branches: PlannedBranch[] } {
  const head: PlannedOrgUnit = {
    id: random.id(ms),
    parentId: null,
    level: 'headOffice',
    code: 'HO',
    name: `${bankName}总行`,
    path: '/HO/',
  };
  const orgUnits = [head];
  const branches: PlannedBranch[] = [];
  for (const region of regions) {
    const unit: PlannedOrgUnit = {
      id: random.id(ms),
      parentId: head.id,
      level: 'regionalBranch',
      code: region.code,
      name: region.name,
      path: `/HO/${region.code}/`,
    };
    orgUnits.push(unit);
    for (const sketch of region.outlets) {
      const path = `${unit.path}${sketch.code}/`;
      const outlet: PlannedOrgUnit = {
        id: random.id(ms),
        parentId: unit.id,
        level: 'outlet',
        code: sketch.code,
        name: sketch.name,
        path,
      };
      orgUnits.push(outlet);
      branches.push(planBranch(region, sketch, outlet, random.fork(sketch.code), ms, timeZone));
    }
  }
  return { orgUnits, branches };
}

function planBranch(
  region: RegionSketch,
  sketch: OutletSketch,
  unit: PlannedOrgUnit,
  random: Random,
  ms: number,
  timeZone: string,
): PlannedBranch {
  const zones = zonesByFormat[sketch.format].map((kind) => ({
    id: random.id(ms),
    kind,
    name: zoneNames[kind],
    serviceCodes: [...(zoneServices[kind] ?? [])],
  }));
  return {
    id: random.id(ms),
    orgUnitId: unit.id,
    code: sketch.code,
    name: sketch.name,
    path: unit.path,
    format: sketch.format,
    stage: sketch.stage ?? 'operating',
    city: region.city,
    address: sketch.address,
    timeZone,
    phone: landline(region.areaCode, random),
    // In the form of a financial licence: B + bank (0999, not issued) + type S + region and order.
    licenceNo: `B0999S2${sketch.code}${String(random.int(1, 99)).padStart(2, '0')}`,
    areaSquareMetres: sketch.squareMetres,
    latitude: sketch.at[0],
    longitude: sketch.at[1],
    openedOn: `${random.int(2004, 2021)}-${String(random.int(1, 12)).padStart(2, '0')}-${String(random.int(1, 28)).padStart(2, '0')}`,
    weekdayHours: { open: '09:00', close: sketch.format === 'community' ? '16:30' : '17:00' },
    weekendHours: sketch.weekend ? { open: '09:30', close: '16:00' } : null,
    zones,
    windows: planWindows(sketch.windows, zones, random, ms),
    visitsPerDay: sketch.visitsPerDay,
    rhythm: sketch.rhythm,
    serviceMix: mixOf(sketch),
  };
}

function mixOf(sketch: OutletSketch): Record<string, number> {
  const weights = { ...mixes[sketch.rhythm] };
  if (!sketch.windows.includes('v')) weights.wealth = 3;
  if (!sketch.windows.includes('b')) weights.corporate = 3;
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(Object.entries(weights).map(([code, weight]) => [code, weight / total]));
}
