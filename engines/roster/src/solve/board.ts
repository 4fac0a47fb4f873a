/**
 * Shared memory in which workers show their best roster and learn of better ones and of cancellation, without leaving
 * their loops. One writer at a time, by a lock that is held for one copy.
 */
export interface Board {
  /** Takes the rows over when they are cheaper than the board's by more than rounding. */
  offer(rows: Int16Array, cost: number): boolean;
  /** Copies the best rows when they are cheaper than `below`; returns their cost or Infinity. */
  take(into: Int16Array, below: number): number;
  readonly cost: number;
  /** Largest proven lower bound; −Infinity before the first. */
  readonly bound: number;
  raiseBound(bound: number): void;
  isCancelled(): boolean;
  cancel(): void;
  readonly shared: SharedArrayBuffer;
}

/** Rounding in sums of costs. */
export const rounding = 1e-6;

const head = 32;

export function createBoard(cells: number, shared?: SharedArrayBuffer): Board {
  const isNew = shared === undefined;
  const memory = shared ?? new SharedArrayBuffer(head + cells * 2);
  const control = new Int32Array(memory, 0, 4);
  const figures = new Float64Array(memory, 16, 2);
  const best = new Int16Array(memory, head, cells);
  if (isNew) {
    figures[0] = Infinity;
    figures[1] = -Infinity;
  }

  function locked<T>(work: () => T): T {
    while (Atomics.compareExchange(control, 0, 0, 1) !== 0) Atomics.wait(control, 0, 1, 1);
    try {
      return work();
    } finally {
      Atomics.store(control, 0, 0);
      Atomics.notify(control, 0, 1);
    }
  }

  return {
    offer: (rows, cost) =>
      cost < figures[0]! - rounding &&
      locked(() => {
        if (cost >= figures[0]! - rounding) return false;
        best.set(rows);
        figures[0] = cost;
        return true;
      }),
    take: (into, below) =>
      figures[0]! >= below - rounding
        ? Infinity
        : locked(() => {
            into.set(best);
            return figures[0]!;
          }),
    get cost() {
      return figures[0]!;
    },
    get bound() {
      return figures[1]!;
    },
    raiseBound: (bound) =>
      locked(() => {
        if (bound > figures[1]!) figures[1] = bound;
      }),
    isCancelled: () => Atomics.load(control, 1) === 1,
    cancel: () => Atomics.store(control, 1, 1),
    shared: memory,
  };
}
