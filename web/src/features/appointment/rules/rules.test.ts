import { expect, test } from 'vitest';
import { capacitiesOf, overrideAt, overridesOf, withOverride } from './rules.domain.ts';

const capacities = [
  { serviceTypeId: 'a', starts: '09:00', capacity: 0 },
  { serviceTypeId: 'b', starts: '09:30', capacity: 4 },
];

test('what is read is what is written', () => {
  expect(capacitiesOf(overridesOf(capacities))).toEqual(capacities);
});

test('a column is set and taken back; none at a time is not the same as not set', () => {
  const all = withOverride(overridesOf(capacities), 'a', ['09:00', '10:00'], 3);
  expect([overrideAt(all, 'a', '09:00'), overrideAt(all, 'a', '10:00')]).toEqual([3, 3]);
  expect(overrideAt(overridesOf(capacities), 'a', '09:00')).toBe(0);
  expect(overrideAt(withOverride(all, 'a', ['09:00'], null), 'a', '09:00')).toBeNull();
  expect(overrideAt(all, 'b', '09:30')).toBe(4);
});
