import { expect, test } from 'vitest';
import { timeFrom } from './editing.times.domain.ts';

test('times are read as people type them, and nonsense is none', () => {
  expect(['9:05', '0905', '09:05', '23:59', '0:0'].map(timeFrom)).toEqual([
    '09:05',
    '09:05',
    '09:05',
    '23:59',
    '00:00',
  ]);
  expect(['24:00', '9:60', '905', 'nine', '', '9:'].map(timeFrom)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});
