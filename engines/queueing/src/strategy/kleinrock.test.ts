import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseNext } from './choose-next.ts';
import { positionAt } from './positions.ts';
import { classNamed, strategyOf } from './strategy.fixtures.ts';
import type { LineHead } from './call-types.ts';

const MINUTE = 60_000;
const RATES = { slow: 1, fast: 3 };
type ClassCode = keyof typeof RATES;

/** Mean waits in minutes of an M/M/1 queue with two classes of equal load, served by `chooseNext`. Service takes 1 minute on average. */
function simulate(load: number, customers: number): Record<ClassCode, number> {
  const strategy = strategyOf(
    [
      classNamed('slow', { creditPerMinute: RATES.slow }),
      classNamed('fast', { creditPerMinute: RATES.fast }),
    ],
    {},
  );
  const random = mulberry32(7);
  const exponential = (mean: number): number => -mean * Math.log(1 - random()) * MINUTE;
  const lines: Record<ClassCode, number[]> = { slow: [], fast: [] };
  const first: Record<ClassCode, number> = { slow: 0, fast: 0 };
  const waits = { slow: { sum: 0, count: 0 }, fast: { sum: 0, count: 0 } };
  let arrival = 0;
  let free = 0;
  for (let served = 0; served < customers; served += 1) {
    const idle = (['slow', 'fast'] as const).every((code) => lines[code].length === first[code]);
    if (idle) free = Math.max(free, arrival);
    while (arrival <= free) {
      lines[random() < 0.5 ? 'slow' : 'fast'].push(arrival);
      arrival += exponential(1 / load);
    }
    const heads: LineHead[] = [];
    for (const code of ['slow', 'fast'] as const) {
      const instant = lines[code][first[code]];
      if (instant !== undefined)
        heads.push({
          ticketId: code,
          serviceCode: 's',
          classCode: code,
          position: positionAt(instant),
          waitingInLine: 1,
        });
    }
    const code = chooseNext(strategy, { profileCode: 'p', mayTake: ['s'], heads, now: free })!
      .ticketId as ClassCode;
    waits[code].sum += (free - lines[code][first[code]]!) / MINUTE;
    waits[code].count += 1;
    first[code] += 1;
    free += exponential(1);
  }
  return { slow: waits.slow.sum / waits.slow.count, fast: waits.fast.sum / waits.fast.count };
}

test('mean waits agree with Kleinrock’s formula for the delay-dependent discipline', () => {
  const load = 0.8;
  const { slow, fast } = simulate(load, 600_000);
  // Kleinrock 1964: W_slow = W_fifo / (1 − ρ_fast (1 − b_slow/b_fast)); the conservation law gives W_fast.
  const fifo = load / (1 - load);
  const expectedSlow = fifo / (1 - (load / 2) * (1 - RATES.slow / RATES.fast));
  const expectedFast = 2 * fifo - expectedSlow;
  assert.ok(Math.abs(slow / expectedSlow - 1) < 0.03, `slow ${slow}, formula ${expectedSlow}`);
  assert.ok(Math.abs(fast / expectedFast - 1) < 0.03, `fast ${fast}, formula ${expectedFast}`);
});

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
