import { landline } from './identifiers.ts';
import { bankName, regions } from './outlets.ts';
import type { OutletSketch, RegionSketch } from './outlets.ts';
import { addDays } from './dates.ts';
import type { PlannedBranch, PlannedMilestone, PlannedOrgUnit, PlannedZone, Rhythm } from './plan-types.ts';
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
  const opened = { year: random.int(2004, 2021), month: random.int(1, 12), day: random.int(1, 28) };
  const stage = sketch.stage ?? 'operating';
  const openedOn = dateOf(opened.year, opened.month, opened.day);
  return {
    id: random.id(ms),
    orgUnitId: unit.id,
    code: sketch.code,
    name: sketch.name,
    path: unit.path,
    format: sketch.format,
    stage,
    city: region.city,
    address: sketch.address,
    timeZone,
    phone: landline(region.areaCode, random),
    // In the form of a financial licence: B + bank (0999, not issued) + type S + region and order.
    licenceNo: `B0999S2${sketch.code}${String(random.int(1, 99)).padStart(2, '0')}`,
    areaSquareMetres: sketch.squareMetres,
    latitude: sketch.at[0],
    longitude: sketch.at[1],
    openedOn,
    milestones: planMilestones(random.fork('milestones'), ms, sketch, openedOn),
    weekdayHours: { open: '09:00', close: sketch.format === 'community' ? '16:30' : '17:00' },
    weekendHours: sketch.weekend ? { open: '09:30', close: '16:00' } : null,
    zones,
    windows: planWindows(sketch.windows, zones, random, ms),
    visitsPerDay: sketch.visitsPerDay,
    rhythm: sketch.rhythm,
    serviceMix: mixOf(sketch),
  };
}

const dateOf = (year: number, month: number, day: number): string =>
  `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;

/** A life on paper: approved two to three quarters before it opened, renovated once if it is old, or just now. */
function planMilestones(
  random: Random,
  ms: number,
  sketch: OutletSketch,
  openedOn: string,
): PlannedMilestone[] {
  const step = (
    stage: PlannedMilestone['stage'],
    from: string,
    note: string,
    documentNo = '',
  ): PlannedMilestone => ({ id: random.id(ms), stage, from, note, documentNo });
  const approvedOn = addDays(openedOn, -random.int(180, 270));
  const steps = [
    step('planning', approvedOn, '获准筹建', `江海银发〔${approvedOn.slice(0, 4)}〕${random.int(10, 90)} 号`),
    step(
      'opening',
      addDays(openedOn, -random.int(5, 12)),
      `窗口 ${Math.max(3, sketch.windows.length - 1)} 个`,
    ),
    step('operating', openedOn, '正式对外营业'),
  ];
  if (Number(openedOn.slice(0, 4)) < 2016) {
    const renovatedOn = dateOf(random.int(2022, 2025), random.int(3, 9), random.int(1, 28));
    steps.push(step('renovating', renovatedOn, '增设智能服务区'));
    steps.push(step('operating', addDays(renovatedOn, random.int(60, 100)), '改造完成，恢复营业'));
  }
  if (sketch.stage === 'renovating') steps.push(step('renovating', '2026-10-12', '厅堂改造，预计三个月'));
  return steps;
}

function mixOf(sketch: OutletSketch): Record<string, number> {
  const weights = { ...mixes[sketch.rhythm] };
  if (!sketch.windows.includes('v')) weights.wealth = 3;
  if (!sketch.windows.includes('b')) weights.corporate = 3;
  const total = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return Object.fromEntries(Object.entries(weights).map(([code, weight]) => [code, weight / total]));
}
