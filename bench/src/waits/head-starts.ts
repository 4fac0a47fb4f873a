import type { RecordedWait } from './scenes.ts';

/** Seconds a line is treated as having come earlier than it did. */
export type HeadStarts = ReadonlyMap<string, number>;

const grid = [-600, -300, -180, -120, -90, -60, -30, 0, 30, 60, 90, 120, 180, 300, 600];
/** Lines with fewer pairs than this say too little: no head start. */
const enoughPairs = 300;

interface Pair {
  readonly a: RecordedWait;
  readonly b: RecordedWait;
}

/**
 * The order a record was really called in, when its rule is not known: of every two people who waited at once and were both
 * called, one was called first. Line by line the head start is taken that explains most of these pairs, twice round.
 */
export function inferHeadStarts(waits: readonly RecordedWait[]): HeadStarts {
  const pairs = pairsOf(waits.filter(({ isAsked }) => isAsked));
  const starts = new Map<string, number>();
  const lines = [...new Set(pairs.flatMap(({ a, b }) => [a.lineCode, b.lineCode]))].sort();
  for (let round = 0; round < 2; round += 1) {
    for (const line of lines) {
      const own = pairs.filter(({ a, b }) => (a.lineCode === line) !== (b.lineCode === line));
      if (own.length < enoughPairs) continue;
      const explained = grid.map((seconds) => {
        const tried = new Map(starts).set(line, seconds);
        return own.filter(({ a, b }) => a.endedAt < b.endedAt === rankOf(a, tried) < rankOf(b, tried)).length;
      });
      starts.set(line, grid[explained.indexOf(Math.max(...explained))]!);
    }
  }
  return starts;
}

/** ms; the smaller is called first. */
export function rankOf({ joinedAt, lineCode }: RecordedWait, starts: HeadStarts): number {
  return joinedAt - (starts.get(lineCode) ?? 0) * 1_000;
}

function pairsOf(waits: readonly RecordedWait[]): Pair[] {
  const ascending = waits.toSorted((a, b) => a.joinedAt - b.joinedAt);
  const pairs: Pair[] = [];
  for (const [place, a] of ascending.entries()) {
    for (let other = place + 1; other < ascending.length; other += 1) {
      const b = ascending[other]!;
      if (b.joinedAt >= a.endedAt) break;
      if (a.endedAt !== b.endedAt && a.lineCode !== b.lineCode) pairs.push({ a, b });
    }
  }
  return pairs;
}
