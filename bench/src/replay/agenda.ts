/** What is to happen, earliest first; at one instant in the order of `rank`, then as it was added. A binary heap. */
export interface Agenda<T> {
  add(at: number, rank: number, what: T): void;
  next(): { readonly at: number; readonly what: T } | null;
}

interface Entry<T> {
  readonly at: number;
  readonly rank: number;
  readonly turn: number;
  readonly what: T;
}

export function createAgenda<T>(): Agenda<T> {
  const heap: Entry<T>[] = [];
  let turn = 0;
  const isBefore = (a: Entry<T>, b: Entry<T>): boolean =>
    a.at !== b.at ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.turn < b.turn;

  function sink(entry: Entry<T>): void {
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && isBefore(heap[child + 1]!, heap[child]!)) child++;
      if (!isBefore(heap[child]!, entry)) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = entry;
  }

  return {
    add: (at, rank, what) => {
      const entry = { at, rank, turn: turn++, what };
      let place = heap.length;
      heap.push(entry);
      while (place > 0) {
        const parent = (place - 1) >> 1;
        if (!isBefore(entry, heap[parent]!)) break;
        heap[place] = heap[parent]!;
        place = parent;
      }
      heap[place] = entry;
    },
    next: () => {
      const first = heap[0];
      if (first === undefined) return null;
      const last = heap.pop()!;
      if (heap.length > 0) sink(last);
      return { at: first.at, what: first.what };
    },
  };
}
