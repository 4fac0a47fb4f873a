import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { estimateWait } from './estimate-wait.ts';

const amounts = fc.double({ min: 0, max: 10_000, noNaN: true });
const anyErrors = fc.array(fc.double({ min: -1, max: 20, noNaN: true }), { maxLength: 60 });

test('(ahead + 1) × median ÷ windows, widened by past errors', () => {
  assert.deepEqual(estimateWait({ ahead: 5, medianServiceSeconds: 300, windows: 3, errors: [] }), {
    lowSeconds: 600,
    highSeconds: 900,
  });
  const errors = Array.from({ length: 101 }, (_, index) => index / 100 - 0.4);
  assert.deepEqual(estimateWait({ ahead: 5, medianServiceSeconds: 300, windows: 3, errors }), {
    lowSeconds: 660,
    highSeconds: 840,
  });
});

test('no open window is an answer', () => {
  assert.deepEqual(estimateWait({ ahead: 5, medianServiceSeconds: 300, windows: 0, errors: [] }), {
    noWindow: true,
  });
});

test('0 ≤ low ≤ high, and one person more ahead never shortens the wait', () => {
  fc.assert(
    fc.property(
      fc.nat(500),
      amounts,
      fc.integer({ min: 1, max: 30 }),
      anyErrors,
      (ahead, medianServiceSeconds, windows, errors) => {
        const now = estimateWait({ ahead, medianServiceSeconds, windows, errors });
        const more = estimateWait({ ahead: ahead + 1, medianServiceSeconds, windows, errors });
        assert.ok('lowSeconds' in now && 'lowSeconds' in more);
        assert.ok(now.lowSeconds >= 0 && now.lowSeconds <= now.highSeconds);
        assert.ok(more.lowSeconds >= now.lowSeconds && more.highSeconds >= now.highSeconds);
      },
    ),
  );
});

test('nonsense is refused', () => {
  const sound = { ahead: 1, medianServiceSeconds: 60, windows: 1, errors: [] };
  for (const over of [
    { ahead: -1 },
    { medianServiceSeconds: NaN },
    { windows: -2 },
    { errors: Array<number>(30).fill(NaN) },
  ]) {
    assert.throws(() => estimateWait({ ...sound, ...over }), RangeError);
  }
});
