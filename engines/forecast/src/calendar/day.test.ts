import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { civilDate, dateOf, dayInMonth, dayOf, weekdayOf } from './day.ts';

const anyDay = fc.integer({ min: -20_000, max: 60_000 });

test('a day and its date are the same thing', () => {
  assert.equal(dayOf('1970-01-01'), 0);
  assert.equal(dayOf('2026-02-17'), 20_501);
  fc.assert(fc.property(anyDay, (day) => assert.equal(dayOf(dateOf(day)), day)));
});

test('weekdays begin on Monday and follow one another', () => {
  assert.equal(weekdayOf(dayOf('2026-01-05')), 0);
  assert.equal(weekdayOf(dayOf('2026-01-11')), 6);
  fc.assert(fc.property(anyDay, (day) => assert.equal(weekdayOf(day + 1), (weekdayOf(day) + 1) % 7)));
});

test('a day of a month is found again, and the 31st of a short month is its last day', () => {
  assert.equal(dateOf(dayInMonth(2026, 2, 31)), '2026-02-28');
  assert.equal(dateOf(dayInMonth(2024, 2, 31)), '2024-02-29');
  assert.equal(dateOf(dayInMonth(2025, 13, 10)), '2026-01-10');
  fc.assert(
    fc.property(anyDay, (day) => {
      const { year, month, dayOfMonth, daysInMonth } = civilDate(day);
      assert.equal(dayInMonth(year, month, dayOfMonth), day);
      assert.ok(dayOfMonth <= daysInMonth);
    }),
  );
});

test('what is no date is refused', () => {
  for (const text of ['', '2026-02-30', '2026-2-3', '17.02.2026', '2026-13-01', 'NaN']) {
    assert.throws(() => dayOf(text), { code: 'forecast.bad_date' }, text);
  }
});
