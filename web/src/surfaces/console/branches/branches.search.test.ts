import { expect, test } from 'vitest';
import { readBranchSearch } from './branches.search.ts';

test('an address keeps what it knows, once and without defaults', () => {
  expect(
    readBranchSearch({ view: 'all', q: 320113, sort: 'waiting', order: 'ascend', page: '1', evil: 'x' }),
  ).toEqual({
    q: '320113',
    sort: 'waiting',
    order: 'ascend',
  });
  expect(readBranchSearch({ view: 'near', sort: 'nothing', stage: 'suspended', page: 3 })).toEqual({
    view: 'near',
    stage: 'suspended',
    page: 3,
  });
});
