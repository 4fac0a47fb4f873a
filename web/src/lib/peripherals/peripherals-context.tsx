import { createContext, use, useEffect, useRef, useSyncExternalStore, type ReactNode } from 'react';
import type { PeripheralKind, Peripherals, PeripheralState, ReaderKind, ReadingOf } from './port.ts';

const nothing: Peripherals = {
  state: () => 'absent',
  subscribe: () => () => {},
  onReading: () => () => {},
  print: async () => 'failed',
};
const PeripheralsContext = createContext<Peripherals>(nothing);

/** Put once around a surface. Without it every machine is absent and screens offer typing instead. */
export function PeripheralsProvider({
  peripherals,
  children,
}: {
  readonly peripherals: Peripherals;
  readonly children: ReactNode;
}) {
  return <PeripheralsContext value={peripherals}>{children}</PeripheralsContext>;
}

export function usePeripherals(): Peripherals {
  return use(PeripheralsContext);
}

export function usePeripheralState(kind: PeripheralKind): PeripheralState {
  const peripherals = usePeripherals();
  return useSyncExternalStore(peripherals.subscribe, () => peripherals.state(kind));
}

/** Listens while mounted; `onRead` may be a fresh closure at every render. Null stops listening. */
export function useReading<K extends ReaderKind>(
  kind: K,
  onRead: ((reading: ReadingOf<K>) => void) | null,
): void {
  const peripherals = usePeripherals();
  const latest = useRef(onRead);
  useEffect(() => {
    latest.current = onRead;
  });
  const listens = onRead !== null;
  useEffect(
    () => (listens ? peripherals.onReading(kind, (reading) => latest.current?.(reading)) : undefined),
    [peripherals, kind, listens],
  );
}
