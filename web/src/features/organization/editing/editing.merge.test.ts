import type { RecordDraft } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { changedIn, contested, merge } from './editing.merge.domain.ts';

const base: RecordDraft = {
  name: '城东支行',
  parentId: '019a9f00-0000-7000-8000-000000000001',
  format: 'full',
  city: '南京',
  address: '文澜路 18 号',
  latitude: 32,
  longitude: 118,
  licenceNo: 'B0',
  phone: '025-1',
  areaSquareMetres: 628,
  weekdayHours: { open: '09:00', close: '17:00' },
  weekendHours: null,
  holidayHours: null,
  noonBreak: null,
  corporateWeekdayHours: null,
  corporateWeekendHours: null,
  corporateHolidayHours: null,
};

test('what only one side changed needs no decision, and both changes survive', () => {
  const mine = { ...base, phone: '025-2' };
  const theirs = { ...base, address: '文澜路 20 号' };
  expect(contested(base, mine, theirs)).toEqual([]);
  expect(merge(base, mine, theirs, new Set())).toEqual({ ...base, phone: '025-2', address: '文澜路 20 号' });
});

test('a field both changed in another way is decided field by field', () => {
  const mine = { ...base, weekdayHours: { open: '08:30', close: '17:00' }, city: '苏州' };
  const theirs = { ...base, weekdayHours: { open: '09:00', close: '16:30' }, city: '苏州' };
  expect(contested(base, mine, theirs)).toEqual(['weekdayHours']);
  expect(merge(base, mine, theirs, new Set()).weekdayHours).toEqual(mine.weekdayHours);
  expect(merge(base, mine, theirs, new Set(['weekdayHours'])).weekdayHours).toEqual(theirs.weekdayHours);
  expect(changedIn(base, mine)).toEqual(['city', 'weekdayHours']);
});
