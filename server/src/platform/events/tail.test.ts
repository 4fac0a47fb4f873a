import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { accessEvents } from '@huiting/contracts/access';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import type { OutboxEvent } from './outbox.ts';
import { createTail, readEvents } from './tail.ts';
import type { Tail } from './tail.ts';

let platform: TestPlatform;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
});
after(() => platform.stop());

const actor = testActor({ permissions: [], path: '/' });

async function announce(branchId: string, count: number): Promise<OutboxEvent[]> {
  for (let n = 0; n < count; n++)
    await platform.db.transact(testCtx(platform, actor), branchId, async (tx) =>
      tx.emit(accessEvents.grantsChanged, { userId: newId() }),
    );
  return readEvents(platform.pool, branchId, 0, 1_000);
}

/** A tail that is told only what the test tells it, and what it heard. */
function quietTail(): { tail: Tail; heard: number[] } {
  const tail = createTail({ pool: platform.pool, log: platform.log });
  const heard: number[] = [];
  tail.onEvent(({ number }) => heard.push(number));
  return { tail, heard };
}

test('what comes early waits for what is missing; what comes twice is heard once', async () => {
  const branchId = newId();
  const events = await announce(branchId, 5);
  const { tail, heard } = quietTail();
  const offer = (...numbers: number[]) =>
    tail.offer(
      branchId,
      numbers.map((number) => events[number - 1]!),
    );
  offer(3);
  offer(5);
  assert.deepEqual(heard, []);
  offer(1);
  assert.deepEqual(heard, [1]);
  offer(2);
  assert.deepEqual(heard, [1, 2, 3]);
  offer(1, 2, 3);
  offer(4);
  offer(5, 4);
  assert.deepEqual(heard, [1, 2, 3, 4, 5]);
  assert.equal(tail.lastOf(branchId), 5);
});

test('a listener that stumbles keeps nothing from the others, nor from whoever commits', async () => {
  const branchId = newId();
  const events = await announce(branchId, 3);
  const tail = createTail({ pool: platform.pool, log: platform.log });
  const heard: number[] = [];
  tail.onEvent(({ number }) => {
    if (number === 2) throw new Error('cannot read it');
  });
  tail.onEvent(({ number }) => heard.push(number));
  tail.offer(branchId, events);
  assert.deepEqual(heard, [1, 2, 3]);
});

test('what another process committed is read from the outbox, in order, also when much was missed', async (t) => {
  const branchId = newId();
  const { tail, heard } = quietTail();
  t.after(() => tail.stop());
  await tail.start();
  const others = tail.lastOf(branchId);
  assert.equal(others, 0);
  // More than one page of five hundred, written as another process would.
  await platform.pool.query(
    `insert into platform.event (branch_id, number, at, id, type, trace_id, payload)
     select $1, n, $2, gen_random_uuid(), 'user.grantsChanged', 't', '{}' from generate_series(1, 1203) n`,
    [branchId, new Date(platform.clock.now())],
  );
  await platform.pool.query('insert into platform.event_counter (branch_id, last) values ($1, 1203)', [
    branchId,
  ]);
  const caughtUp = new Promise<void>((resolve) =>
    tail.onEvent(({ number }) => number === 1_203 && resolve()),
  );
  tail.nudge();
  await caughtUp;
  assert.deepEqual(
    heard,
    Array.from({ length: 1_203 }, (_, index) => index + 1),
  );
});

test('a replay is whole from memory or from the outbox, empty when nothing is new, refused when too old or too much', async (t) => {
  const branchId = newId();
  const events = await announce(branchId, 6);
  const { tail } = quietTail();
  t.after(() => tail.stop());
  await tail.start();
  assert.equal(tail.lastOf(branchId), 6);
  const numbers = async (after: number) =>
    (await tail.since(branchId, after))?.map(({ number }) => number) ?? null;
  // Before this process: from the outbox.
  assert.deepEqual(await numbers(3), [4, 5, 6]);
  assert.deepEqual(await numbers(6), []);
  assert.deepEqual(await numbers(99), []);
  const later = await announce(branchId, 2);
  tail.offer(branchId, later.slice(6));
  assert.deepEqual(await numbers(5), [6, 7, 8]);
  assert.deepEqual(await numbers(6), [7, 8]);
  await platform.pool.query(
    `update platform.event set recorded_at = recorded_at - interval '11 minutes' where branch_id = $1 and number <= 4`,
    [branchId],
  );
  assert.equal(await numbers(2), null);
  assert.deepEqual(await numbers(4), [5, 6, 7, 8]);
  assert.equal(events.length, 6);
});
