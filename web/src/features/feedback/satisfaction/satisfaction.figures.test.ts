import { expect, test } from 'vitest';
import { pointsBetween } from './satisfaction.figures.domain.ts';

test('points have their sign; what rounds to nothing is the same', () => {
  expect(pointsBetween(0.95, 0.9)).toBe('+5.0');
  expect(pointsBetween(0.9, 0.912)).toBe('−1.2');
  expect(pointsBetween(0.9001, 0.9)).toBe('0');
  expect(pointsBetween(null, 0.9)).toBe(null);
});
