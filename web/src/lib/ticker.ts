import { useSyncExternalStore } from 'react';
import { businessClock, type Clock } from './clock.ts';

/**
 * One interval per period for the whole page, however many cards count minutes; it stops when nobody looks.
 */
function createTicker(everyMs: number) {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setInterval> | null = null;
  let wall = Date.now();
  return {
    subscribe(changed: () => void) {
      listeners.add(changed);
      timer ??= setInterval(() => {
        wall = Date.now();
        for (const listener of listeners) listener();
      }, everyMs);
      return () => {
        listeners.delete(changed);
        if (listeners.size === 0 && timer !== null) {
          clearInterval(timer);
          timer = null;
        }
      };
    },
    read: () => wall,
  };
}

const tickers = new Map<number, ReturnType<typeof createTicker>>();

function ticker(everyMs: number) {
  let found = tickers.get(everyMs);
  if (!found) tickers.set(everyMs, (found = createTicker(everyMs)));
  return found;
}

/** Renders again every `everyMs` of wall time and gives the wall instant. For ages of data, never for business time. */
export function useWallNow(everyMs = 1000): number {
  const shared = ticker(everyMs);
  return useSyncExternalStore(shared.subscribe, shared.read);
}

/** The business instant, fresh at every tick. */
export function useBusinessNow(everyMs = 1000, clock: Clock = businessClock): number {
  useWallNow(everyMs);
  return clock.now();
}

/** Milliseconds of business time since an instant, never negative; null when there is no instant. */
export function useElapsed(
  since: number | null,
  everyMs = 1000,
  clock: Clock = businessClock,
): number | null {
  const now = useBusinessNow(everyMs, clock);
  return since === null ? null : Math.max(0, now - since);
}
