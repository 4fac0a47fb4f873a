import { weekdayOf, type Day } from '@huiting/forecast/calendar';

export const SLOTS = 20;

/** Mulberry32: small, seeded, good enough to make bank days with. Numbers in [0, 1). */
function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const WEEKDAYS = [1.2, 1.05, 1, 1, 1.1, 0.6, 0.45];

/**
 * A branch's year: `days` × 20 half-hour counts into `counts`, and its daily totals into `totals`. Level, weekdays, two
 * peaks and noise differ from branch to branch; the same number always gives the same branch. This measures time and
 * memory, never accuracy.
 */
export function fillBranch(number: number, start: Day, counts: Float64Array, totals: Float64Array): void {
  const random = createRandom(number * 2_654_435_761);
  const level = 2 + 18 * random();
  const peak = 2 + 4 * random();
  for (let t = 0; t < totals.length; t += 1) {
    const usual = level * WEEKDAYS[weekdayOf(start + t)]! * (0.8 + 0.4 * random());
    let total = 0;
    for (let slot = 0; slot < SLOTS; slot += 1) {
      const shape = 0.5 + 1 / (1 + (slot - peak) ** 2) + 0.7 / (1 + (slot - 14) ** 2 / 4);
      const count = Math.floor(usual * shape * (0.6 + 0.8 * random()) + random());
      counts[t * SLOTS + slot] = count;
      total += count;
    }
    totals[t] = total;
  }
}
