/** How old a right may be when it is used, in ms of real time. */
const stalenessMs = 1_000;
/** However quiet it is, nothing is used longer than this without being read again; marks are kept longer. */
const longestUseMs = 30_000;
const marksKeptMs = 60_000;

/**
 * Tells whether something read earlier may still be used: nobody marked it as changed since, and either it was read within
 * a second or the watch has looked for changes within a second. A database that is gone so lets rights lapse.
 */
export interface Freshness {
  /** Real time, ms; take it before reading. */
  readonly time: () => number;
  /** Whatever was read about this key until now is void. */
  mark(key: string): void;
  /** Every change committed before this moment has been marked. */
  confirm(asOf: number): void;
  isFresh(key: string, readAt: number): boolean;
}

export function createFreshness(time: () => number = () => performance.now()): Freshness {
  const marks = new Map<string, number>();
  let confirmedAt = Number.NEGATIVE_INFINITY;
  return {
    time,
    mark: (key) => {
      marks.delete(key);
      marks.set(key, time());
    },
    confirm: (asOf) => {
      confirmedAt = asOf;
      for (const [key, at] of marks) {
        if (at > asOf - marksKeptMs) break;
        marks.delete(key);
      }
    },
    isFresh: (key, readAt) => {
      const markedAt = marks.get(key) ?? Number.NEGATIVE_INFINITY;
      const now = time();
      return (
        readAt > markedAt && now - readAt < longestUseMs && now - Math.max(readAt, confirmedAt) < stalenessMs
      );
    },
  };
}

interface Entry<V> {
  readonly readAt: number;
  readonly value: V;
}

/** Values by key, read again when they are no longer fresh. Nothing that is absent is kept. */
export function createFreshCache<V>(deps: {
  freshness: Freshness;
  read: (key: string) => Promise<V | null>;
  /** The key under which a change of this value is marked. */
  markOf: (key: string, value: V) => string;
  limit: number;
}): (key: string) => Promise<V | null> {
  const { freshness } = deps;
  const entries = new Map<string, Entry<V>>();
  const reading = new Map<string, Promise<V | null>>();

  async function read(key: string): Promise<V | null> {
    const readAt = freshness.time();
    const value = await deps.read(key);
    entries.delete(key);
    if (value === null) return null;
    if (entries.size >= deps.limit) entries.delete(entries.keys().next().value!);
    entries.set(key, { readAt, value });
    return value;
  }

  return async (key) => {
    const entry = entries.get(key);
    if (entry !== undefined && freshness.isFresh(deps.markOf(key, entry.value), entry.readAt))
      return entry.value;
    // Many requests of one session wait for one read.
    const underWay = reading.get(key) ?? read(key).finally(() => reading.delete(key));
    reading.set(key, underWay);
    return underWay;
  };
}
