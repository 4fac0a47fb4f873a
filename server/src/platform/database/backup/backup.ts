import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { Transform, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { backupFormat, fileOf, manifestOf } from './manifest.ts';
import type { Manifest, TableEntry } from './manifest.ts';
import type { ObjectStore } from '../../files/object-store.ts';
import { backupObjects } from './objects.ts';
import { copyOut, listStoredTables } from './tables.ts';
import type { StoredTable } from './tables.ts';

export interface BackupOptions {
  /** A PostgreSQL ≥ 15; the server may be running on it. */
  readonly url: string;
  /** Made by the backup; must not exist. */
  readonly folder: string;
  /** Where attachments lie. */
  readonly objects: ObjectStore;
  /** Wall time, ms. */
  readonly takenAt: number;
  readonly onTable?: (name: string, done: number, of: number) => void;
}

/**
 * Every table of the house as of one instant (SE-08): one read-only snapshot, one compressed file a table, and a manifest.
 * Attachments come along as they lie, sealed. Keys are not in it: without `.data/keys` sealed fields stay sealed. Under another name until it is whole.
 */
export async function takeBackup({
  url,
  folder,
  objects,
  takenAt,
  onTable,
}: BackupOptions): Promise<Manifest> {
  if (existsSync(folder)) throw new Error(`${folder} exists already`);
  const growing = `${folder}.growing`;
  rmSync(growing, { recursive: true, force: true });
  mkdirSync(dirname(fileOf(growing, 'x')), { recursive: true });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ migration: number; version: string }>(
      `select (select max(number) from platform.migration) as migration, current_setting('server_version') as version`,
    );
    const tables = await listStoredTables(client);
    const written: TableEntry[] = [];
    for (const [at, table] of tables.entries()) {
      onTable?.(table.name, at, tables.length);
      const gzip = createGzip({ level: 6 });
      const file = pipeline(gzip, createWriteStream(fileOf(growing, table.name)));
      const [digest] = await Promise.all([digestTable(client, table, gzip), file]);
      written.push({ name: table.name, columns: [...table.columns], ...digest });
    }
    const kept = await backupObjects(client, objects, growing);
    await client.query('commit');
    const manifest: Manifest = {
      format: backupFormat,
      takenAt,
      migration: rows[0]!.migration,
      serverVersion: rows[0]!.version,
      tables: written,
      objects: kept,
    };
    writeFileSync(manifestOf(growing), `${JSON.stringify(manifest, null, 2)}\n`);
    renameSync(growing, folder);
    return manifest;
  } finally {
    await client.end();
  }
}

/** Reads a whole table in its steady order into `into`; gives how many rows there were and the hash of their bytes. */
export async function digestTable(
  client: Client,
  table: StoredTable,
  into: Writable = nowhere(),
): Promise<{ rows: number; sha256: string }> {
  const stream = client.query(copyTo(copyOut(table)));
  const hash = createHash('sha256');
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  await pipeline(stream, counted, into);
  return { rows: stream.rowCount, sha256: hash.digest('hex') };
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
