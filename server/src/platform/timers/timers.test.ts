import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import { consumeTimer, createTimers } from './timers.ts';
import type { Timers } from './timers.ts';

const at = Date.parse('2026-11-20T02:00:00Z');
let platform: TestPlatform;

before(async () => {
  platform = await createTestPlatform({ at });
});
after(() => platform.stop());

const actor = testActor({ permissions: [], path: '/' });

async function set(branchId: string, ...due: [kind: string, ref: string, dueAt: number][]): Promise<void> {
  await platform.db.transact({ ...testCtx(platform, actor), firing: true }, branchId, async (tx) => {
    for (const [kind, ref, dueAt] of due) tx.setTimer(kind, ref, dueAt, { of: ref });
  });
}

/** The timers of one process; the time they see is the test's. */
function timersAt(now: () => number): Timers {
  return createTimers({ pool: platform.pool, now, log: platform.log, driven: false });
}

function noting(timers: Timers, kind: string, done: string[]): void {
  timers.on(kind, async (ctx, timer) => {
    await platform.db.transact(ctx, timer.branchId, async (tx) => {
      if (await consumeTimer(tx, timer))
        done.push(`${timer.ref} ${ctx.now() - at} ${timer.payload['of'] as string}`);
    });
  });
}

async function left(branchId: string): Promise<{ ref: string; due: number; tries: number }[]> {
  const { rows } = await platform.pool.query(
    'select ref, due_at as due, tries from platform.timer where branch_id = $1 order by due_at',
    [branchId],
  );
  return rows;
}

test('deadlines fire in due order with their own instants; what is not due stays', async () => {
  const branchId = newId();
  await set(branchId, ['test.a', 'third', at + 3], ['test.b', 'first', at + 1], ['test.a', 'second', at + 2]);
  await set(branchId, ['test.a', 'never', at + 100]);
  const done: string[] = [];
  const timers = timersAt(() => at + 50);
  noting(timers, 'test.a', done);
  noting(timers, 'test.b', done);
  await timers.fireDue(branchId, at + 50);
  assert.deepEqual(done, ['first 1 first', 'second 2 second', 'third 3 third']);
  assert.deepEqual(
    (await left(branchId)).map(({ ref }) => ref),
    ['never'],
  );
});

test('a deadline set again moves; it fires once', async () => {
  const branchId = newId();
  await set(branchId, ['test.c', 'x', at + 10]);
  await set(branchId, ['test.c', 'x', at + 30]);
  const done: string[] = [];
  const timers = timersAt(() => at);
  noting(timers, 'test.c', done);
  await timers.fireDue(branchId, at + 20);
  assert.deepEqual(done, []);
  await timers.fireDue(branchId, at + 40);
  await timers.fireDue(branchId, at + 40);
  assert.deepEqual(done, ['x 30 x']);
});

test('two processes that see the same deadlines carry each out once', async () => {
  const branchId = newId();
  await set(
    branchId,
    ...Array.from({ length: 12 }, (_, n): [string, string, number] => ['test.d', `${n}`, at + n]),
  );
  const done: string[] = [];
  const both = [timersAt(() => at), timersAt(() => at)];
  for (const timers of both) noting(timers, 'test.d', done);
  await Promise.all(both.map((timers) => timers.fireDue(branchId, at + 100)));
  assert.equal(done.length, 12);
  assert.equal(new Set(done).size, 12);
});

test('what fell due while no server ran fires when one starts, by itself', async (t) => {
  const branchId = newId();
  await set(branchId, ['test.e', 'overnight', at + 1_000]);
  const fired = Promise.withResolvers<string>();
  const restarted = timersAt(() => at + 3_600_000);
  restarted.on('test.e', async (ctx, timer) => {
    await platform.db.transact(ctx, timer.branchId, async (tx) => void (await consumeTimer(tx, timer)));
    fired.resolve(`${timer.ref} ${ctx.now() - at}`);
  });
  t.after(() => restarted.stop());
  restarted.start();
  assert.equal(await fired.promise, 'overnight 1000');
  assert.deepEqual(await left(branchId), []);
});

test('a deadline that fails is tried again a minute later, holds up nobody, and is given up after eight tries', async () => {
  const branchId = newId();
  await set(branchId, ['test.broken', 'broken', at + 1], ['test.f', 'behind', at + 2]);
  const done: string[] = [];
  let tries = 0;
  const timers = timersAt(() => at);
  timers.on('test.broken', () => {
    tries++;
    return Promise.reject(new Error('cannot'));
  });
  noting(timers, 'test.f', done);
  await timers.fireDue(branchId, at + 10);
  assert.deepEqual(done, ['behind 2 behind']);
  assert.deepEqual(await left(branchId), [{ ref: 'broken', due: at + 60_001, tries: 1 }]);
  await timers.fireDue(branchId, at + 3_600_000);
  assert.deepEqual(await left(branchId), []);
  assert.equal(tries, 8);
});

test('a database that is gone is not the deadline’s failure', async () => {
  const branchId = newId();
  await set(branchId, ['test.g', 'x', at + 1]);
  const timers = timersAt(() => at);
  timers.on('test.g', () => Promise.reject(Object.assign(new Error('gone'), { code: 'ECONNREFUSED' })));
  await assert.rejects(timers.fireDue(branchId, at + 10), { code: 'ECONNREFUSED' });
  timers.on('test.g', () => Promise.reject(Object.assign(new Error('disk full'), { code: '53100' })));
  await assert.rejects(timers.fireDue(branchId, at + 10), { code: '53100' });
  assert.deepEqual(await left(branchId), [{ ref: 'x', due: at + 1, tries: 0 }]);
});
