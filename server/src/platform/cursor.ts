/** A place in a list ordered by instant and id: what a page's cursor says. */
export interface Place {
  readonly at: number;
  readonly id: string;
}

const pattern = /^(\d{1,14})_([0-9a-f-]{36})$/;

/** Null for the beginning; a cursor nobody gave out begins anew. */
export function readCursor(cursor: string | undefined): Place | null {
  const match = pattern.exec(cursor ?? '');
  return match === null ? null : { at: Number(match[1]), id: match[2]! };
}

/** The cursor behind a page, when rows are left beyond it. */
export function nextCursor<T>(
  rows: readonly T[],
  items: readonly T[],
  placeOf: (row: T) => Place,
): string | null {
  const last = items.at(-1);
  if (last === undefined || rows.length === items.length) return null;
  const { at, id } = placeOf(last);
  return `${at}_${id}`;
}
