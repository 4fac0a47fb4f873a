import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { DateTime } from 'luxon';
import type { DayOverride } from '@huiting/contracts/organization';
import { areHoursSound, dayAt, dayOf } from './organization.calendar.domain.ts';
import { smallBank } from './organization.fixtures.ts';
import type { BranchInfo } from './organization.domain.ts';

const [planned] = smallBank().plan.branches;

function branch(change: Partial<BranchInfo> = {}): BranchInfo {
  return {
    ...planned,
    holidays: 'CN',
    overrides: [],
    holidayHours: null,
    noonBreak: null,
    corporateWeekdayHours: { open: '09:00', close: '16:30' },
    corporateWeekendHours: null,
    corporateHolidayHours: null,
    ...change,
  } as BranchInfo;
}
const override = (date: string, name: string, hours: DayOverride['hours']): DayOverride => ({
  date,
  name,
  hours,
  noonBreak: null,
  corporateHours: null,
  version: 1,
});
const at = (iso: string): number => Date.parse(iso);

test('corporate business has holiday hours of its own, none unless the branch says so', () => {
  const open = { holidayHours: { open: '10:00', close: '15:00' } };
  const holiday = '2026-10-01';
  assert.equal(dayOf(branch(open), holiday).corporate, null);
  const day = dayOf(branch({ ...open, corporateHolidayHours: { open: '10:30', close: '12:00' } }), holiday);
  assert.deepEqual(day.corporate, {
    opensAt: Date.parse('2026-10-01T02:30:00Z'),
    closesAt: Date.parse('2026-10-01T04:00:00Z'),
  });
  // Nobody does corporate business behind closed doors.
  const shut = branch({ corporateHolidayHours: { open: '10:30', close: '12:00' }, holidayHours: null });
  assert.equal(dayOf(shut, holiday).corporate, null);
});

test('an ordinary Friday and Saturday have weekday and weekend hours in the branch’s time zone', () => {
  assert.deepEqual(dayOf(branch(), '2026-11-20'), {
    date: '2026-11-20',
    kind: 'workday',
    holiday: null,
    hours: { open: '09:00', close: '17:00' },
    opensAt: at('2026-11-20T01:00:00Z'),
    closesAt: at('2026-11-20T09:00:00Z'),
    noon: null,
    corporate: { opensAt: at('2026-11-20T01:00:00Z'), closesAt: at('2026-11-20T08:30:00Z') },
  });
  const saturday = dayOf(branch(), '2026-11-21');
  assert.equal(saturday.kind, 'weekend');
  assert.deepEqual(saturday.hours, { open: '09:30', close: '16:00' });
  assert.equal(dayOf(branch({ weekendHours: null }), '2026-11-21').opensAt, null);
});

test('Spring Festival is closed, and the Saturday before it is a workday with weekday hours', () => {
  const newYear = dayOf(branch(), '2026-02-17');
  assert.deepEqual([newYear.kind, newYear.holiday, newYear.hours], ['holiday', '春节', null]);
  const saturday = dayOf(branch(), '2026-02-14');
  assert.deepEqual([saturday.kind, saturday.holiday], ['makeUpWorkday', null]);
  assert.deepEqual(saturday.hours, { open: '09:00', close: '17:00' });
});

test('a holiday turned workday, and a workday turned holiday, by the branch itself', () => {
  const overrides = [
    override('2026-10-01', '国庆值班', { open: '10:00', close: '15:00' }),
    override('2026-11-20', '停电检修', null),
  ];
  const onDuty = dayOf(branch({ overrides }), '2026-10-01');
  assert.deepEqual(
    [onDuty.kind, onDuty.holiday, onDuty.opensAt],
    ['holiday', '国庆节', at('2026-10-01T02:00:00Z')],
  );
  const closed = dayOf(branch({ overrides }), '2026-11-20');
  assert.deepEqual([closed.kind, closed.holiday, closed.opensAt], ['holiday', '停电检修', null]);
});

test('personal and corporate business keep hours of their own, and a shut door is shut to both', () => {
  assert.equal(dayOf(branch(), '2026-11-21').corporate, null);
  assert.equal(dayOf(branch({ weekdayHours: null }), '2026-11-20').corporate, null);
  const halfDay = {
    ...override('2026-11-20', '半天', { open: '09:00', close: '12:00' }),
    corporateHours: { open: '09:00', close: '11:00' },
  };
  assert.deepEqual(dayOf(branch({ overrides: [halfDay] }), '2026-11-20').corporate, {
    opensAt: at('2026-11-20T01:00:00Z'),
    closesAt: at('2026-11-20T03:00:00Z'),
  });
});

test('noon is shut on the days it lies within, and an override says so for itself', () => {
  const noonBreak = { from: '12:00', until: '13:30' };
  const noonOf = (change: Partial<BranchInfo>, date: string) => dayOf(branch(change), date).noon;
  assert.deepEqual(noonOf({ noonBreak }, '2026-11-20'), {
    from: at('2026-11-20T04:00:00Z'),
    until: at('2026-11-20T05:30:00Z'),
  });
  assert.equal(noonOf({ noonBreak, weekendHours: { open: '09:00', close: '12:00' } }, '2026-11-21'), null);
  const through = override('2026-11-20', '发放日', { open: '09:00', close: '17:00' });
  assert.equal(noonOf({ noonBreak, overrides: [through] }, '2026-11-20'), null);
  const day = { open: '09:00', close: '17:00' };
  assert.ok(areHoursSound({ hours: day, noonBreak }));
  assert.ok(areHoursSound({ hours: null, noonBreak }));
  assert.ok(!areHoursSound({ hours: day, noonBreak: { from: '13:00', until: '12:00' } }));
  assert.ok(!areHoursSound({ hours: day, noonBreak: { from: '08:00', until: '10:00' } }));
  assert.ok(!areHoursSound({ hours: { open: '09:00', close: '12:30' }, noonBreak }));
});

test('a branch that keeps open on holidays has its holiday hours, and no corporate business', () => {
  const newYear = dayOf(branch({ holidayHours: { open: '10:00', close: '15:00' } }), '2026-02-17');
  assert.deepEqual(
    [newYear.kind, newYear.holiday, newYear.hours],
    ['holiday', '春节', { open: '10:00', close: '15:00' }],
  );
  assert.equal(newYear.corporate, null);
});

test('a branch abroad keeps no Chinese holidays', () => {
  assert.equal(dayOf(branch({ holidays: 'none' }), '2026-10-01').kind, 'workday');
  assert.equal(dayOf(branch({ holidays: 'none' }), '2026-02-14').kind, 'weekend');
});

test('daylight saving: the door opens at nine by the wall, whatever that is in UTC', () => {
  const newYork = branch({ timeZone: 'America/New_York', holidays: 'none' });
  assert.equal(dayOf(newYork, '2026-03-06').opensAt, at('2026-03-06T14:00:00Z'));
  assert.equal(dayOf(newYork, '2026-03-09').opensAt, at('2026-03-09T13:00:00Z'));
  // The day of 23 hours and the day of 25 are one business day each.
  assert.equal(dayAt(newYork, at('2026-03-08T05:00:00Z')).date, '2026-03-08');
  assert.equal(dayAt(newYork, at('2026-03-09T03:59:59Z')).date, '2026-03-08');
  assert.equal(dayAt(newYork, at('2026-03-09T04:00:00Z')).date, '2026-03-09');
  assert.equal(dayAt(newYork, at('2026-11-01T04:00:00Z')).date, '2026-11-01');
  assert.equal(dayAt(newYork, at('2026-11-02T04:59:59Z')).date, '2026-11-01');
  assert.equal(dayAt(newYork, at('2026-11-02T05:00:00Z')).date, '2026-11-02');
});

test('every half hour of a year falls on the day its wall clock says, in zones with every kind of shift', () => {
  for (const timeZone of [
    'Asia/Shanghai',
    'America/New_York',
    'Australia/Lord_Howe',
    'Africa/Cairo',
    'America/St_Johns',
  ]) {
    const there = branch({ timeZone, holidays: 'none' });
    for (
      let instant = at('2026-01-01T00:00:00Z');
      instant < at('2027-01-01T00:00:00Z');
      instant += 1_800_000
    ) {
      const wall = DateTime.fromMillis(instant, { zone: timeZone }).toISODate();
      assert.equal(dayAt(there, instant).date, wall, `${timeZone} ${new Date(instant).toISOString()}`);
    }
  }
});

test('going back in time, as a recorded day does, finds the earlier day again', () => {
  const one = branch();
  assert.equal(dayAt(one, at('2026-11-20T02:00:00Z')).date, '2026-11-20');
  assert.equal(dayAt(one, at('2026-11-18T02:00:00Z')).date, '2026-11-18');
  assert.equal(dayAt(one, at('2026-11-20T02:00:00Z')).date, '2026-11-20');
});

test('a hall open past midnight stays in the evening’s business day until it closes', () => {
  const late = branch({ weekdayHours: { open: '18:00', close: '02:00' }, weekendHours: null });
  const evening = dayOf(late, '2026-11-19');
  assert.equal(evening.closesAt, at('2026-11-19T18:00:00Z'));
  assert.equal(dayAt(late, at('2026-11-19T17:59:59Z')).date, '2026-11-19');
  assert.equal(dayAt(late, at('2026-11-19T18:00:00Z')).date, '2026-11-20');
  // Until midnight sharp: closed exactly when the next day begins.
  const untilMidnight = branch({ weekdayHours: { open: '07:00', close: '00:00' } });
  assert.equal(dayOf(untilMidnight, '2026-11-19').closesAt, at('2026-11-19T16:00:00Z'));
  assert.equal(dayAt(untilMidnight, at('2026-11-19T16:00:00Z')).date, '2026-11-20');
});

// A table of the State Council's notices to check against: CN_HOLIDAYS_CSV=…/cn_holidays_2020_2026.csv (date,name,off|work).
const table = process.env.CN_HOLIDAYS_CSV;
test('agrees with the published table on every day', { skip: table === undefined }, () => {
  const rows = readFileSync(table!, 'utf8').trim().split('\n').slice(1);
  const listed = new Map(rows.map((row) => [row.split(',')[0]!, row.split(',')[2]!.trim()]));
  assert.ok(listed.size > 200);
  for (let day = DateTime.fromISO('2020-01-01'); day.year < 2027; day = day.plus({ days: 1 })) {
    const date = day.toISODate()!;
    const kind = dayOf(branch(), date).kind;
    const listedAs = listed.get(date);
    const isWorking = listedAs === undefined ? day.weekday < 6 : listedAs === 'work';
    assert.equal(kind === 'workday' || kind === 'makeUpWorkday', isWorking, date);
    if (listedAs === 'off') assert.equal(kind, 'holiday', date);
  }
});
