import type {
  BranchFormat,
  Deviation,
  FormatStandard,
  LayoutDraft,
  WindowKind,
  ZoneKind,
} from '@huiting/contracts/organization';
import type { z } from 'zod';
import { layoutProblems } from './organization.changes.domain.ts';
import type { BranchInfo } from './organization.domain.ts';

type Zone = z.output<typeof ZoneKind>;
type Window = FormatStandard['windows'][number];

const everyday = ['personal', 'cash', 'transfer', 'pension'];
const usual: Readonly<Record<WindowKind, Omit<Window, 'count' | 'kind'>>> = {
  general: { zone: 'cashCounter', elastic: false, serviceCodes: everyday, profileCode: 'general' },
  cash: { zone: 'cashCounter', elastic: false, serviceCodes: everyday, profileCode: 'cash' },
  nonCash: {
    zone: 'nonCashCounter',
    elastic: false,
    serviceCodes: ['personal', 'transfer', 'pension', 'wealth'],
    profileCode: 'nonCash',
  },
  vip: {
    zone: 'vip',
    elastic: false,
    serviceCodes: ['wealth', 'personal', 'transfer', 'pension'],
    profileCode: 'vip',
  },
  express: { zone: 'cashCounter', elastic: true, serviceCodes: everyday, profileCode: 'express' },
  corporate: {
    zone: 'nonCashCounter',
    elastic: false,
    serviceCodes: ['corporate', 'personal', 'transfer'],
    profileCode: 'corporate',
  },
  flex: {
    zone: 'cashCounter',
    elastic: true,
    serviceCodes: [...everyday, 'wealth', 'corporate'],
    profileCode: 'all',
  },
};
const zoneNames: Readonly<Record<Zone, string>> = {
  guidance: '咨询引导区',
  waiting: '等候区',
  smartService: '智能服务区',
  cashCounter: '高柜区',
  nonCashCounter: '低柜区',
  vip: '贵宾区',
  selfService: '自助区',
};
const zones = (...kinds: Zone[]) => kinds.map((kind) => ({ kind, name: zoneNames[kind] }));
const windows = (...wanted: (readonly [WindowKind, number])[]): Window[] =>
  wanted.map(([kind, count]) => ({ kind, count, ...usual[kind] }));

/** What the program begins with, to be edited by each bank: sizes and numbers differ, the shape is common. */
export const shippedStandards: Readonly<Record<BranchFormat, FormatStandard>> = {
  flagship: {
    area: { from: 800, to: 2000 },
    zones: zones(
      'guidance',
      'waiting',
      'smartService',
      'cashCounter',
      'nonCashCounter',
      'vip',
      'selfService',
    ),
    windows: windows(['general', 4], ['cash', 2], ['corporate', 2], ['flex', 1], ['vip', 2]),
    staffing: [
      { post: 'branchManager', count: 1 },
      { post: 'operationsSupervisor', count: 2 },
      { post: 'lobbyManager', count: 3 },
      { post: 'teller', count: 9 },
      { post: 'relationshipManager', count: 3 },
      { post: 'wealthManager', count: 2 },
    ],
    devices: [
      { kind: 'kiosk', count: 2 },
      { kind: 'hallDisplay', count: 2 },
      { kind: 'windowDisplay', count: 11 },
      { kind: 'evaluator', count: 11 },
      { kind: 'smartTeller', count: 4 },
      { kind: 'cashRecycler', count: 4 },
      { kind: 'pad', count: 4 },
    ],
  },
  full: {
    area: { from: 400, to: 800 },
    zones: zones(
      'guidance',
      'waiting',
      'smartService',
      'cashCounter',
      'nonCashCounter',
      'vip',
      'selfService',
    ),
    windows: windows(['general', 3], ['cash', 1], ['corporate', 1], ['flex', 1], ['vip', 1]),
    staffing: [
      { post: 'branchManager', count: 1 },
      { post: 'operationsSupervisor', count: 1 },
      { post: 'lobbyManager', count: 1 },
      { post: 'teller', count: 7 },
      { post: 'relationshipManager', count: 1 },
      { post: 'wealthManager', count: 1 },
    ],
    devices: [
      { kind: 'kiosk', count: 1 },
      { kind: 'hallDisplay', count: 1 },
      { kind: 'windowDisplay', count: 7 },
      { kind: 'evaluator', count: 7 },
      { kind: 'smartTeller', count: 3 },
      { kind: 'cashRecycler', count: 3 },
      { kind: 'pad', count: 3 },
    ],
  },
  light: {
    area: { from: 150, to: 400 },
    zones: zones('guidance', 'waiting', 'smartService', 'cashCounter', 'nonCashCounter', 'selfService'),
    windows: windows(['general', 2], ['cash', 1], ['corporate', 1], ['flex', 1]),
    staffing: [
      { post: 'branchManager', count: 1 },
      { post: 'operationsSupervisor', count: 1 },
      { post: 'lobbyManager', count: 1 },
      { post: 'teller', count: 5 },
      { post: 'relationshipManager', count: 1 },
    ],
    devices: [
      { kind: 'kiosk', count: 1 },
      { kind: 'hallDisplay', count: 1 },
      { kind: 'windowDisplay', count: 5 },
      { kind: 'evaluator', count: 5 },
      { kind: 'smartTeller', count: 3 },
      { kind: 'cashRecycler', count: 2 },
      { kind: 'pad', count: 2 },
    ],
  },
  community: {
    area: { from: 60, to: 250 },
    zones: zones('guidance', 'waiting', 'cashCounter', 'selfService'),
    windows: windows(['general', 2], ['cash', 1], ['flex', 1]),
    staffing: [
      { post: 'branchManager', count: 1 },
      { post: 'operationsSupervisor', count: 1 },
      { post: 'lobbyManager', count: 1 },
      { post: 'teller', count: 4 },
      { post: 'relationshipManager', count: 1 },
    ],
    devices: [
      { kind: 'kiosk', count: 1 },
      { kind: 'hallDisplay', count: 1 },
      { kind: 'windowDisplay', count: 4 },
      { kind: 'evaluator', count: 4 },
      { kind: 'smartTeller', count: 1 },
      { kind: 'cashRecycler', count: 1 },
      { kind: 'pad', count: 1 },
    ],
  },
  featured: {
    area: { from: 150, to: 800 },
    zones: zones('guidance', 'waiting', 'smartService', 'cashCounter', 'vip', 'selfService'),
    windows: windows(['general', 2], ['cash', 1], ['flex', 1], ['vip', 1]),
    staffing: [
      { post: 'branchManager', count: 1 },
      { post: 'operationsSupervisor', count: 1 },
      { post: 'lobbyManager', count: 1 },
      { post: 'teller', count: 5 },
      { post: 'relationshipManager', count: 1 },
      { post: 'wealthManager', count: 1 },
    ],
    devices: [
      { kind: 'kiosk', count: 1 },
      { kind: 'hallDisplay', count: 1 },
      { kind: 'windowDisplay', count: 5 },
      { kind: 'evaluator', count: 5 },
      { kind: 'smartTeller', count: 2 },
      { kind: 'signage', count: 2 },
      { kind: 'pad', count: 2 },
    ],
  },
};

/** Zones and windows of a new branch, numbered in the standard's order; rooms for VIPs are named as such. */
export function layoutOf(standard: FormatStandard, newId: () => string): LayoutDraft {
  const made = standard.zones.map((zone) => ({ id: newId(), ...zone, serviceCodes: [] }));
  let number = 0;
  let rooms = 0;
  return {
    zones: made,
    windows: standard.windows.flatMap(({ kind, count, zone, elastic, serviceCodes, profileCode }) =>
      Array.from({ length: count }, () => {
        number += 1;
        const label = kind === 'vip' ? `理财室 ${(rooms += 1)}` : String(number);
        const zoneId = made.find((one) => one.kind === zone)?.id ?? null;
        return {
          id: newId(),
          label,
          number,
          kind,
          elastic,
          zoneId,
          serviceCodes: [...serviceCodes],
          profileCode,
        };
      }),
    ),
  };
}

export type StandardProblem =
  | { readonly problem: 'area' | 'tooManyWindows' }
  | { readonly problem: 'zoneMissing'; readonly kind: string }
  | { readonly problem: 'twice'; readonly kind: string }
  | { readonly problem: 'zoneNameTwice'; readonly kind: string };

/** Why no branch could be as it says. */
export function standardProblems(standard: FormatStandard): StandardProblem[] {
  const { area, zones: places, windows: counters, staffing, devices } = standard;
  const kinds = new Set(places.map(({ kind }) => kind));
  const twice = (items: readonly string[]) =>
    items
      .filter((item, at) => items.indexOf(item) !== at)
      .map((kind) => ({ problem: 'twice' as const, kind }));
  const total = counters.reduce((sum, { count }) => sum + count, 0);
  let id = 0;
  const names = layoutProblems(layoutOf(standard, () => String((id += 1)))).flatMap((one) =>
    one.problem === 'zoneNameTwice' ? [{ problem: 'zoneNameTwice' as const, kind: one.zone }] : [],
  );
  return [
    ...(area.from > area.to ? [{ problem: 'area' as const }] : []),
    // A layout ends at 60 windows.
    ...(total > 60 ? [{ problem: 'tooManyWindows' as const }] : []),
    ...counters
      .filter(({ zone }) => zone !== null && !kinds.has(zone))
      .map(({ kind }) => ({ problem: 'zoneMissing' as const, kind })),
    ...twice(staffing.map(({ post }) => post)),
    ...twice(devices.map(({ kind }) => kind)),
    ...twice(counters.map(({ kind, zone }) => `${kind}/${zone ?? ''}`)),
    ...names,
  ];
}

/** What is more, less, or elsewhere than the standard of the branch's format says, as far as the record tells. */
export function deviationsOf(branch: BranchInfo, standard: FormatStandard): Deviation[] {
  const { area } = standard;
  const size = branch.areaSquareMetres;
  const outside = size < area.from || size > area.to;
  return [
    ...differences(
      'zone',
      standard.zones.map(({ kind }) => [kind, 1] as const),
      branch.zones.map(({ kind }) => kind),
    ),
    ...differences(
      'window',
      standard.windows.map(({ kind, count }) => [kind, count] as const),
      branch.windows.map(({ kind }) => kind),
    ),
    // A branch whose size nobody entered is not measured.
    ...(outside && size > 0
      ? [{ part: 'area' as const, kind: '', standard: size < area.from ? area.from : area.to, actual: size }]
      : []),
  ];
}

/** People and devices, as counted by the room that keeps them; what nobody counts is not compared. */
export function countedDeviations(
  part: string,
  standard: FormatStandard,
  { kinds, here }: { readonly kinds: readonly string[]; readonly here: Readonly<Record<string, number>> },
): Deviation[] {
  if (part !== 'staffing' && part !== 'device') return [];
  const wanted: readonly (readonly [string, number])[] =
    part === 'staffing'
      ? standard.staffing.map(({ post, count }) => [post, count])
      : standard.devices.map(({ kind, count }) => [kind, count]);
  return kinds.flatMap((kind) => {
    const should = wanted.find(([one]) => one === kind)?.[1] ?? 0;
    const actual = here[kind] ?? 0;
    return should === actual ? [] : [{ part, kind, standard: should, actual }];
  });
}

function differences(
  part: 'zone' | 'window',
  wanted: readonly (readonly [string, number])[],
  here: readonly string[],
): Deviation[] {
  const kinds = new Set([...wanted.map(([kind]) => kind), ...here]);
  return [...kinds].flatMap((kind) => {
    const standard = wanted.reduce((sum, [one, count]) => (one === kind ? sum + count : sum), 0);
    const actual = here.filter((one) => one === kind).length;
    return standard === actual ? [] : [{ part, kind, standard, actual }];
  });
}
