import type { ClockReading } from '@huiting/contracts/core/live';

export type ClockMode = ClockReading['mode'];

/**
 * Business time: tickets, waits, slots, limits, the business day. Never mixed with wall time (sessions, rate limits, leases).
 * real: wall time. simulated: an anchor and a rate. driven: each request carries its instant.
 */
export interface BusinessClock {
  /** ms since the epoch. Never goes backwards within a process. */
  now(): number;
  reading(): ClockReading;
  /** Takes over a new anchor, from this process or another. */
  adopt(reading: ClockReading): void;
  /** Driven mode: business time has come to this instant at least. */
  advanceTo(instant: number): void;
}

export function createBusinessClock(initial: ClockReading, wall: () => number = Date.now): BusinessClock {
  let reading = initial;
  let latest = initial.mode === 'real' ? 0 : initial.anchorBusiness;
  return {
    now: () => {
      if (reading.mode === 'driven') return latest;
      const instant =
        reading.mode === 'real'
          ? wall()
          : Math.floor(reading.anchorBusiness + (wall() - reading.anchorWall) * reading.rate);
      latest = Math.max(latest, instant);
      return latest;
    },
    reading: () =>
      reading.mode === 'driven' ? { ...reading, anchorWall: wall(), anchorBusiness: latest } : reading,
    adopt: (next) => {
      reading = next;
    },
    advanceTo: (instant) => {
      latest = Math.max(latest, instant);
    },
  };
}
