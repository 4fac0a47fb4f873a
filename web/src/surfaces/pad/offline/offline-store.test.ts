import { expect, test } from 'vitest';
import { isFresh, offlineHours } from './offline-store.ts';

const hour = 3_600_000;

test('a copy is readable for twelve hours and not a moment longer', () => {
  expect(isFresh({ savedAt: 0 }, offlineHours * hour - 1)).toBe(true);
  expect(isFresh({ savedAt: 0 }, offlineHours * hour)).toBe(false);
});

test('a clock that was set back does not prolong it', () => {
  expect(isFresh({ savedAt: 10 * hour }, 9 * hour)).toBe(false);
});
