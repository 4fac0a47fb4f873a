import { usePreference } from './preference.ts';

/** Which columns of a table are shown, and in which order; columns unknown to it stand where the table puts them. */
export interface TableLayout {
  readonly hidden: readonly string[];
  readonly order: readonly string[];
}
const asBuilt: TableLayout = { hidden: [], order: [] };

/** A look at a list somebody has given a name: what its address says after the question mark. */
export interface SavedView {
  readonly name: string;
  readonly search: Readonly<Record<string, string>>;
}

const isRecord = (kept: unknown): kept is Record<string, unknown> =>
  typeof kept === 'object' && kept !== null && !Array.isArray(kept);
const words = (kept: unknown): readonly string[] =>
  Array.isArray(kept) ? kept.filter((one) => typeof one === 'string') : [];

export function readLayout(kept: unknown): TableLayout {
  if (!isRecord(kept)) return asBuilt;
  return { hidden: words(kept['hidden']), order: words(kept['order']) };
}

export function readViews(kept: unknown): readonly SavedView[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown) => {
    if (!isRecord(one) || typeof one['name'] !== 'string' || !isRecord(one['search'])) return [];
    const search = Object.entries(one['search']).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    );
    return [{ name: one['name'], search: Object.fromEntries(search) }];
  });
}

/** The person's own layout of a table. Null = as it was built. */
export function useTableLayout(table: string) {
  const [layout, onLayout] = usePreference(`table.${table}`, readLayout);
  return { layout, onLayout } as const;
}

/** The person's own views of a list, in the order they were saved. */
export function useSavedViews(list: string) {
  const [views, onViews] = usePreference(`views.${list}`, readViews);
  return { views, onViews } as const;
}
