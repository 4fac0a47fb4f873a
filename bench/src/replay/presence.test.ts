import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inferPresence } from './presence.ts';

const minute = 60_000;
const service = (agent: string | null, fromMinute: number, minutes: number) => ({
  agent,
  from: fromMinute * minute,
  seconds: minutes * 60,
});
const spansOf = (...services: ReturnType<typeof service>[]) =>
  inferPresence(services).map(({ agent, spans }) => [
    agent,
    ...spans.map(({ from, until }) => [from / minute, until / minute]),
  ]);

test('services are joined over gaps of up to 30 minutes', () => {
  assert.deepEqual(spansOf(service('A', 0, 5), service('A', 35, 5)), [['A', [0, 40]]]);
  assert.deepEqual(spansOf(service('A', 0, 5), service('A', 36, 5)), [['A', [0, 5], [36, 41]]]);
});

test('overlapping services of one agent are laid one after another', () => {
  assert.deepEqual(spansOf(service('A', 0, 10), service('A', 5, 10), service('A', 6, 1)), [['A', [0, 21]]]);
});

test('the order of the record does not matter', () => {
  assert.deepEqual(spansOf(service('A', 35, 5), service('A', 0, 5)), [['A', [0, 40]]]);
});

test('services without an agent share the spare window, which comes last', () => {
  assert.deepEqual(
    spansOf(service(null, 0, 10), service('B', 3, 1), service(null, 5, 10), service('A', 1, 1)),
    [
      ['A', [1, 2]],
      ['B', [3, 4]],
      [null, [0, 20]],
    ],
  );
});
