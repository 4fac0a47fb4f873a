import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildCalendar } from './build-calendar.ts';
import { dateOf, dayOf, weekdayOf } from './day.ts';
import { monthlyDays } from './marks.ts';

const from = dayOf('2024-01-01');
const to = dayOf('2027-01-01');
const springFestival = {
  code: 'springFestival',
  days: ['2024-02-10', '2025-01-29', '2026-02-17'].map(dayOf),
  before: 10,
  after: 15,
};

test('inside a feast a day looks back to the same distance from the last one, by its lunar date', () => {
  const calendar = buildCalendar(from, to, { feasts: [springFestival] });
  assert.equal(calendar.feastOf(dayOf('2026-02-17')), 'springFestival');
  // New Year's Eve 2026 is three weeks later in the year than that of 2025.
  assert.equal(dateOf(calendar.yearBefore(dayOf('2026-02-16'))!), '2025-01-28');
  assert.equal(dateOf(calendar.yearBefore(dayOf('2025-02-13'))!), '2024-02-25');
  assert.equal(calendar.sameDateYearBefore(dayOf('2026-02-16')), null);
  // The first feast known has no predecessor.
  assert.equal(calendar.yearBefore(dayOf('2024-02-10')), null);
});

test('outside feasts a day looks back 52 weeks, and to the same date', () => {
  const calendar = buildCalendar(from, to, { feasts: [springFestival] });
  const day = dayOf('2026-06-10');
  assert.equal(dateOf(calendar.yearBefore(day)!), '2025-06-11');
  assert.equal(weekdayOf(calendar.yearBefore(day)!), weekdayOf(day));
  assert.equal(dateOf(calendar.sameDateYearBefore(day)!), '2025-06-10');
  assert.equal(dateOf(calendar.sameDateYearBefore(dayOf('2025-02-28'))!), '2024-02-28');
});

test('where windows overlap the nearer feast has the day', () => {
  const calendar = buildCalendar(from, to, {
    feasts: [
      { code: 'midAutumn', days: [dayOf('2025-10-06')], before: 3, after: 3 },
      { code: 'nationalDay', days: [dayOf('2025-10-01')], before: 2, after: 7 },
    ],
  });
  const feasts = ['10-01', '10-03', '10-04', '10-06', '10-08'].map((date) =>
    calendar.feastOf(dayOf(`2025-${date}`)),
  );
  assert.deepEqual(feasts, ['nationalDay', 'nationalDay', 'midAutumn', 'midAutumn', 'midAutumn']);
});

test('a holiday behaves like Sunday; a Sunday made up behaves as told and is open', () => {
  const calendar = buildCalendar(from, to, {
    closedWeekdays: [5, 6],
    holidays: [dayOf('2026-01-01')],
    makeUpWorkdays: [{ day: dayOf('2026-01-04'), countsAs: 4 }],
  });
  assert.equal(calendar.weekday(dayOf('2026-01-01')), 6);
  assert.equal(calendar.weekday(dayOf('2026-01-04')), 4);
  assert.equal(calendar.isClosed(dayOf('2026-01-03')), true);
  assert.equal(calendar.isClosed(dayOf('2026-01-04')), false);
});

test('the window of a pay day may jump over closed days', () => {
  const calendar = buildCalendar(from, to, {
    closedWeekdays: [5, 6],
    recurrences: [{ code: 'payDay', days: [dayOf('2026-01-09')], before: 1, after: 2, counting: 'openDays' }],
  });
  const marksOf = (date: string) => calendar.marksOf(dayOf(date)).map((mark) => calendar.markCodes[mark]);
  assert.deepEqual(marksOf('2026-01-08'), ['payDay-1']);
  assert.deepEqual(marksOf('2026-01-09'), ['payDay+0']);
  assert.deepEqual(marksOf('2026-01-10'), []);
  assert.deepEqual(marksOf('2026-01-12'), ['payDay+1']);
  assert.deepEqual(marksOf('2026-01-13'), ['payDay+2']);
});

test('distances to the end of the month, as marks', () => {
  const calendar = buildCalendar(from, to, { monthCycle: true });
  const code = (date: string) => calendar.markCodes[calendar.marksOf(dayOf(date))[0]!];
  assert.deepEqual(['2026-01-31', '2026-02-27', '2026-01-01'].map(code), [
    'monthEnd-0',
    'monthEnd-1',
    'monthEnd-25',
  ]);
});

test('pay days move off rest days to the side asked for', () => {
  const isWorkday = (day: number) => weekdayOf(day) < 5;
  const paid = (shift: 'before' | 'after' | 'none') =>
    monthlyDays({ from: dayOf('2026-05-01'), to: dayOf('2026-07-01'), dayOfMonth: 10, shift, isWorkday }).map(
      dateOf,
    );
  // 10 May 2026 is a Sunday.
  assert.deepEqual(paid('before'), ['2026-05-08', '2026-06-10']);
  assert.deepEqual(paid('after'), ['2026-05-11', '2026-06-10']);
  assert.deepEqual(paid('none'), ['2026-05-10', '2026-06-10']);
});

test('every day of every span has a weekday, and days outside are refused', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 10_000, max: 30_000 }),
      fc.integer({ min: 1, max: 900 }),
      (start, length) => {
        const calendar = buildCalendar(start, start + length, { feasts: [springFestival], monthCycle: true });
        for (const day of [start, start + length - 1]) assert.equal(calendar.weekday(day), weekdayOf(day));
        for (const day of [start - 1, start + length, start + 0.5, Number.NaN]) {
          assert.throws(() => calendar.weekday(day), { code: 'forecast.outside_calendar' });
        }
      },
    ),
  );
  assert.throws(() => buildCalendar(to, to), { code: 'forecast.out_of_range' });
});
