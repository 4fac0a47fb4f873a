import { expect, test } from 'vitest';
import { filtersOf } from './list-views.domain.ts';

test('a view is made of filters and sort, not of the page or of what is open', () => {
  expect(
    filtersOf('users', { q: 320113, view: 'near', page: 3, tab: 'calendar', user: 'x', empty: '', odd: {} }),
  ).toEqual({ q: '320113', view: 'near' });
});

test('what opens a row in one list may be a filter of another', () => {
  expect(filtersOf('staff', { post: 'teller', staff: 'x' })).toEqual({ post: 'teller' });
  expect(filtersOf('posts', { post: 'teller' })).toEqual({});
});
