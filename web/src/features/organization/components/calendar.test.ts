import { expect, test } from 'vitest';
import { monthAfter, monthOf } from './calendar.ts';

test('a month knows its length and where its first day stands', () => {
  expect(monthOf('2026-11-20')).toEqual({
    year: 2026,
    month: 11,
    first: '2026-11-01',
    days: 30,
    firstWeekday: 7,
  });
  expect(monthOf('2028-02-29')).toMatchObject({ days: 29, firstWeekday: 2 });
});

test('months go on over the turn of the year, both ways', () => {
  expect(monthAfter(monthOf('2026-12-31'), 1).first).toBe('2027-01-01');
  expect(monthAfter(monthOf('2026-01-01'), -1).first).toBe('2025-12-01');
});
