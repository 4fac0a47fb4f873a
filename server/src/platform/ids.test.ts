import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId, newToken } from './ids.ts';

test('ids are UUIDv7: ordered by the millisecond, never twice, across the refill of the random pool', () => {
  const ids = Array.from({ length: 5_000 }, () => newId(1_795_140_000_000));
  assert.equal(new Set(ids).size, ids.length);
  for (const id of ids) assert.match(id, /^01a1f6ae-9900-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.ok(newId(2_000) > newId(1_000));
  assert.equal(
    Number.parseInt(newId(1_795_140_000_123).replaceAll('-', '').slice(0, 12), 16),
    1_795_140_000_123,
  );
});

test('tokens hold 192 bits and go into a path as they are', () => {
  const tokens = Array.from({ length: 1_000 }, newToken);
  assert.equal(new Set(tokens).size, tokens.length);
  for (const token of tokens) assert.match(token, /^[A-Za-z0-9_-]{32}$/);
});
