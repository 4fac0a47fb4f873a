import type {
  PeripheralKind,
  PeripheralState,
  Peripherals,
  PrintResult,
  ReaderKind,
  Reading,
  ReadingOf,
  Slip,
} from './port.ts';

/** The demo's machines: the panel on the screen plays the customer who inserts a card. */
export interface PeripheralSimulator extends Peripherals {
  /** Insert a document, a card or a code. False when the machine is out of order or nobody listens. */
  read(reading: Reading): boolean;
  /** Take a machine out of order, or put it back. */
  setState(kind: PeripheralKind, state: PeripheralState): void;
  /** The last slip, for the panel to show as paper; null before the first. */
  lastSlip(): Slip | null;
}

interface SimulatorOptions {
  /** Machines of this desk; the others are absent. */
  readonly fitted: readonly PeripheralKind[];
  /** Also sends slips to the browser's print dialogue. */
  readonly printer?: (slip: Slip) => Promise<PrintResult>;
}

export function createPeripheralSimulator({ fitted, printer }: SimulatorOptions): PeripheralSimulator {
  const states = new Map<PeripheralKind, PeripheralState>(fitted.map((kind) => [kind, 'ready']));
  const watchers = new Set<() => void>();
  const listeners: { [K in ReaderKind]: Set<(reading: ReadingOf<K>) => void> } = {
    idReader: new Set(),
    cardReader: new Set(),
    scanner: new Set(),
  };
  let slip: Slip | null = null;
  const changed = () => watchers.forEach((watcher) => watcher());
  const state = (kind: PeripheralKind) => states.get(kind) ?? 'absent';

  return {
    state,
    subscribe(watcher) {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
    onReading(kind, listener) {
      listeners[kind].add(listener);
      return () => listeners[kind].delete(listener);
    },
    async print(next) {
      if (state('printer') !== 'ready') return 'failed';
      slip = next;
      changed();
      return printer ? await printer(next) : 'done';
    },
    read(reading) {
      if (state(reading.kind) !== 'ready') return false;
      const heard = listeners[reading.kind] as Set<(reading: Reading) => void>;
      for (const listener of heard) listener(reading);
      return heard.size > 0;
    },
    setState(kind, next) {
      states.set(kind, next);
      changed();
    },
    lastSlip: () => slip,
  };
}
