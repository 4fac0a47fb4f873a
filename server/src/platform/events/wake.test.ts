import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createPool } from '../database/pool.ts';
import { createTestDatabase } from '../database/test-database.ts';
import type { TestDatabase } from '../database/test-database.ts';
import { createLog } from '../log.ts';
import { createWake } from './wake.ts';

const log = createLog({ level: 'silent' });
let database: TestDatabase;
let pool: pg.Pool;

before(async () => {
  database = await createTestDatabase();
  pool = createPool({ url: database.url, size: 2, log });
});
after(async () => {
  await pool.end();
  await database.drop();
});

test('what is committed here wakes others with a number and nothing else; a burst wakes them once', async (t) => {
  const listener = new pg.Client({ connectionString: database.url });
  await listener.connect();
  t.after(() => listener.end());
  await listener.query('listen huiting_outbox');
  const heard: string[] = [];
  const woken = Promise.withResolvers<void>();
  listener.on('notification', ({ payload }) => {
    heard.push(payload!);
    woken.resolve();
  });
  const wake = createWake({ pool, url: database.url, log });
  t.after(() => wake.stop());
  for (let n = 0; n < 50; n++) wake.send();
  await woken.promise;
  await listener.query('select 1');
  assert.equal(heard.length, 1);
  assert.match(heard[0]!, /^\d+$/);
});

test('another process wakes this one, at once; its own commits do not; a lost connection is taken up again', async (t) => {
  const wake = createWake({ pool, url: database.url, log });
  let woken = 0;
  let next = Promise.withResolvers<void>();
  wake.onWake(() => {
    woken++;
    next.resolve();
  });
  await wake.start();
  t.after(() => wake.stop());
  wake.send();
  // The same process id does not make two servers one: in containers they all have the same.
  const twin = createWake({ pool, url: database.url, log });
  t.after(() => twin.stop());
  const other = (): void => twin.send();
  other();
  await next.promise;
  assert.equal(woken, 1);
  await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query = 'listen huiting_outbox'`,
  );
  // It listens again within half a second or so; until then the poll of the tail serves.
  next = Promise.withResolvers<void>();
  const calling = setInterval(other, 50);
  await next.promise;
  clearInterval(calling);
});
