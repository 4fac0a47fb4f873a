import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { smallBank } from '../../../rooms/organization/organization.fixtures.ts';
import { loadBank } from '../../../rooms/organization/index.ts';
import { systemCtx } from '../../context.ts';
import { createEmptyDatabase } from '../test-database.ts';
import type { TestDatabase } from '../test-database.ts';
import { newId } from '../../ids.ts';
import { createTestPlatform } from '../../testing.ts';
import type { TestPlatform } from '../../testing.ts';
import { takeBackup } from './backup.ts';
import { fileOf, manifestOf, readManifest } from './manifest.ts';
import { restoreBackup } from './restore.ts';

const bank = smallBank();
const parent = mkdtempSync(join(tmpdir(), 'huiting-backup-'));
const folder = join(parent, 'one');
let platform: TestPlatform;
const databases: TestDatabase[] = [];

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T02:00:00Z') });
  await loadBank(platform.db, bank.plan);
  // Something in a table that grows by month, with signs that COPY must escape.
  await platform.db.transact(
    systemCtx(() => platform.clock.now(), newId()),
    bank.branches.NJ01,
    async (tx) =>
      tx.setTimer('test.kind', 'a\tb\n\\N', platform.clock.now() + 1, { words: '引号" 和 \\ 和 😀' }),
  );
  await takeBackup({ url: platform.url, folder, takenAt: 1 });
});
after(async () => {
  await platform.stop();
  for (const database of databases) await database.drop();
  rmSync(parent, { recursive: true, force: true });
});

async function fresh(): Promise<string> {
  const database = await createEmptyDatabase();
  databases.push(database);
  return database.url;
}
async function ask<T extends object>(url: string, text: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(text)).rows;
  } finally {
    await client.end();
  }
}

test('what was restored into a fresh database equals what was backed up, table by table', async () => {
  const url = await fresh();
  assert.deepEqual(await restoreBackup({ url, folder }), []);
  const [timer] = await ask<{ ref: string; payload: object }>(url, 'select ref, payload from platform.timer');
  assert.deepEqual(timer, { ref: 'a\tb\n\\N', payload: { words: '引号" 和 \\ 和 😀' } });
  const again = join(parent, 'again');
  const second = await takeBackup({ url, folder: again, takenAt: 2 });
  assert.deepEqual(second.tables, readManifest(folder).tables);
});

test('it is one instant: what commits while it is taken is not in it', async () => {
  const during = join(parent, 'during');
  let wrote = false;
  const manifest = await takeBackup({
    url: platform.url,
    folder: during,
    takenAt: 3,
    onTable: (_name, done) => {
      if (done !== 0 || wrote) return;
      wrote = true;
      void platform.pool.query(`update organization.branch set phone = '000'`);
    },
  });
  const hashOf = (tables: typeof manifest.tables) =>
    tables.find(({ name }) => name === 'organization.branch')?.sha256;
  assert.equal(hashOf(manifest.tables), hashOf(readManifest(folder).tables));
});

test('a damaged file is found out, and leaves the database without a row', async () => {
  const url = await fresh();
  const damaged = join(parent, 'damaged');
  await takeBackup({ url: platform.url, folder: damaged, takenAt: 4 });
  const file = fileOf(damaged, 'organization.branch');
  writeFileSync(
    file,
    gzipSync(gunzipSync(readFileSync(file)).toString('utf8').replace('鼓楼支行', '鼓樓支行')),
  );
  assert.deepEqual(await restoreBackup({ url, folder: damaged }), [
    { table: 'organization.branch', problem: 'content' },
  ]);
  assert.deepEqual(await ask(url, 'select 1 from organization.branch'), []);
});

test('it never overwrites: neither a database that is in use nor a folder that exists', async () => {
  await assert.rejects(restoreBackup({ url: platform.url, folder }), /not empty/);
  await assert.rejects(takeBackup({ url: platform.url, folder, takenAt: 5 }), /exists already/);
});

test('a backup of a newer program is refused before anything is made', async () => {
  const url = await fresh();
  const newer = join(parent, 'newer');
  await takeBackup({ url: platform.url, folder: newer, takenAt: 6 });
  const manifest = readManifest(newer);
  writeFileSync(manifestOf(newer), JSON.stringify({ ...manifest, migration: 9999 }));
  await assert.rejects(restoreBackup({ url, folder: newer }));
  assert.deepEqual(await ask(url, `select to_regclass('platform.migration')::text as found`), [
    { found: null },
  ]);
});
