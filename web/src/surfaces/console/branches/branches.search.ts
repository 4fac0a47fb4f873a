import { BranchFormat, BranchStage, type OrgUnit } from '@huiting/contracts/organization';
import type { BranchPulse } from '@huiting/contracts/hall';

export const branchViews = ['all', 'congested', 'near', 'alerts', 'closed'] as const;
export type BranchView = (typeof branchViews)[number];
export const branchSorts = [
  'waiting',
  'averageWait',
  'longestWait',
  'windows',
  'done',
  'alerts',
  'busy',
] as const;
export type BranchSort = (typeof branchSorts)[number];

export const branchTabs = ['now', 'windows', 'calendar', 'history'] as const;
export type BranchTab = (typeof branchTabs)[number];

/** Filters, sort and page of the branch list, and the tab of its drawer; they live in the address. */
export interface BranchSearch {
  readonly view?: BranchView;
  readonly org?: string;
  readonly q?: string;
  readonly format?: BranchPulse['format'];
  readonly stage?: BranchStage;
  readonly sort?: BranchSort;
  readonly order?: 'ascend' | 'descend';
  readonly page?: number;
  readonly tab?: BranchTab;
}

/** What a control changes; undefined takes a filter away. */
export type BranchChange = { readonly [K in keyof BranchSearch]?: BranchSearch[K] | undefined };

/** Another filter or sort begins at the first page again. */
export function changeSearch(search: BranchSearch, change: BranchChange): BranchSearch {
  return readBranchSearch({ ...search, page: undefined, ...change });
}

function oneOf<T extends string>(options: readonly T[], value: unknown): T | undefined {
  return options.find((option) => option === value);
}
const words = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

/** Takes what it knows from an address and forgets the rest. */
export function readBranchSearch(search: Record<string, unknown>): BranchSearch {
  const view = oneOf(branchViews, search['view']);
  const format = oneOf(BranchFormat.options, search['format']);
  const stage = oneOf(BranchStage.options, search['stage']);
  const sort = oneOf(branchSorts, search['sort']);
  const order = oneOf(['ascend', 'descend'] as const, search['order']);
  const tab = oneOf(branchTabs, search['tab']);
  const page = Number(search['page']);
  return {
    ...(view && view !== 'all' ? { view } : {}),
    ...(words(search['org']) ? { org: words(search['org']) } : {}),
    ...(words(search['q']) ? { q: words(search['q']) } : {}),
    ...(format ? { format } : {}),
    ...(stage ? { stage } : {}),
    ...(sort && order ? { sort, order } : {}),
    ...(Number.isInteger(page) && page > 1 ? { page } : {}),
    ...(tab && tab !== 'now' ? { tab } : {}),
  };
}

export function isInView(pulse: BranchPulse, view: BranchView): boolean {
  switch (view) {
    case 'all':
      return true;
    case 'congested':
    case 'near':
      return pulse.state === view;
    case 'alerts':
      return pulse.openAlerts > 0;
    case 'closed':
      return !pulse.open;
  }
}

/** Everything but the view: tabs count what each view would show. */
export function matchesFilters(pulse: BranchPulse, search: BranchSearch, unit: OrgUnit | null): boolean {
  if (unit && !pulse.path.startsWith(unit.path)) return false;
  if (search.format && pulse.format !== search.format) return false;
  if (search.stage && pulse.stage !== search.stage) return false;
  const wanted = search.q?.trim().toLowerCase() ?? '';
  return wanted === '' || `${pulse.name}\n${pulse.code}\n${pulse.city}`.toLowerCase().includes(wanted);
}

/** A suspended hall still serves who is in it: its figures count until it is empty. */
export const hasFigures = (pulse: BranchPulse): boolean =>
  pulse.open || pulse.waiting > 0 || pulse.openWindows > 0;

const stateRank = { congested: 0, near: 1, normal: 2, closed: 3 } as const;
const values: Record<BranchSort, (pulse: BranchPulse) => number | null> = {
  waiting: (pulse) => pulse.waiting,
  averageWait: (pulse) => pulse.averageWaitSeconds,
  longestWait: (pulse) => pulse.longestWaitSeconds,
  windows: (pulse) => pulse.openWindows,
  done: (pulse) => pulse.completedServices,
  alerts: (pulse) => pulse.openAlerts,
  busy: (pulse) => pulse.busyIndex,
};

/** Without a sort, what needs a person comes first; closed branches always come last, for their figures are of no day. */
export function inOrder(
  pulses: readonly BranchPulse[],
  { sort, order }: Pick<BranchSearch, 'sort' | 'order'>,
): readonly BranchPulse[] {
  const sign = order === 'ascend' ? 1 : -1;
  return pulses.toSorted((a, b) => {
    const closed = Number(!hasFigures(a)) - Number(!hasFigures(b));
    if (closed !== 0) return closed;
    if (!sort)
      return stateRank[a.state] - stateRank[b.state] || b.waiting - a.waiting || a.code.localeCompare(b.code);
    const first = values[sort](a);
    const second = values[sort](b);
    if (first === null || second === null) return Number(first === null) - Number(second === null);
    return sign * (first - second) || a.code.localeCompare(b.code);
  });
}
