import { expect, test } from 'vitest';
import { pointsBetween, ratio } from './satisfaction.figures.domain.ts';

test('nothing shared is unknown, not zero', () => {
  expect([ratio(0, 0), ratio(0, 4), ratio(3, 4)]).toEqual([null, 0, 0.75]);
});

test('points have their sign; what rounds to nothing is the same', () => {
  expect(pointsBetween(0.95, 0.9)).toBe('+5.0');
  expect(pointsBetween(0.9, 0.912)).toBe('−1.2');
  expect(pointsBetween(0.9001, 0.9)).toBe('0');
  expect(pointsBetween(null, 0.9)).toBe(null);
});
