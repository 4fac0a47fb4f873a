import assert from 'node:assert/strict';
import { test } from 'node:test';
import { summarise } from './system.health.domain.ts';

const request = (endpoint: string, ms: number, code: string | null = null) => ({ at: 0, endpoint, ms, code });

test('percentiles by nearest rank, the slowest first, refusals by how often they came', () => {
  const some = Array.from({ length: 100 }, (_, at) => request('a', at + 1));
  const told = summarise(
    [
      ...some,
      request('b', 500, 'platform.forbidden'),
      request('b', 600, 'platform.forbidden'),
      request('a', 1, 'platform.not_found'),
    ],
    10,
    (code) => `<${code}>`,
  );
  assert.deepEqual(
    [told.count, told.perSecond, told.p50Ms, told.p95Ms, told.p99Ms],
    [103, 10.3, 51, 97, 500],
  );
  assert.deepEqual(told.slowest, [
    { endpoint: 'b', count: 2, p95Ms: 600 },
    { endpoint: 'a', count: 101, p95Ms: 95 },
  ]);
  assert.deepEqual(told.refusals, [
    { code: 'platform.forbidden', count: 2, message: '<platform.forbidden>' },
    { code: 'platform.not_found', count: 1, message: '<platform.not_found>' },
  ]);
});

test('nothing is told of nothing', () => {
  const told = summarise([], 0, () => '');
  assert.deepEqual(
    [told.count, told.perSecond, told.p50Ms, told.slowest, told.refusals],
    [0, 0, null, [], []],
  );
});
