import type { ClockReading } from '@huiting/contracts/core/live';
import { createAgenda } from '../behaviour/agenda.ts';

/** Business time as the server tells it, and what is to happen at its instants. Stands still when the server's clock does. */
export interface BusinessTime {
  /** ms since the epoch. */
  now(): number;
  rate(): number;
  adopt(reading: ClockReading): void;
  /** Lets something happen once business time has come to an instant; at once when it has. */
  at(instant: number, happen: () => void): void;
  after(seconds: number, happen: () => void): void;
  stop(): void;
}

/** The longest a timer sleeps before it looks again. */
const longestSleepMs = 5_000;

export function createBusinessTime(initial: ClockReading, wall: () => number = Date.now): BusinessTime {
  let reading = initial;
  let latest = 0;
  let timer: NodeJS.Timeout | null = null;
  let stopped = false;

  function now(): number {
    const instant =
      reading.mode === 'simulated'
        ? reading.anchorBusiness + (wall() - reading.anchorWall) * reading.rate
        : wall();
    latest = Math.max(latest, Math.floor(instant));
    return latest;
  }
  const agenda = createAgenda(now());

  function arm(): void {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    const next = agenda.next();
    const rate = reading.mode === 'simulated' ? reading.rate : 1;
    if (stopped || next === null || rate === 0) return;
    const sleep = Math.min(longestSleepMs, Math.max(0, (next - now()) / rate));
    timer = setTimeout(() => {
      agenda.runUntil(now());
      arm();
    }, sleep);
  }

  return {
    now,
    rate: () => (reading.mode === 'simulated' ? reading.rate : 1),
    adopt: (next) => {
      const changed =
        next.rate !== reading.rate ||
        next.anchorBusiness !== reading.anchorBusiness ||
        next.mode !== reading.mode;
      reading = next;
      if (changed) arm();
    },
    at: (instant, happen) => {
      agenda.at(instant, happen);
      if (agenda.next() === Math.max(instant, agenda.now)) arm();
    },
    after: (seconds, happen) => {
      agenda.at(now() + Math.round(seconds * 1000), happen);
      arm();
    },
    stop: () => {
      stopped = true;
      if (timer !== null) clearTimeout(timer);
    },
  };
}
