/** Changes heard lately, per feed: a snapshot fetched meanwhile may be older than they are. */
const recent = new Map<string, { number: number; delta: unknown }[]>();
const keptDeltas = 500;

export function keepRecent(feedName: string, number: number, delta: unknown): void {
  const list = recent.get(feedName) ?? [];
  if (number <= (list.at(-1)?.number ?? -1)) return;
  list.push({ number, delta });
  if (list.length > keptDeltas) list.shift();
  recent.set(feedName, list);
}

export function forgetRecent(feedName: string): void {
  recent.delete(feedName);
}

/** A change is applied once, in order, and only to an older snapshot. */
export function applyDelta<S extends { readonly number: number }, D>(
  snapshot: S,
  number: number,
  delta: D,
  reduce: (snapshot: S, delta: D) => S,
): S {
  if (number <= snapshot.number) return snapshot;
  return { ...reduce(snapshot, delta), number };
}

/** Brings a fetched snapshot up to what has been heard already. */
export function applyMissed<S extends { readonly number: number }, D>(
  feedName: string,
  snapshot: S,
  reduce: (snapshot: S, delta: D) => S,
): S {
  const later = (recent.get(feedName) ?? []).filter(({ number }) => number > snapshot.number);
  return later.reduce((so, { number, delta }) => applyDelta(so, number, delta as D, reduce), snapshot);
}
