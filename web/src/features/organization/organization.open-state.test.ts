import type { BusinessDayInfo } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { openStateOf } from './organization.open-state.domain.ts';

const day: BusinessDayInfo = {
  date: '2026-11-20',
  kind: 'workday',
  holiday: null,
  hours: { open: '09:00', close: '17:00' },
  opensAt: 1_000,
  closesAt: 2_000,
  noon: null,
  corporate: null,
};

test('a branch is open from the first instant of its hours to before the last', () => {
  expect(openStateOf(day, 999)).toBe('opensLater');
  expect(openStateOf(day, 1_000)).toBe('open');
  expect(openStateOf(day, 1_999)).toBe('open');
  expect(openStateOf(day, 2_000)).toBe('closedForToday');
});

test('a day without hours is closed whatever the time', () => {
  expect(openStateOf({ ...day, kind: 'holiday', hours: null, opensAt: null, closesAt: null }, 1_500)).toBe(
    'closedToday',
  );
});
