import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemCtx } from './context.ts';
import type { Actor, Ctx } from './context.ts';
import { authorize, authorizeSomewhere, permits, scopePaths } from './permits.ts';
import { testActor } from './testing.ts';

function holder(...paths: string[]): Actor {
  const actor = testActor({ permissions: [], path: '/' });
  return { ...actor, grants: paths.map((path) => ({ permission: 'queue.view', path })) };
}
const systemActor = systemCtx(() => 0, 'trace').actor;
const ctxOf = (actor: Actor): Ctx => ({ ...systemCtx(() => 0, 'trace'), actor });

test('a permission holds at its unit and below, not beside it and not above', () => {
  const actor = holder('/JH/NJ/');
  for (const path of ['/JH/NJ/', '/JH/NJ/NJ01/'])
    assert.equal(permits(actor, 'queue.view', path), true, path);
  for (const path of ['/JH/', '/', '/JH/SZ/', '/JH/NJ2/', '/JH/NJ2/NJ01/'])
    assert.equal(permits(actor, 'queue.view', path), false, path);
  assert.equal(permits(actor, 'queue.manage', '/JH/NJ/'), false);
});

test('nobody in particular may nothing; the system acts for rules and may everything', () => {
  assert.equal(permits(holder(), 'queue.view', '/JH/'), false);
  assert.equal(permits(systemActor, 'access.manage', '/'), true);
  assert.deepEqual(scopePaths(systemActor, 'queue.view'), ['/']);
});

test('a list’s scope is the outermost of what is held; held nowhere it is refused', () => {
  const actor = holder('/JH/NJ/NJ01/', '/JH/NJ/', '/JH/SZ/SZ02/');
  assert.deepEqual(scopePaths(actor, 'queue.view'), ['/JH/NJ/', '/JH/SZ/SZ02/']);
  assert.deepEqual(authorizeSomewhere(ctxOf(actor), 'queue.view'), ['/JH/NJ/', '/JH/SZ/SZ02/']);
  assert.throws(() => authorizeSomewhere(ctxOf(actor), 'queue.manage'), { code: 'platform.forbidden' });
  assert.throws(() => authorize(ctxOf(actor), 'queue.view', '/JH/WX/'), { code: 'platform.forbidden' });
});
