import { BranchFormat, BranchStage } from '@huiting/contracts/organization';
import { PulseSort, PulseView, type BranchPulse } from '@huiting/contracts/hall';

export const branchTabs = ['now', 'windows', 'calendar', 'history'] as const;
export type BranchTab = (typeof branchTabs)[number];

/** Filters, sort and page of the branch list, and the tab of its drawer; they live in the address. */
export interface BranchSearch {
  readonly view?: PulseView;
  readonly org?: string;
  readonly q?: string;
  readonly format?: BranchPulse['format'];
  readonly stage?: BranchStage;
  readonly sort?: PulseSort;
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
  const view = oneOf(PulseView.options, search['view']);
  const format = oneOf(BranchFormat.options, search['format']);
  const stage = oneOf(BranchStage.options, search['stage']);
  const sort = oneOf(PulseSort.options, search['sort']);
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
