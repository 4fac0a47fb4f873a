import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { gunzipSync, gzipSync } from 'node:zlib';
import { Client } from 'pg';
import { smallBank } from '../../../rooms/organization/organization.fixtures.ts';
import { loadBank } from '../../../rooms/organization/index.ts';
import { systemCtx } from '../../context.ts';
import { createDiskStore } from '../../files/disk-store.ts';
import { createFiles } from '../../files/files.ts';
import type { ObjectStore } from '../../files/object-store.ts';
import { createPool } from '../pool.ts';
import { createDatabase } from '../database.ts';
import { createEmptyDatabase } from '../test-database.ts';
import type { TestDatabase } from '../test-database.ts';
import { newId } from '../../ids.ts';
import { createTestPlatform } from '../../testing.ts';
import type { TestPlatform } from '../../testing.ts';
import { takeBackup } from './backup.ts';
import { fileOf, manifestOf, objectOf, readManifest } from './manifest.ts';
import { restoreBackup } from './restore.ts';

const bank = smallBank();
const parent = mkdtempSync(join(tmpdir(), 'huiting-backup-'));
const folder = join(parent, 'one');
const restored = createDiskStore(join(parent, 'restored-files'));
let objects: ObjectStore;
let attached: string;
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
  objects = createDiskStore(platform.config.filesDir);
  platform.files.serve([{ kind: 'note', authorize: () => Promise.resolve() }]);
  const file = await platform.files.upload(
    systemCtx(() => platform.clock.now(), newId()),
    {
      branchId: bank.branches.NJ01,
      owner: 'note',
      name: '说明.txt',
      content: Readable.from([Buffer.from('附件')]),
    },
  );
  attached = file.id;
  await takeBackup({ url: platform.url, objects, folder, takenAt: 1 });
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
  assert.deepEqual(await restoreBackup({ url, objects: restored, folder }), []);
  const [timer] = await ask<{ ref: string; payload: object }>(url, 'select ref, payload from platform.timer');
  assert.deepEqual(timer, { ref: 'a\tb\n\\N', payload: { words: '引号" 和 \\ 和 😀' } });
  const again = join(parent, 'again');
  const second = await takeBackup({ url, objects: restored, folder: again, takenAt: 2 });
  assert.deepEqual(second.tables, readManifest(folder).tables);
});

test('attachments come along sealed, and are read again where they were restored', async () => {
  const url = await fresh();
  const place = createDiskStore(join(parent, 'other-files'));
  const backup = readManifest(folder).objects;
  assert.equal(backup.length, 1);
  assert.doesNotMatch(readFileSync(objectOf(folder, backup[0]!.key), 'utf8'), /附件/);
  assert.deepEqual(await restoreBackup({ url, objects: place, folder }), []);
  const pool = createPool({ url, size: 1, log: platform.log });
  const none = () => Promise.resolve();
  const db = createDatabase({
    pool,
    answers: platform.crypto,
    committed: () => {},
    ensureMonth: none,
    fireDue: none,
  });
  const files = createFiles({ db, crypto: platform.crypto, objects: place, wall: Date.now });
  const found = await files.download(
    systemCtx(() => 0, newId()),
    { branchId: bank.branches.NJ01, fileId: attached },
  );
  assert.deepEqual([found.name, await text(found.stream)], ['说明.txt', '附件']);
  await pool.end();
  const cut = join(parent, 'cut');
  await takeBackup({ url: platform.url, objects, folder: cut, takenAt: 7 });
  writeFileSync(objectOf(cut, backup[0]!.key), 'x');
  assert.deepEqual(await restoreBackup({ url: await fresh(), objects: place, folder: cut }), [
    { table: backup[0]!.key, problem: 'content' },
  ]);
});

test('it is one instant: what commits while it is taken is not in it', async () => {
  const during = join(parent, 'during');
  let wrote = false;
  const manifest = await takeBackup({
    url: platform.url,
    objects,
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
  await takeBackup({ url: platform.url, objects, folder: damaged, takenAt: 4 });
  const file = fileOf(damaged, 'organization.branch');
  writeFileSync(
    file,
    gzipSync(gunzipSync(readFileSync(file)).toString('utf8').replace('鼓楼支行', '鼓樓支行')),
  );
  assert.deepEqual(await restoreBackup({ url, objects: restored, folder: damaged }), [
    { table: 'organization.branch', problem: 'content' },
  ]);
  assert.deepEqual(await ask(url, 'select 1 from organization.branch'), []);
});

test('it never overwrites: neither a database that is in use nor a folder that exists', async () => {
  await assert.rejects(restoreBackup({ url: platform.url, objects: restored, folder }), /not empty/);
  await assert.rejects(takeBackup({ url: platform.url, objects, folder, takenAt: 5 }), /exists already/);
});

test('a backup of a newer program is refused before anything is made', async () => {
  const url = await fresh();
  const newer = join(parent, 'newer');
  await takeBackup({ url: platform.url, objects, folder: newer, takenAt: 6 });
  const manifest = readManifest(newer);
  writeFileSync(manifestOf(newer), JSON.stringify({ ...manifest, migration: 9999 }));
  await assert.rejects(restoreBackup({ url, objects: restored, folder: newer }));
  assert.deepEqual(await ask(url, `select to_regclass('platform.migration')::text as found`), [
    { found: null },
  ]);
});
