import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, beforeEach, test } from 'node:test';
import { Client } from 'pg';
import { LaunchError } from './launcher/launch-error.ts';
import type { LaunchErrorCode } from './launcher/launch-error.ts';
import { migrateDatabase, readMigrations } from './migrate.ts';
import { createEmptyDatabase, createTestDatabase } from './test-database.ts';
import type { TestDatabase } from './test-database.ts';

const folders: string[] = [];
const databases: TestDatabase[] = [];
let url = '';
let folder = '';

beforeEach(async () => {
  const database = await createEmptyDatabase();
  databases.push(database);
  url = database.url;
  folder = mkdtempSync(join(tmpdir(), 'huiting-migrations-'));
  folders.push(folder);
  write('0001_queue_ticket.sql', 'create schema queue; create table queue.ticket (id int primary key);');
});

after(async () => {
  for (const database of databases) await database.drop();
  for (const path of folders) rmSync(path, { recursive: true });
});

function write(name: string, sql: string): void {
  writeFileSync(join(folder, name), sql);
}

async function ask<T extends object>(sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function assertRefused(code: LaunchErrorCode, words: RegExp): Promise<void> {
  await assert.rejects(migrateDatabase(url, { folder }), (error: unknown) => {
    assert.ok(error instanceof LaunchError, String(error));
    assert.equal(error.code, code);
    assert.match(error.message, words);
    return true;
  });
}

test('applies what is new, in order, once', async () => {
  assert.deepEqual((await migrateDatabase(url, { folder })).applied, ['0001_queue_ticket.sql']);
  write('0003_queue_note.sql', 'alter table queue.ticket add note text;');
  write('0002_queue_state.sql', 'alter table queue.ticket add state text;');
  const said: string[] = [];
  const result = await migrateDatabase(url, { folder, log: (line) => said.push(line) });
  assert.deepEqual(result, { applied: ['0002_queue_state.sql', '0003_queue_note.sql'], latest: 3 });
  assert.equal(said.length, 2);
  assert.deepEqual((await migrateDatabase(url, { folder })).applied, []);
});

test('two processes that migrate at once apply each file once', async () => {
  const results = await Promise.all([migrateDatabase(url, { folder }), migrateDatabase(url, { folder })]);
  assert.equal(results.flatMap(({ applied }) => applied).length, 1);
});

test('a failing file changes nothing and is told with its line', async () => {
  write(
    '0002_queue_broken.sql',
    'create table queue.half (id int);\n\nalter table queue.absent add x int;\nselect no_such_column;',
  );
  await assertRefused('migration.failed', /0002_queue_broken\.sql.*absent/);
  const tables = await ask("select table_name from information_schema.tables where table_schema = 'queue'");
  assert.deepEqual(tables, [{ table_name: 'ticket' }]);
  write('0002_queue_broken.sql', 'select 1;\nselect no_such_column;');
  await assertRefused('migration.failed', /line 2/);
});

test('a file changed after it was applied is refused; changed line ends are not a change', async () => {
  write('0002_queue_lines.sql', 'select 1;\nselect 2;\n');
  await migrateDatabase(url, { folder });
  write('0002_queue_lines.sql', 'select 1;\r\nselect 2;\r\n');
  assert.deepEqual((await migrateDatabase(url, { folder })).applied, []);
  write('0002_queue_lines.sql', 'select 1;\nselect 3;\n');
  await assertRefused('migration.checksum_changed', /0002_queue_lines\.sql/);
});

test('a database newer than the code is refused', async () => {
  write('0002_queue_later.sql', 'select 1;');
  await migrateDatabase(url, { folder });
  rmSync(join(folder, '0002_queue_later.sql'));
  await assertRefused('migration.database_newer', /newer Huiting/);
});

test('a file numbered before what is applied, used twice or misnamed is refused', async () => {
  write('0003_queue_later.sql', 'select 1;');
  await migrateDatabase(url, { folder });
  write('0002_queue_earlier.sql', 'select 1;');
  await assertRefused('migration.out_of_order', /0002_queue_earlier/);
  write('0003_queue_twice.sql', 'select 1;');
  await assertRefused('migration.file_invalid', /twice/);
  write('4_queue.sql', 'select 1;');
  await assertRefused('migration.file_invalid', /NNNN/);
});

test("the product's own migrations are well named and already applied in a test database", async () => {
  const database = await createTestDatabase();
  databases.push(database);
  const { applied, latest } = await migrateDatabase(database.url);
  assert.deepEqual(applied, []);
  assert.equal(latest, readMigrations().at(-1)?.number ?? 0);
});
