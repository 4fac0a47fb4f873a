import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextRun } from './cron.ts';

const at = (text: string): number => Date.parse(text);
const next = (cron: string, after: string, zone = 'Asia/Shanghai'): string | null => {
  const found = nextRun(cron, zone, at(after));
  return found === null ? null : new Date(found).toISOString();
};

test('the next run of a plan, in its own zone', () => {
  assert.equal(next('17 * * * *', '2026-11-20T02:17:00Z'), '2026-11-20T03:17:00.000Z');
  assert.equal(next('43 2 * * *', '2026-11-20T02:00:00Z'), '2026-11-20T18:43:00.000Z');
  assert.equal(next('*/15 * * * *', '2026-11-20T02:16:30Z'), '2026-11-20T02:30:00.000Z');
  assert.equal(next('0 9-11 * * 1-5', '2026-11-20T03:30:00Z'), '2026-11-23T01:00:00.000Z');
  assert.equal(next('0 0 1 1 *', '2026-11-20T00:00:00Z'), '2026-12-31T16:00:00.000Z');
  assert.equal(next('0 8 * * 7', '2026-11-20T00:00:00Z'), '2026-11-22T00:00:00.000Z');
  assert.equal(next('5,35 * * * *', '2026-11-20T02:10:00Z'), '2026-11-20T02:35:00.000Z');
  assert.equal(next('0 0 31 2 *', '2026-11-20T00:00:00Z'), null);
});
