import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from 'pg';
import { createEmptyDatabase } from '@huiting/server/platform/database/test-database';
import type { TestDatabase } from '@huiting/server/platform/database/test-database';
import { checkTables } from './table-shape.ts';

let database: TestDatabase;
let client: Client;

before(async () => {
  database = await createEmptyDatabase();
  client = new Client({ connectionString: database.url });
  await client.connect();
  await client.query(
    'create schema queue; create schema organization; create schema hall; create schema lost',
  );
});

after(async () => {
  await client.end();
  await database.drop();
});

/** Makes tables, asks the gate and takes them away again. */
async function problemsOf(sql: string): Promise<string[]> {
  await client.query('begin');
  try {
    await client.query(sql);
    return await checkTables(client);
  } finally {
    await client.query('rollback');
  }
}

const sound = `
  create table queue.ticket (branch_id uuid, id uuid, primary key (branch_id, id), unique (branch_id, id));
  comment on table queue.ticket is 'placement: branch; tickets';
`;

test('a sound table passes', async () => {
  assert.deepEqual(await problemsOf(sound), []);
});

test('a table without owner, placement or primary key is told', async () => {
  const problems = await problemsOf('create table lost.thing (id int)');
  assert.equal(problems.length, 3);
  assert.match(problems.join('\n'), /no owner[^]*no placement[^]*no primary key/);
});

test('a made-up placement and a placement without a purpose are told', async () => {
  const table = 'create table queue.thing (branch_id uuid primary key);';
  assert.match(
    (await problemsOf(`${table} comment on table queue.thing is 'placement: everywhere; x'`)).join(),
    /no placement/,
  );
  assert.match(
    (await problemsOf(`${table} comment on table queue.thing is 'placement: branch'`)).join(),
    /no placement/,
  );
});

test('a key that does not begin with the shard column is told', async () => {
  const [problem = ''] = await problemsOf(
    `${sound} create unique index by_number on queue.ticket (id, branch_id)`,
  );
  assert.match(problem, /unique key by_number must begin with branch_id/);
});

test('a partitioned table is looked at once, its partitions not at all', async () => {
  const problems = await problemsOf(`
    create table queue.day (branch_id uuid, at timestamptz, primary key (branch_id, at)) partition by range (at);
    comment on table queue.day is 'placement: branch; days';
    create table queue.day_1 partition of queue.day for values from ('2026-01-01') to ('2026-02-01')`);
  assert.deepEqual(problems, []);
});

test('a foreign key to a later room or across placements is told', async () => {
  const problems = await problemsOf(`
    create table hall.board (branch_id uuid primary key);
    comment on table hall.board is 'placement: branch; boards';
    create table queue.note (branch_id uuid primary key references hall.board);
    comment on table queue.note is 'placement: branch; notes';
    create table organization.unit (id uuid primary key);
    comment on table organization.unit is 'placement: local; units';
    create table queue.desk (branch_id uuid primary key references organization.unit);
    comment on table queue.desk is 'placement: branch; desks'`);
  assert.equal(problems.length, 2);
  assert.match(problems.join('\n'), /hall\.board, a room it does not use/);
  assert.match(problems.join('\n'), /crosses placements \(branch → local\)/);
});

test('a default that reads the wall clock is told, except in the platform', async () => {
  const [problem = ''] = await problemsOf(
    `${sound} alter table queue.ticket add made_at timestamptz default now()`,
  );
  assert.match(problem, /made_at: default now\(\) reads the wall clock/);
});
