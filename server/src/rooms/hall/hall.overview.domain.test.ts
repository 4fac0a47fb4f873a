import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { BranchPulse } from '@huiting/contracts/hall';
import { lookOver, overviewOf } from './hall.overview.domain.ts';

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
    totalWindows: 4,
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
const first = { view: 'all', order: 'descend', page: 1, pageSize: 20 } as const;
const codes = (pulses: readonly BranchPulse[], filter: Partial<Parameters<typeof lookOver>[1]> = {}) =>
  lookOver(pulses, { ...first, ...filter }).branches.map(({ code }) => code);

test('without a sort the congested come first, the closed last', () => {
  const all = [
    pulse('closed', { open: false, state: 'closed' }),
    pulse('calm', { waiting: 9 }),
    pulse('near', { state: 'near', waiting: 2 }),
    pulse('full', { state: 'congested', waiting: 1 }),
  ];
  assert.deepEqual(codes(all), ['full', 'near', 'calm', 'closed']);
});

test('what is unknown is sorted behind what is known, whichever way', () => {
  const all = [
    pulse('none'),
    pulse('slow', { averageWaitSeconds: 900 }),
    pulse('quick', { averageWaitSeconds: 60 }),
  ];
  assert.deepEqual(codes(all, { sort: 'averageWait' }), ['slow', 'quick', 'none']);
  assert.deepEqual(codes(all, { sort: 'averageWait', order: 'ascend' }), ['quick', 'slow', 'none']);
});

test('views count what the filter finds, sums are of the whole list, a page beyond the end is the last', () => {
  const all = [
    pulse('320113', { waiting: 3, openAlerts: 2, openWindows: 2 }),
    pulse('320114', { waiting: 4, state: 'near' }),
    pulse('320115', { open: false, state: 'closed' }),
    pulse('330001', { waiting: 50 }),
  ];
  const seen = lookOver(all, { ...first, search: '3201', pageSize: 2, page: 9 });
  assert.deepEqual(seen.views, { all: 3, congested: 0, near: 1, alerts: 1, closed: 1 });
  assert.deepEqual([seen.page, seen.total, seen.branches.map(({ code }) => code)], [2, 3, ['320115']]);
  assert.deepEqual(seen.sums, {
    waiting: 7,
    openWindows: 2,
    totalWindows: 12,
    completedServices: 0,
    openAlerts: 2,
  });
  assert.deepEqual(seen.scope, { branches: 4, open: 3 });
  assert.deepEqual(codes(all, { view: 'alerts' }), ['320113']);
  assert.deepEqual(codes(all, { search: '南京', view: 'closed' }), ['320115']);
});

test('the overview names where it is congested', () => {
  const all = [pulse('a', { state: 'congested', waiting: 9, openAlerts: 1, urgentAlerts: 1 }), pulse('b')];
  assert.deepEqual(overviewOf(all, 7), {
    at: 7,
    branches: 2,
    open: 2,
    waiting: 9,
    openAlerts: 1,
    urgentAlerts: 1,
    congested: ['/HO/NJ/a/'],
  });
});
