/** When somebody sat at a window. The record has services only, so presence is what their services imply. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

export interface Desk {
  /** The recorded agent; null: the spare window, for services whose agent was not recorded. */
  readonly agent: string | null;
  readonly spans: readonly Span[];
}

interface Served {
  readonly agent: string | null;
  readonly from: number;
  readonly seconds: number;
}

/** A longer gap between two services is an absence. */
const longestGapMs = 30 * 60_000;

/**
 * Each agent's spans of presence: services in order of their beginning, overlapping ones laid one after another (nobody
 * serves two at once), joined over gaps of up to 30 minutes. Services without an agent count as one more agent, the spare.
 */
export function inferPresence(services: readonly Served[]): Desk[] {
  const byAgent = Map.groupBy(services, ({ agent }) => agent);
  return [...byAgent]
    .map(([agent, mine]): Desk => ({ agent, spans: joinServices(mine) }))
    .toSorted((a, b) => ((a.agent ?? '~') < (b.agent ?? '~') ? -1 : 1));
}

function joinServices(services: readonly Served[]): Span[] {
  const spans: { from: number; until: number }[] = [];
  for (const { from, seconds } of services.toSorted((a, b) => a.from - b.from)) {
    const last = spans.at(-1);
    if (last === undefined || from - last.until > longestGapMs)
      spans.push({ from, until: from + seconds * 1_000 });
    else last.until = Math.max(last.until, from) + seconds * 1_000;
  }
  return spans;
}
