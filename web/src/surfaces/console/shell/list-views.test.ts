import { expect, test } from 'vitest';
import { filtersOf } from './list-views.domain.ts';

test('a view is made of filters and sort, not of the page or of what is open', () => {
  expect(
    filtersOf({ q: 320113, view: 'near', page: 3, tab: 'calendar', user: 'x', empty: '', odd: {} }),
  ).toEqual({
    q: '320113',
    view: 'near',
  });
});
