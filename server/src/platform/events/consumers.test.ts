import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { TestContext } from 'node:test';
import { accessEvents } from '@huiting/contracts/access';
import type { PayloadOf } from '@huiting/contracts/core/event';
import type { Tx } from '../database/database.ts';
import { statement } from '../database/query.ts';
import { newId } from '../ids.ts';
import { createTestPlatform, testActor, testCtx } from '../testing.ts';
import type { TestPlatform } from '../testing.ts';
import { createConsumers, reaction } from './consumers.ts';
import type { Consumers, Reaction } from './consumers.ts';
import { createTail } from './tail.ts';

let platform: TestPlatform;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
  await platform.pool.query(
    'create table effect (branch_id uuid, consumer text, number bigint, at timestamptz default clock_timestamp())',
  );
});
after(() => platform.stop());

const actor = testActor({ permissions: [], path: '/' });
type Fact = PayloadOf<typeof accessEvents.grantsChanged>;

async function announce(branchId: string, count = 1): Promise<string[]> {
  const users = Array.from({ length: count }, () => newId());
  for (const userId of users)
    await platform.db.transact(testCtx(platform, actor), branchId, async (tx) =>
      tx.emit(accessEvents.grantsChanged, { userId }),
    );
  return users;
}

/** A reaction whose effect is a row, so that twice would show. */
function noting(
  name: string,
  branchId: string,
  disturb: (tx: Tx, payload: Fact, number: number) => Promise<void> = () => Promise.resolve(),
): Reaction {
  return reaction({
    name,
    to: [accessEvents.grantsChanged],
    wants: (_payload, event) => event.branchId === branchId,
    handle: async (_ctx, tx, payload, event) => {
      await tx.rows(
        statement('insert into effect (branch_id, consumer, number) values ($1, $2, $3)', [
          branchId,
          name,
          event.number,
        ]),
      );
      await disturb(tx, payload, event.number);
    },
  });
}

async function effectsOf(name: string): Promise<number[]> {
  const { rows } = await platform.pool.query<{ number: number }>(
    'select number from effect where consumer = $1 order by at',
    [name],
  );
  return rows.map(({ number }) => number);
}

async function cursorOf(name: string, branchId: string): Promise<number | undefined> {
  const { rows } = await platform.pool.query(
    'select number from platform.consumer_cursor where consumer = $1 and branch_id = $2',
    [name, branchId],
  );
  return rows[0]?.number;
}

/** Another process: a tail and consumers of its own on the same database. */
async function openWorker(t: TestContext, ...reactions: Reaction[]): Promise<Consumers & { nudge(): void }> {
  const tail = createTail({ pool: platform.pool, log: platform.log });
  await tail.start();
  const consumers = createConsumers({
    db: platform.db,
    tail,
    clock: platform.clock,
    driven: true,
    log: platform.log,
    reactions,
  });
  await consumers.start();
  const stop = async (): Promise<void> => {
    await consumers.stop();
    await tail.stop();
  };
  t.after(stop);
  return { ...consumers, stop, nudge: tail.nudge };
}

test('each event is handled once, in order, and also what happened while nobody listened', async (t) => {
  const branchId = newId();
  await announce(branchId, 3);
  const first = await openWorker(t, noting('test.inOrder', branchId));
  await first.idle();
  assert.deepEqual(await effectsOf('test.inOrder'), [1, 2, 3]);
  await first.stop();
  await announce(branchId, 2);
  const second = await openWorker(t, noting('test.inOrder', branchId));
  await second.idle();
  assert.deepEqual(await effectsOf('test.inOrder'), [1, 2, 3, 4, 5]);
  assert.equal(await cursorOf('test.inOrder', branchId), 5);
});

test('a consumer that dies between its effect and its cursor has done neither; the next does both', async (t) => {
  const branchId = newId();
  let deaths = 0;
  const dying = noting('test.dying', branchId, async (tx) => {
    // The connection is cut under it: what a kill -9 of the server or of the database leaves.
    if (deaths++ < 2) await tx.rows(statement('select pg_terminate_backend(pg_backend_pid())'));
  });
  await announce(branchId, 3);
  const worker = await openWorker(t, dying);
  await worker.idle();
  assert.equal(deaths, 5);
  assert.deepEqual(await effectsOf('test.dying'), [1, 2, 3]);
  assert.equal(await cursorOf('test.dying', branchId), 3);
});

test('two workers on one database share the work: every effect once, still in order', async (t) => {
  const branchId = newId();
  const workers = await Promise.all([
    openWorker(t, noting('test.shared', branchId)),
    openWorker(t, noting('test.shared', branchId)),
  ]);
  await announce(branchId, 30);
  const done = async (): Promise<boolean> => (await cursorOf('test.shared', branchId)) === 30;
  for (let n = 0; !(await done()); n++) {
    assert.ok(n < 200);
    for (const worker of workers) worker.nudge();
    await Promise.all(workers.map((worker) => worker.idle()));
  }
  assert.deepEqual(
    await effectsOf('test.shared'),
    Array.from({ length: 30 }, (_, index) => index + 1),
  );
});

test('a poison event is parked after eight tries, told, and holds up nobody behind it; a full disk is waited for instead', async (t) => {
  const [poisoned, full] = [newId(), newId()];
  const tries = { poison: 0, disk: 0 };
  const worker = await openWorker(
    t,
    noting('test.poison', poisoned, async (_tx, _payload, number) => {
      if (number !== 2) return;
      tries.poison++;
      throw new Error('cannot be read');
    }),
    noting('test.disk', full, async (tx, _payload, number) => {
      if (number !== 2 || ++tries.disk > 9) return;
      await tx.rows(statement(`do $$ begin raise exception 'no space left' using errcode = '53100'; end $$`));
    }),
  );
  await announce(poisoned, 4);
  await announce(full, 4);
  for (let busy = true; busy;) {
    worker.nudge();
    await worker.idle();
    busy = (await cursorOf('test.poison', poisoned)) !== 4 || (await cursorOf('test.disk', full)) !== 4;
  }
  assert.equal(tries.poison, 8);
  assert.deepEqual(await effectsOf('test.poison'), [1, 3, 4]);
  const { rows } = await platform.pool.query(
    'select branch_id, consumer, number, type, error from platform.parked_event',
  );
  assert.deepEqual(rows, [
    {
      branch_id: poisoned,
      consumer: 'test.poison',
      number: 2,
      type: 'user.grantsChanged',
      error: 'cannot be read',
    },
  ]);
  assert.deepEqual(await effectsOf('test.disk'), [1, 2, 3, 4]);
});

test('a poison event of one branch does not slow another branch, nor another consumer', async (t) => {
  const [poisoned, healthy] = [newId(), newId()];
  let release = (): void => undefined;
  const stuck = new Promise<void>((resolve) => {
    release = resolve;
  });
  const worker = await openWorker(
    t,
    noting('test.stuck', poisoned, () => stuck),
    noting('test.beside', poisoned),
    noting('test.elsewhere', healthy),
  );
  await announce(poisoned, 2);
  await announce(healthy, 2);
  for (
    let n = 0;
    (await effectsOf('test.beside')).length + (await effectsOf('test.elsewhere')).length < 4;
    n++
  ) {
    assert.ok(n < 500);
    worker.nudge();
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.deepEqual(await effectsOf('test.stuck'), []);
  release();
  await worker.idle();
  assert.deepEqual(await effectsOf('test.stuck'), [1, 2]);
});
