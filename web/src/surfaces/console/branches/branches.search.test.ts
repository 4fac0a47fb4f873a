import type { BranchPulse } from '@huiting/contracts/hall';
import type { OrgUnit } from '@huiting/contracts/organization';
import { expect, test } from 'vitest';
import { inOrder, isInView, matchesFilters, readBranchSearch } from './branches.search.ts';

function pulse(code: string, change: Partial<BranchPulse> = {}): BranchPulse {
  return {
    branchId: code,
    code,
    name: `${code}支行`,
    city: '南京',
    path: `/HO/NJ/${code}/`,
    format: 'full',
    stage: 'operating',
    at: 0,
    open: true,
    waiting: 0,
    averageWaitSeconds: null,
    longestWaitSeconds: null,
    openWindows: 0,
    pausedWindows: 0,
    totalWindows: 0,
    issued: 0,
    completedServices: 0,
    abandoned: 0,
    busyIndex: 0,
    state: 'normal',
    openAlerts: 0,
    urgentAlerts: 0,
    rated: 0,
    good: 0,
    ...change,
  };
}
const codes = (pulses: readonly BranchPulse[]) => pulses.map((one) => one.code);

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

test('without a sort the congested come first, the closed last', () => {
  const all = [
    pulse('closed', { open: false, state: 'closed', waiting: 99 }),
    pulse('calm', { waiting: 9 }),
    pulse('near', { state: 'near', waiting: 2 }),
    pulse('full', { state: 'congested', waiting: 1 }),
  ];
  expect(codes(inOrder(all, {}))).toEqual(['full', 'near', 'calm', 'closed']);
});

test('what is unknown is sorted behind what is known, whichever way', () => {
  const all = [
    pulse('none'),
    pulse('slow', { averageWaitSeconds: 900 }),
    pulse('quick', { averageWaitSeconds: 60 }),
  ];
  expect(codes(inOrder(all, { sort: 'averageWait', order: 'descend' }))).toEqual(['slow', 'quick', 'none']);
  expect(codes(inOrder(all, { sort: 'averageWait', order: 'ascend' }))).toEqual(['quick', 'slow', 'none']);
});

test('a unit holds every branch below its path', () => {
  const nanjing = { path: '/HO/NJ/' } as OrgUnit;
  expect(matchesFilters(pulse('1'), {}, nanjing)).toBe(true);
  expect(matchesFilters(pulse('2', { path: '/HO/SZ/2/' }), {}, nanjing)).toBe(false);
  expect(matchesFilters(pulse('320113'), { q: '0113' }, null)).toBe(true);
  expect(isInView(pulse('x', { openAlerts: 1 }), 'alerts')).toBe(true);
});
