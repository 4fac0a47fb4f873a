import { createHmac } from 'node:crypto';
import type { MandatoryLeave } from '@huiting/contracts/staff';

export interface LeaveRecord extends MandatoryLeave {
  readonly home: string;
  readonly path: string;
  readonly orgUnitId: string;
  readonly userId: string | null;
  /** Codes of the key posts that need a substitute. */
  readonly postCodes: readonly string[];
}

/**
 * Draws `count` of the candidates: those with the smallest HMAC-SHA256(seed, number). Every candidate is as likely as any other, the
 * order they are listed in does not matter, and whoever has seed and list can draw again.
 */
export function drawFrom(seed: string, candidates: readonly string[], count: number): string[] {
  return [...new Set(candidates)]
    .map((number) => ({ number, lot: createHmac('sha256', seed).update(number).digest('hex') }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .slice(0, count)
    .map(({ number }) => number);
}

/** Whether a kept draw is what its seed and candidates give. */
export function isGenuine(draw: {
  readonly seed: string;
  readonly candidates: readonly string[];
  readonly drawn: readonly string[];
}): boolean {
  const again = drawFrom(draw.seed, draw.candidates, draw.drawn.length);
  return again.length === draw.drawn.length && again.every((number, at) => number === draw.drawn[at]);
}

/** The day `months` before another; the last of the month where that day does not exist. */
export function monthsBefore(date: string, months: number): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const last = new Date(Date.UTC(year, month - months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 - months, Math.min(day, last))).toISOString().slice(0, 10);
}
