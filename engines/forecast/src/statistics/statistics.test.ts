import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { fitLeastAbsolute } from './least-absolute.ts';
import { createLogHistograms } from './log-histograms.ts';
import { boundedLogRatio, medianInPlace, medianOf, quantileOfSorted } from './quantile.ts';
import { solveSymmetric } from './solve.ts';

const anyNumbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), {
  minLength: 1,
  maxLength: 200,
});

test('the median by selection is the median by sorting', () => {
  fc.assert(
    fc.property(anyNumbers, (values) => {
      const sorted = [...values].sort((a, b) => a - b);
      const middle = sorted.length >> 1;
      const expected =
        sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
      assert.ok(Math.abs(medianInPlace(Float64Array.from(values), values.length)! - expected) < 1e-6);
      assert.ok(Math.abs(medianOf(values)! - expected) < 1e-6);
    }),
  );
  assert.equal(medianOf([]), null);
});

test('quantiles interpolate between order statistics', () => {
  assert.equal(quantileOfSorted([1, 2, 3, 4], 0.25), 1.75);
  assert.equal(quantileOfSorted([5], 0.9), 5);
  assert.equal(boundedLogRatio(0, 3), 0);
  assert.equal(boundedLogRatio(100, 1), 1);
});

test('the median of a histogram is that of its values, to 0.3 %', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: -1.9, max: 1.9, noNaN: true }), { minLength: 1, maxLength: 60 }),
      (logs) => {
        const histograms = createLogHistograms(2);
        for (const log of logs) histograms.add(1, log);
        const sorted = [...logs].sort((a, b) => a - b);
        // With an even number anything between the two middle values is a median.
        const low = sorted[Math.ceil(logs.length / 2) - 1]! - 0.02;
        const high = sorted[Math.floor(logs.length / 2)]! + 0.02;
        const median = histograms.median(1);
        assert.ok(median >= low && median <= high, `${median} not in ${low} … ${high}`);
        assert.equal(histograms.median(0), 0);
      },
    ),
  );
});

test('linear equations are solved; a direction nothing is known of gets 0', () => {
  const solution = solveSymmetric(Float64Array.of(4, 1, 1, 3), Float64Array.of(1, 2), 2);
  assert.ok(Math.abs(solution[0]! - 1 / 11) < 1e-12 && Math.abs(solution[1]! - 7 / 11) < 1e-12);
  assert.deepEqual([...solveSymmetric(Float64Array.of(2, 0, 0, 0), Float64Array.of(4, 0), 2)], [2, 0]);
});

test('least absolute errors find the line most rows lie on, whatever the others say', () => {
  const count = 200;
  const x = Float64Array.from({ length: count }, (_, row) => (row % 20) / 10 - 1);
  // Three rows in ten are far off, all to one side: least squares would follow them.
  const target = x.map((value, row) => 0.7 * value + (row % 10 < 3 ? 5 * Math.sign(value) : 0));
  const weight = new Float64Array(count).fill(1);
  const rows = { x, target, weight, count, width: 1 };
  const [slope] = fitLeastAbsolute(rows, { mean: [0], rows: 0 });
  assert.ok(Math.abs(slope! - 0.7) < 0.2, `slope ${slope}`);
  const [believed] = fitLeastAbsolute(rows, { mean: [2], rows: 1e9 });
  assert.ok(Math.abs(believed! - 2) < 1e-3);
  const none = { ...rows, count: 0 };
  assert.deepEqual([...fitLeastAbsolute(none, { mean: [0.3], rows: 10 })], [0.3]);
});
