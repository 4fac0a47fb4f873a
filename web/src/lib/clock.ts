import type { ClockReading } from '@huiting/contracts/core/live';
import { useSyncExternalStore } from 'react';

/**
 * The two clocks of the page. Business time comes from the server's reading (it may be simulated and run faster);
 * wall time measures ages of data and connections. They are never mixed.
 */
export interface Clock {
  /** Business instant, ms since the epoch. */
  now(): number;
  /** How business time runs: the screen says so when it is not `real`. */
  reading(): ClockReading;
  /** Takes the server's reading; `serverWall` is the server's wall clock when it spoke, to undo this machine's skew. */
  set(reading: ClockReading, serverWall: number): void;
  subscribe(changed: () => void): () => void;
}

export function createClock(wallNow: () => number = Date.now): Clock {
  let reading: ClockReading = { mode: 'real', anchorWall: 0, anchorBusiness: 0, rate: 1 };
  let skew = 0;
  const listeners = new Set<() => void>();
  return {
    now: () => reading.anchorBusiness + (wallNow() + skew - reading.anchorWall) * reading.rate,
    reading: () => reading,
    set(next, serverWall) {
      skew = serverWall - wallNow();
      const same =
        next.mode === reading.mode &&
        next.rate === reading.rate &&
        next.anchorWall === reading.anchorWall &&
        next.anchorBusiness === reading.anchorBusiness;
      if (same) return;
      reading = next;
      for (const changed of listeners) changed();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

/** The page's business clock; the live connection keeps it right. */
export const businessClock: Clock = createClock();

export function useClockReading(clock: Clock = businessClock): ClockReading {
  return useSyncExternalStore(clock.subscribe, clock.reading);
}
