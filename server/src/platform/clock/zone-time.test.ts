import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, dateIn, instantOf, weekdayOf } from './zone-time.ts';

test('a date is the zone’s, never UTC’s, also when asked in turns', () => {
  const instant = Date.parse('2026-11-20T16:30:00Z');
  for (let n = 0; n < 2; n++) {
    assert.equal(dateIn('Asia/Shanghai', instant), '2026-11-21');
    assert.equal(dateIn('Europe/London', instant), '2026-11-20');
    assert.equal(dateIn('utc', instant), '2026-11-20');
  }
});

test('midnight belongs to the new day, the millisecond before to the old one', () => {
  const midnight = Date.parse('2026-11-20T16:00:00Z');
  assert.equal(dateIn('Asia/Shanghai', midnight - 1), '2026-11-20');
  assert.equal(dateIn('Asia/Shanghai', midnight), '2026-11-21');
  assert.equal(dateIn('Asia/Shanghai', midnight - 1), '2026-11-20');
});

test('days of 23 and 25 hours have one date each', () => {
  // London, 2026: clocks go forward on 29 March at 01:00 and back on 25 October at 02:00.
  for (const [date, hours] of [
    ['2026-03-29', 23],
    ['2026-10-25', 25],
  ] as const) {
    const from = instantOf('Europe/London', date, '00:00');
    const until = instantOf('Europe/London', addDays(date, 1), '00:00');
    assert.equal((until - from) / 3_600_000, hours);
    for (let at = from; at < until; at += 1_800_000) assert.equal(dateIn('Europe/London', at), date);
  }
});

test('a time that daylight saving skips is the moment the clocks jump to', () => {
  assert.equal(instantOf('Europe/London', '2026-03-29', '01:30'), Date.parse('2026-03-29T01:30:00Z'));
  assert.equal(instantOf('Asia/Shanghai', '2026-11-20', '09:00'), Date.parse('2026-11-20T01:00:00Z'));
});

test('days are added and weekdays told by the calendar alone', () => {
  assert.equal(addDays('2028-02-28', 1), '2028-02-29');
  assert.equal(addDays('2026-01-01', -1), '2025-12-31');
  assert.equal(weekdayOf('2026-11-20'), 5);
  assert.equal(weekdayOf('2026-11-22'), 7);
});
