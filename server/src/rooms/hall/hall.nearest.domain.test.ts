import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nearest } from './hall.nearest.domain.ts';
import type { OnDuty } from './hall.nearest.domain.ts';

const zones = [
  { id: 'guidance', kind: 'guidance' },
  { id: 'self', kind: 'selfService' },
  { id: 'cash', kind: 'cashCounter' },
] as const;
const person = (staffId: string, change: Partial<OnDuty> = {}): OnDuty => ({
  staffId,
  name: staffId,
  kind: 'lobbyManager',
  rank: 1,
  zoneId: null,
  isBusy: false,
  ...change,
});
const first = (people: OnDuty[], zoneId: string | null) => nearest(people, zoneId, zones)?.staffId;

test('who stands in the zone comes before who stands in the same half, and they before who is elsewhere', () => {
  const here = person('here', { zoneId: 'self', rank: 2 });
  const half = person('half', { zoneId: 'guidance' });
  const away = person('away', { zoneId: 'cash' });
  assert.equal(first([away, half, here], 'self'), 'here');
  assert.equal(first([away, half], 'self'), 'half');
  assert.equal(first([away], 'self'), 'away');
});

test('a hand that is free counts more than the way; who stands everywhere is as near as the same half', () => {
  const here = person('here', { zoneId: 'self', isBusy: true });
  const away = person('away', { zoneId: 'cash' });
  assert.equal(first([here, away], 'self'), 'away');
  assert.equal(first([away, person('all')], 'self'), 'all');
});

test('lobby managers before reserves, in their order; nobody on duty is nobody', () => {
  const reserve = person('reserve', { kind: 'reserve' });
  const second = person('second', { rank: 2 });
  assert.equal(first([reserve, second, person('leader')], null), 'leader');
  assert.equal(first([reserve, second], null), 'second');
  assert.equal(first([], 'self'), undefined);
});
