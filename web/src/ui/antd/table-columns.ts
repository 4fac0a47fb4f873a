import type { TableLayout } from '../../lib/list-settings.ts';

/** The columns as the person wants them. The first one names the row and always stays in front. */
export function laidOut<C extends { readonly key?: unknown }>(
  columns: readonly C[],
  { hidden, order }: TableLayout,
): C[] {
  const [first, ...rest] = columns;
  if (first === undefined) return [];
  const placeOf = new Map(order.map((key, place) => [key, place]));
  const place = (column: C) => placeOf.get(String(column.key)) ?? order.length;
  return [
    first,
    ...rest
      .filter((column) => !hidden.includes(String(column.key)))
      .map((column, at) => ({ column, at }))
      .sort((a, b) => place(a.column) - place(b.column) || a.at - b.at)
      .map(({ column }) => column),
  ];
}

/** All keys but the first's, in the order shown, hidden ones where they would stand. */
export function orderOf(columns: readonly { readonly key?: unknown }[], layout: TableLayout): string[] {
  return laidOut(columns, { ...layout, hidden: [] })
    .slice(1)
    .map(({ key }) => String(key));
}

export function moved(order: readonly string[], key: string, by: -1 | 1): string[] {
  const from = order.indexOf(key);
  const to = from + by;
  if (from === -1 || to < 0 || to >= order.length) return [...order];
  return order.toSpliced(from, 1).toSpliced(to, 0, key);
}
