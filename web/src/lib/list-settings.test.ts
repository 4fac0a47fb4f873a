import { expect, test } from 'vitest';
import { readLayout, readViews } from './list-settings.ts';

test('what was kept by an older or stranger program is taken as far as it is understood', () => {
  expect(readLayout({ hidden: ['city', 7], extra: true })).toEqual({ hidden: ['city'], order: [] });
  expect(readLayout('x')).toEqual({ hidden: [], order: [] });
  expect(
    readViews([
      { name: '南京拥堵', search: { org: 'a', page: 3 } },
      { name: 1 },
      null,
      { name: 'x', search: [] },
    ]),
  ).toEqual([{ name: '南京拥堵', search: { org: 'a' } }]);
});
