import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createLog } from '../log.ts';
import { createPool } from './pool.ts';
import { createTestDatabase } from './test-database.ts';

test('a connection that is lost while somebody holds it fails their next query, not the process', async (t) => {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, size: 2, log: createLog({ level: 'silent' }) });
  t.after(async () => {
    await pool.end();
    await database.drop();
  });
  const held = await pool.connect();
  const { rows } = await held.query<{ pid: number }>('select pg_backend_pid() as pid');
  await pool.query('select pg_terminate_backend($1)', [rows[0]!.pid]);
  // An error nobody listens to would end the process within this time.
  await new Promise((resolve) => setTimeout(resolve, 100));
  await assert.rejects(held.query('select 1'));
  held.release(true);
  assert.equal((await pool.query<{ one: number }>('select 1 as one')).rows[0]!.one, 1);
});
