import { expect, test } from 'vitest';
import { voiceCall } from '../display/display.fixtures.ts';
import { createDueCalls } from './voice.due.domain.ts';

const call = (number: string, startsAt: number, n = 1) =>
  voiceCall(number, 4, { startsAt, endsAt: startsAt + 12_000, call: n });

test('a call sounds when its slot begins, once', () => {
  const due = createDueCalls();
  const calls = [call('C014', 10_000)];
  expect(due.take(calls, 9_900, 0, 1)).toBeNull();
  expect(due.take(calls, 10_100, 200, 1)?.times).toBe(2);
  expect(due.take(calls, 10_300, 400, 1)).toBeNull();
});

test('two calls made at once sound one after the other, in their slots', () => {
  const due = createDueCalls();
  const calls = [call('C014', 10_000), call('A027', 22_000)];
  expect(due.take(calls, 10_000, 0, 1)).not.toBeNull();
  expect(due.take(calls, 21_900, 11_900, 1)).toBeNull();
  expect(due.take(calls, 22_100, 12_100, 1)).not.toBeNull();
});

test('a recall is a call of its own', () => {
  const due = createDueCalls();
  due.take([call('C014', 10_000)], 10_000, 0, 1);
  expect(due.take([call('C014', 10_000), call('C014', 40_000, 2)], 40_000, 30_000, 1)).not.toBeNull();
});

test('a display that comes late into a slot stays silent instead of echoing the others', () => {
  const due = createDueCalls();
  expect(due.take([call('C014', 10_000)], 11_500, 0, 1)).toBeNull();
  expect(due.take([call('C014', 10_000)], 11_600, 100, 1)).toBeNull();
});

test('at double speed the words are said once, above it chimes sound at most every three seconds', () => {
  expect(createDueCalls().take([call('C014', 10_000)], 10_000, 0, 2)?.times).toBe(1);
  const due = createDueCalls();
  expect(due.take([call('C001', 0)], 0, 0, 10)?.times).toBe(0);
  expect(due.take([call('C002', 12_000)], 12_000, 1_200, 10)).toBeNull();
  expect(due.take([call('C003', 36_000)], 36_000, 3_600, 10)?.times).toBe(0);
});
