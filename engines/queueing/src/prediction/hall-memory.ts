/** What the last two hours of a hall leave behind. Instants: ms; feed it in order of time. */
export interface CalledEntry {
  readonly at: number;
  readonly lineCode: string;
  readonly waitedMs: number;
}

interface DoneEntry {
  readonly at: number;
  readonly windowId: string;
  readonly lineCode: string;
  readonly serviceMs: number;
}

const keptMs = 2 * 3_600_000;

/**
 * Recent arrivals, calls, departures and services of one hall, as the wait prediction looks at them. Everything older than two
 * hours is forgotten: O(events of two hours) of memory, O(1) amortised per event.
 */
export class HallMemory {
  readonly joined = new Recent<{ at: number; lineCode: string }>(keptMs);
  readonly called = new Recent<CalledEntry>(keptMs);
  readonly left = new Recent<{ at: number }>(keptMs);
  readonly done = new Recent<DoneEntry>(keptMs);
  /** Last call of each line out of a real wait, and the last of all, however old. */
  readonly lastWaited = new Map<string, CalledEntry>();
  lastWaitedOfAll: CalledEntry | null = null;
  /** When each window was last seen to serve. */
  readonly lastServed = new Map<string, number>();

  noteJoined(at: number, lineCode: string): void {
    this.joined.push({ at, lineCode });
  }

  noteCalled(entry: CalledEntry): void {
    this.called.push(entry);
    if (entry.waitedMs === 0) return;
    this.lastWaited.set(entry.lineCode, entry);
    this.lastWaitedOfAll = entry;
  }

  noteLeft(at: number): void {
    this.left.push({ at });
  }

  noteDone(entry: DoneEntry): void {
    this.done.push(entry);
    this.lastServed.set(entry.windowId, entry.at);
  }
}

/** Entries in order of time, the old ones dropped. */
class Recent<Entry extends { readonly at: number }> {
  #entries: Entry[] = [];
  #first = 0;
  readonly #keptMs: number;

  constructor(kept: number) {
    this.#keptMs = kept;
  }

  push(entry: Entry): void {
    this.#entries.push(entry);
    while (this.#entries[this.#first]!.at < entry.at - this.#keptMs) this.#first += 1;
    if (this.#first < 1_024) return;
    this.#entries = this.#entries.slice(this.#first);
    this.#first = 0;
  }

  get last(): Entry | undefined {
    return this.#first < this.#entries.length ? this.#entries.at(-1) : undefined;
  }

  /** Newest first, those after an instant. */
  *since(instant: number): Generator<Entry> {
    for (let place = this.#entries.length - 1; place >= this.#first; place -= 1) {
      const entry = this.#entries[place]!;
      if (entry.at <= instant) return;
      yield entry;
    }
  }
}
