import type { WindowKind } from '@huiting/contracts/organization';
import type { PlannedWindow, PlannedZone } from './plan-types.ts';
import type { Random } from './random.ts';

interface WindowRecipe {
  readonly kind: WindowKind;
  readonly profileCode: string;
  readonly elastic: boolean;
  readonly serviceCodes: readonly string[];
  readonly zone: PlannedZone['kind'];
}

const everyday = ['personal', 'cash', 'transfer', 'pension'];
const recipes: Readonly<Record<string, WindowRecipe>> = {
  p: { kind: 'general', profileCode: 'general', elastic: false, serviceCodes: everyday, zone: 'cashCounter' },
  c: { kind: 'cash', profileCode: 'cash', elastic: false, serviceCodes: everyday, zone: 'cashCounter' },
  n: {
    kind: 'nonCash',
    profileCode: 'nonCash',
    elastic: false,
    serviceCodes: ['personal', 'transfer', 'pension', 'wealth'],
    zone: 'nonCashCounter',
  },
  b: {
    kind: 'corporate',
    profileCode: 'corporate',
    elastic: false,
    serviceCodes: ['corporate', 'personal', 'transfer'],
    zone: 'nonCashCounter',
  },
  e: { kind: 'express', profileCode: 'express', elastic: true, serviceCodes: everyday, zone: 'cashCounter' },
  f: {
    kind: 'flex',
    profileCode: 'all',
    elastic: true,
    serviceCodes: [...everyday, 'wealth', 'corporate'],
    zone: 'cashCounter',
  },
  v: {
    kind: 'vip',
    profileCode: 'vip',
    elastic: false,
    serviceCodes: ['wealth', 'personal', 'transfer', 'pension'],
    zone: 'vip',
  },
};

/** Windows that should be able to take these services at least, so that a lunch does not close them. */
const atLeast: readonly (readonly [service: string, windows: number])[] = [
  ['wealth', 2],
  ['corporate', 3],
];

/** Windows of an outlet from its sketch (`pppcbfv`). General windows, the second first, take over what too few could. */
export function planWindows(
  sketch: string,
  zones: readonly PlannedZone[],
  random: Random,
  ms: number,
): PlannedWindow[] {
  const zoneOf = (kind: PlannedZone['kind']): string | null =>
    (zones.find((zone) => zone.kind === kind) ?? zones.find((zone) => zone.kind === 'cashCounter'))?.id ??
    null;
  const letters = [...sketch];
  const codes = letters.map((letter) => [...recipes[letter]!.serviceCodes]);
  const generals = letters.flatMap((letter, index) => (letter === 'p' ? [index] : []));
  const helpers = [...generals.slice(1, 2), ...generals.slice(0, 1)];
  for (const [service, windows] of atLeast) {
    for (const helper of helpers) {
      if (codes.filter((list) => list.includes(service)).length < windows) codes[helper]!.push(service);
    }
  }
  return letters.map((letter, index) => {
    const recipe = recipes[letter]!;
    const room = letters.slice(0, index + 1).filter((one) => one === 'v').length;
    return {
      id: random.id(ms),
      label: letter === 'v' ? `理财室 ${room}` : String(index + 1),
      number: index + 1,
      kind: recipe.kind,
      elastic: recipe.elastic,
      zoneId: zoneOf(recipe.zone),
      serviceCodes: codes[index]!,
      profileCode: recipe.profileCode,
    };
  });
}
