import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { normalProbability, normalQuantile } from './normal.ts';
import { quantileOf } from './quantile.ts';
import { studentQuantile } from './student.ts';

const near = (actual: number, expected: number, error: number): void =>
  assert.ok(Math.abs(actual - expected) <= error, `${actual}, expected ${expected}`);

test('Φ has the values of the tables, also far in the tail, and its inverse comes back', () => {
  near(normalProbability(1.96), 0.9750021048517795, 1e-14);
  near(normalProbability(-3) / 0.0013498980316300946, 1, 1e-12);
  near(normalProbability(-8) / 6.220960574271785e-16, 1, 1e-11);
  fc.assert(
    fc.property(fc.double({ min: 1e-9, max: 1 - 1e-9, noNaN: true }), (share) =>
      near(normalProbability(normalQuantile(share)), share, 1e-8),
    ),
  );
});

test('Student’s t has the values of the tables', () => {
  for (const [confidence, freedom, expected] of [
    [0.95, 1, 12.7062],
    [0.95, 2, 4.302653],
    [0.95, 4, 2.776445],
    [0.95, 10, 2.228139],
    [0.99, 19, 2.860935],
    [0.99, 199, 2.60076],
  ] as const)
    near(studentQuantile(confidence, freedom), expected, 2e-4);
});

test('quantiles lie between order statistics', () => {
  assert.equal(quantileOf(Float64Array.of(1, 2, 4), 0.5), 2);
  assert.equal(quantileOf(Float64Array.of(1, 2, 4), 0.75), 3);
  assert.ok(Number.isNaN(quantileOf(Float64Array.of(), 0.5)));
});
