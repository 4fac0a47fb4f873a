import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { endpoint } from '@huiting/contracts/core/endpoint';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { checkEndpoint } from './endpoint-shape.ts';

const sound = endpoint({
  id: 'queue.callNext',
  method: 'POST',
  path: '/branches/:branchId/windows/:windowId/call-next',
  summary: 'Call the next ticket',
  input: z.object({ branchId: z.string(), windowId: z.string() }),
  output: z.object({}),
  access: 'queue.serve',
});

/** The one breach that a change of the sound endpoint makes. */
function breachOf(change: Partial<Endpoint>): string {
  const problems = checkEndpoint('queue', { ...sound, ...change });
  assert.equal(problems.length, 1, problems.join('\n'));
  return problems[0] ?? '';
}

test('a sound endpoint passes', () => {
  assert.deepEqual(checkEndpoint('queue', sound), []);
});

test('an endpoint that says nobody who may call it is told', () => {
  const { access: _, ...open } = sound;
  assert.match(checkEndpoint('queue', open as unknown as Endpoint).join(), /who may call/);
});

test('every other breach is told', () => {
  assert.match(
    breachOf({ access: { kind: 'permission', permission: 'queue.everything' } }),
    /queue\.everything/,
  );
  assert.match(breachOf({ id: 'hall.callNext' }), /must begin with "queue\."/);
  assert.match(breachOf({ summary: ' ' }), /no summary/);
  assert.match(breachOf({ input: z.object({ branchId: z.string() }) }), /:windowId/);
  assert.match(breachOf({ errors: ['queue.no_such_code'] }), /queue\.no_such_code/);
  assert.match(breachOf({ path: '/windows/:windowId/call-next' }), /lives under \/branches/);
});
