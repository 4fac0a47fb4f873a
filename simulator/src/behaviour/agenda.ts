/** What is going to happen, in order of time; what is due at the same instant happens in the order it was set. */
export interface Agenda {
  at(instant: number, happen: () => void): void;
  /** Lets everything happen up to an instant; what is later stays undone. */
  runUntil(instant: number): void;
  /** Instant of the earliest thing to come; null when nothing is. */
  next(): number | null;
  readonly now: number;
}

interface Entry {
  readonly at: number;
  readonly order: number;
  readonly happen: () => void;
}

export function createAgenda(start: number): Agenda {
  const heap: Entry[] = [];
  let now = start;
  let count = 0;

  const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(entry: Entry): void {
    let child = heap.push(entry) - 1;
    while (child > 0) {
      const parent = (child - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[child] = heap[parent]!;
      child = parent;
    }
    heap[child] = entry;
  }

  function pop(): Entry {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length > 0) {
      let parent = 0;
      for (;;) {
        let child = parent * 2 + 1;
        if (child >= heap.length) break;
        if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
        if (!before(heap[child]!, last)) break;
        heap[parent] = heap[child]!;
        parent = child;
      }
      heap[parent] = last;
    }
    return top;
  }

  return {
    get now() {
      return now;
    },
    next: () => heap[0]?.at ?? null,
    at: (instant, happen) => push({ at: Math.max(now, instant), order: count++, happen }),
    runUntil: (instant) => {
      while (heap.length > 0 && heap[0]!.at <= instant) {
        const entry = pop();
        now = entry.at;
        entry.happen();
      }
      now = Math.max(now, instant);
    },
  };
}
