/**
 * A position is a ticket's place in its (service, class) line: whole microseconds since the epoch.
 * Usually the instant of issue × 1,000, so that 999 places are free between two milliseconds for
 * restored and transferred tickets. Safe integers until the year 2255. Equal positions are
 * ordered by ticket id.
 */

const MICROS_PER_MILLI = 1_000;
const MICROS_PER_MINUTE = 60_000_000;

/** Position of a ticket that joins at `instantMs` (milliseconds since the epoch). Throws RangeError when that is not a safe integer of microseconds. */
export function positionAt(instantMs: number): number {
  return checked(Math.round(instantMs * MICROS_PER_MILLI));
}

/** The nearest place behind `position`. */
export function positionAfter(position: number): number {
  return checked(position + 1);
}

/** The nearest place in front of `position`; for a transfer "to the front" give the head's position. */
export function positionBefore(position: number): number {
  return checked(position - 1);
}

/** Minutes waited at `nowMs` by a ticket at `position`; 0 when its position lies ahead (an early booking placed at its booked time). */
export function waitedMinutes(position: number, nowMs: number): number {
  const micros = nowMs * MICROS_PER_MILLI - position;
  return micros > 0 ? micros / MICROS_PER_MINUTE : 0;
}

function checked(position: number): number {
  if (!Number.isSafeInteger(position)) throw new RangeError(`not a queue position: ${position}`);
  return position;
}
