import assert from 'node:assert/strict';
import { test } from 'node:test';
import { drawBeyond, survivalOf } from './patience.ts';
import type { ObservedWait } from './patience.ts';

const hung = (seconds: number): ObservedWait => ({ seconds, hungUp: true });
const answered = (seconds: number): ObservedWait => ({ seconds, hungUp: false });

test('the textbook example: remission of leukaemia patients under 6-MP (Freireich et al. 1963)', () => {
  // 21 patients; survival as in Cox & Oakes, Analysis of Survival Data (1984), table 1.
  const weeks = [
    ...[6, 6, 6, 7, 10, 13, 16, 22, 23].map(hung),
    ...[6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35].map(answered),
  ];
  assert.deepEqual(
    survivalOf(weeks).map(({ seconds, survival }) => [seconds, Number(survival.toFixed(4))]),
    [
      [6, 0.8571],
      [7, 0.8067],
      [10, 0.7529],
      [13, 0.6902],
      [16, 0.6275],
      [22, 0.5378],
      [23, 0.4482],
    ],
  );
});

test('without anybody answered it is the share of those who waited longer', () => {
  assert.deepEqual(survivalOf([hung(1), hung(2), hung(3), hung(4)]), [
    { seconds: 1, survival: 0.75 },
    { seconds: 2, survival: 0.5 },
    { seconds: 3, survival: 0.25 },
    { seconds: 4, survival: 0 },
  ]);
});

test('a draw lies beyond the wait already known, and follows the curve there', () => {
  const steps = survivalOf([hung(10), hung(20), hung(30), hung(40)]);
  const draws = (waited: number) =>
    [0, 0.24, 0.26, 0.49, 0.51, 0.74, 0.76, 0.99].map((share) => drawBeyond(steps, waited, share));
  assert.deepEqual(draws(0), [10, 10, 20, 20, 30, 30, 40, 40]);
  // Half of those who waited 20 s hang up at 30 s, half at 40 s.
  assert.deepEqual(draws(20), [30, 30, 30, 30, 40, 40, 40, 40]);
});

test('beyond the longest hang-up patience has no end', () => {
  const steps = survivalOf([hung(10), answered(50)]);
  assert.equal(drawBeyond(steps, 0, 0.4), 10);
  assert.equal(drawBeyond(steps, 0, 0.6), null);
  assert.equal(drawBeyond(steps, 10, 0), null);
});
