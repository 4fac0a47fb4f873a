import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { DayOverride } from '@huiting/contracts/organization';
import type { ServiceType } from '@huiting/contracts/queue';
import { createDirectory } from '../../organization/index.ts';
import type { BranchInfo } from '../../organization/index.ts';
import { openSlots } from './offer-slots.ts';

/** Days are pure: nothing is read. */
const { dayOf } = createDirectory({} as never);
const branch = (change: Partial<BranchInfo> = {}): BranchInfo =>
  ({
    timeZone: 'Asia/Shanghai',
    holidays: 'CN',
    stage: 'operating',
    overrides: [],
    weekdayHours: { open: '09:00', close: '17:00' },
    weekendHours: { open: '09:30', close: '12:00' },
    holidayHours: null,
    noonBreak: { from: '11:45', until: '13:15' },
    corporateWeekdayHours: { open: '09:00', close: '16:00' },
    corporateWeekendHours: null,
    corporateHolidayHours: null,
    ...change,
  }) as BranchInfo;
const service = (line: 'personal' | 'corporate', hours: { open: string; close: string } | null = null) =>
  ({ line, hours }) as ServiceType;
const personal = service('personal');
const corporate = service('corporate');

/** `09:00`, in the branch's own zone. */
const times = (at: BranchInfo, of: ServiceType, date: string): string[] =>
  openSlots(at, of, dayOf(at, date)).map(({ start }) =>
    new Date(start + 8 * 3_600_000).toISOString().slice(11, 16),
  );
const friday = '2026-11-20';
const saturday = '2026-11-21';
const nationalDay = '2026-10-01';
const makeUpSaturday = '2026-10-10';

test('no half hour touches noon, and each line keeps its own hours of the day', () => {
  const all = times(branch(), personal, friday);
  assert.deepEqual([all[0], all.at(-1)], ['09:00', '16:30']);
  // From 11:45 until 13:15: 11:30 would end in it, 13:00 begin in it.
  for (const shut of ['11:30', '12:00', '12:30', '13:00']) assert.ok(!all.includes(shut), shut);
  for (const open of ['11:00', '13:30']) assert.ok(all.includes(open), open);
  assert.equal(times(branch(), corporate, friday).at(-1), '15:30');
  assert.deepEqual(times(branch(), corporate, saturday), [], 'no corporate business at weekends');
  assert.deepEqual(times(branch(), service('personal', { open: '10:00', close: '11:00' }), friday), [
    '10:00',
    '10:30',
  ]);
});

test('a short Saturday that ends before noon has no break; holidays and make-up days are as the calendar says', () => {
  assert.deepEqual(times(branch(), personal, saturday), ['09:30', '10:00', '10:30', '11:00', '11:30']);
  assert.deepEqual(times(branch(), personal, nationalDay), []);
  assert.equal(times(branch(), personal, makeUpSaturday).at(-1), '16:30', 'a Saturday with weekday hours');
  const open = branch({
    holidayHours: { open: '10:00', close: '11:00' },
    corporateHolidayHours: { open: '10:30', close: '11:00' },
  });
  assert.deepEqual(times(open, personal, nationalDay), ['10:00', '10:30']);
  assert.deepEqual(times(open, corporate, nationalDay), ['10:30']);
});

test("a branch's own day wins over all of them", () => {
  const day = (change: Partial<DayOverride>): BranchInfo =>
    branch({
      overrides: [
        {
          date: friday,
          name: '检修',
          hours: null,
          noonBreak: null,
          corporateHours: null,
          version: 1,
          ...change,
        },
      ],
    });
  assert.deepEqual(times(day({}), personal, friday), []);
  const short = day({
    hours: { open: '11:00', close: '14:00' },
    corporateHours: { open: '11:00', close: '12:00' },
  });
  assert.deepEqual(
    times(short, personal, friday),
    ['11:00', '11:30', '12:00', '12:30', '13:00', '13:30'],
    'and has no break of its own',
  );
  assert.deepEqual(times(short, corporate, friday), ['11:00', '11:30']);
  for (const stage of ['suspended', 'renovating', 'opening'] as const)
    assert.deepEqual(times(branch({ stage }), personal, friday), [], stage);
});
