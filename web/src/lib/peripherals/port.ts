/**
 * The one door between a page and the machines beside it. Surfaces know kinds, never makers or drivers:
 * a bank plugs in its own implementation, the demo plugs in the simulator.
 */
export type PeripheralKind = 'idReader' | 'cardReader' | 'scanner' | 'printer';
export type ReaderKind = Exclude<PeripheralKind, 'printer'>;

/** `absent`: not fitted here; `fault`: fitted, does not answer. */
export type PeripheralState = 'ready' | 'absent' | 'fault';

/** What was read, once per insertion. Nothing read is kept by the port. */
export type Reading =
  | {
      readonly kind: 'idReader';
      readonly identifier: { readonly kind: 'idNumber'; readonly value: string };
      readonly name: string | null;
    }
  | {
      readonly kind: 'cardReader';
      readonly identifier: { readonly kind: 'card'; readonly value: string };
    }
  | { readonly kind: 'scanner'; readonly text: string };
export type ReadingOf<K extends ReaderKind> = Extract<Reading, { readonly kind: K }>;

/** A slip as data, so that a page printer and an ESC/POS printer can both set it. 80 mm paper. */
export interface Slip {
  /** Name of the print job. */
  readonly title: string;
  readonly lines: readonly SlipLine[];
}
export type SlipLine =
  | {
      readonly kind: 'text';
      readonly text: string;
      readonly size?: 'small' | 'normal' | 'large' | 'huge';
      readonly align?: 'left' | 'center';
    }
  | { readonly kind: 'pair'; readonly label: string; readonly value: string }
  | { readonly kind: 'rule' }
  | { readonly kind: 'qr'; readonly text: string; readonly caption?: string };

/** `done` means handed to the printer; `failed` says so instead of throwing, because the ticket is valid without paper. */
export type PrintResult = 'done' | 'failed';

export interface Peripherals {
  /** Stable between changes: safe for `useSyncExternalStore`. */
  state(kind: PeripheralKind): PeripheralState;
  /** Tells when the state of any machine changed. */
  subscribe(changed: () => void): () => void;
  /** Every reading of this kind until the returned function is called. */
  onReading<K extends ReaderKind>(kind: K, listener: (reading: ReadingOf<K>) => void): () => void;
  print(slip: Slip): Promise<PrintResult>;
}
