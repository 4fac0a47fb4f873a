import { expect, test } from 'vitest';
import { laidOut, moved, orderOf } from './table-columns.ts';

const columns = ['name', 'city', 'waiting', 'alerts'].map((key) => ({ key }));
const keys = (shown: readonly { readonly key: string }[]) => shown.map(({ key }) => key);

test('hidden columns go, ordered ones come first, new ones keep their place, the first stays in front', () => {
  expect(keys(laidOut(columns, { hidden: ['city', 'name'], order: ['alerts'] }))).toEqual([
    'name',
    'alerts',
    'waiting',
  ]);
  expect(keys(laidOut(columns, { hidden: [], order: [] }))).toEqual(keys(columns));
  expect(orderOf(columns, { hidden: ['alerts'], order: ['waiting'] })).toEqual(['waiting', 'city', 'alerts']);
});

test('a column moves one place, and never off the end', () => {
  expect(moved(['a', 'b', 'c'], 'b', 1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a', 'b'], 'x', 1)).toEqual(['a', 'b']);
});
