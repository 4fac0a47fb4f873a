import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createPool } from '../database/pool.ts';
import { createTestDatabase } from '../database/test-database.ts';
import { newId } from '../ids.ts';
import { createLog } from '../log.ts';
import { createJobs } from './jobs.ts';
import { platformJobs } from './platform-jobs.ts';

test('answers are forgotten after 48 hours, not before, however many there are', async (t) => {
  const database = await createTestDatabase();
  const pool = createPool({ url: database.url, size: 2, log: createLog({ level: 'silent' }) });
  t.after(async () => {
    await pool.end();
    await database.drop();
  });
  await pool.query(
    `insert into platform.command_answer (branch_id, actor_id, endpoint, key, body_hash, answer, recorded_at)
     select $1, 'a', 'e', n::text, 'h', '', clock_timestamp() - case when n <= 12000 then interval '49 hours' else interval '47 hours' end
     from generate_series(1, 12100) n`,
    [newId()],
  );
  const forget = platformJobs(pool, { cleanUp: () => Promise.resolve({ objects: 0 }) }).find(
    ({ name }) => name === 'platform.forgetAnswers',
  )!;
  await forget.run();
  const { rows } = await pool.query('select count(*)::int as kept from platform.command_answer');
  assert.deepEqual(rows, [{ kept: 100 }]);
  await forget.run();
});

test('a scheduled job is known once over two processes, and both end when asked', async (t) => {
  const database = await createTestDatabase();
  t.after(() => database.drop());
  const log = createLog({ level: 'silent' });
  const both = [createJobs({ url: database.url, log }), createJobs({ url: database.url, log })];
  const job = {
    name: 'test.job',
    cron: '0 3 * * *',
    timeZone: 'Asia/Shanghai',
    retryLimit: 1,
    run: () => Promise.resolve(),
  };
  for (const jobs of both) jobs.know([job]);
  await Promise.all(both.map((jobs) => jobs.start()));
  const pool = createPool({ url: database.url, size: 1, log });
  const { rows } = await pool.query('select name, cron, timezone from pgboss.schedule');
  await pool.end();
  assert.deepEqual(rows, [{ name: 'test.job', cron: '0 3 * * *', timezone: 'Asia/Shanghai' }]);
  await Promise.all(both.map((jobs) => jobs.stop()));
});
