import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Random } from '../simulator/random.ts';
import { samplerOf } from '../simulator/distribution.ts';
import { predictLiveWait } from './live-wait.ts';
import type { LiveQueue } from './live-wait.ts';

const mean = 5;
const medianSeconds = (mean * 60) / Math.exp(Math.log1p(0.64) / 2);
const service = samplerOf({ kind: 'lognormal', meanMinutes: mean, variation: 0.8 });

/** Waits of a ticket behind so many people at windows whose services have lasted so long, played a thousand times. */
function played(ahead: number, elapsed: readonly number[]): number[] {
  const random = new Random(7, ahead, elapsed.length);
  return Array.from({ length: 4_000 }, () => {
    const free = elapsed.map((seconds) => {
      for (;;) {
        const length = service(random) / 1_000;
        if (length > seconds) return length - seconds;
      }
    });
    for (let turn = 0; turn < ahead; turn += 1) {
      free.sort((a, b) => a - b);
      free[0] = free[0]! + service(random) / 1_000;
    }
    return Math.min(...free);
  });
}

function answer(queue: Partial<LiveQueue>): Exclude<ReturnType<typeof predictLiveWait>, { noWindow: true }> {
  const found = predictLiveWait({ aheadMedians: [], windows: [], errors: [], ...queue });
  assert.ok(!('noWindow' in found));
  return found;
}

test('quantiles cover what they say of waits that are played', () => {
  for (const [ahead, elapsed] of [
    [4, [10, 100]],
    [8, [30, 200, 400]],
    [20, [0, 60, 120, 240, 480]],
    [60, [50, 150, 250]],
  ] as const) {
    const waits = played(ahead, elapsed);
    const { p50Seconds, p80Seconds, p90Seconds } = answer({
      aheadMedians: Array.from({ length: ahead }, () => medianSeconds),
      windows: elapsed.map((elapsedSeconds) => ({ elapsedSeconds, medianServiceSeconds: medianSeconds })),
    });
    const covered = (limit: number): number => waits.filter((wait) => wait <= limit).length / waits.length;
    for (const [share, limit] of [
      [0.5, p50Seconds],
      [0.8, p80Seconds],
      [0.9, p90Seconds],
    ] as const)
      assert.ok(
        Math.abs(covered(limit) - share) < 0.07,
        `${ahead} ahead, P${share * 100}: ${covered(limit)}`,
      );
  }
});

test('in order, never falling with people ahead; no window is an answer', () => {
  const anyWindow = fc.record({
    elapsedSeconds: fc.option(fc.integer({ min: 0, max: 4_000 }), { nil: null }),
    medianServiceSeconds: fc.integer({ min: 0, max: 1_500 }),
  });
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 0, max: 1_500 }), { maxLength: 40 }),
      fc.array(anyWindow, { minLength: 1, maxLength: 8 }),
      fc.array(fc.double({ min: -1, max: 5, noNaN: true }), { maxLength: 40 }),
      (aheadMedians, windows, errors) => {
        const one = answer({ aheadMedians, windows, errors });
        assert.ok(
          0 <= one.p50Seconds && one.p50Seconds <= one.p80Seconds && one.p80Seconds <= one.p90Seconds,
        );
        const more = answer({ aheadMedians: [...aheadMedians, 300], windows, errors });
        assert.ok(more.pointSeconds >= one.pointSeconds);
      },
    ),
    { numRuns: 1_000 },
  );
  assert.deepEqual(predictLiveWait({ aheadMedians: [300], windows: [], errors: [] }), { noWindow: true });
  assert.throws(
    () => answer({ aheadMedians: [NaN], windows: [{ elapsedSeconds: 0, medianServiceSeconds: 300 }] }),
    RangeError,
  );
});

test('a service that has just begun makes one wait longer than one that has lasted', () => {
  const behind = (elapsedSeconds: number): number =>
    answer({ windows: [{ elapsedSeconds, medianServiceSeconds: 300 }] }).pointSeconds;
  assert.ok(behind(5) > behind(200));
  assert.ok(answer({ windows: [{ elapsedSeconds: null, medianServiceSeconds: 300 }] }).p90Seconds < 60);
});

test('twenty past errors make the interval', () => {
  const errors = Array.from({ length: 21 }, (_, place) => place / 10 - 1);
  const { pointSeconds, p50Seconds, p80Seconds } = answer({
    aheadMedians: [300, 300],
    windows: [{ elapsedSeconds: 100, medianServiceSeconds: 300 }],
    errors,
  });
  assert.equal(p50Seconds, pointSeconds);
  assert.equal(p80Seconds, Math.round(pointSeconds * 1.6));
});
