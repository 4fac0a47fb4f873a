import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { ObjectStore } from '../../files/object-store.ts';
import { migrateDatabase } from '../migrate.ts';
import { digestTable } from './backup.ts';
import { fileOf, readManifest } from './manifest.ts';
import type { Manifest } from './manifest.ts';
import { checkObjects, restoreObjects } from './objects.ts';
import { copyIn, listStoredTables } from './tables.ts';

export interface RestoreOptions {
  /** A database without any table of the house. */
  readonly url: string;
  readonly folder: string;
  /** Where attachments go. */
  readonly objects: ObjectStore;
  readonly onTable?: (name: string, done: number, of: number) => void;
}

/** What is not as it was written; empty = the restored database equals the backup, row by row. */
export interface Difference {
  /** Or the key of an attachment. */
  readonly table: string;
  readonly problem: 'missing' | 'rows' | 'content';
}

/**
 * Rebuilds a database from a backup: the migrations of that time, every row in one transaction, a comparison of every table
 * with its hash, and only then the migrations since. An empty database stays empty when anything goes wrong.
 * @throws when the database is not empty, the backup is newer than the program, or a file is damaged.
 */
export async function restoreBackup({
  url,
  folder,
  objects,
  onTable,
}: RestoreOptions): Promise<Difference[]> {
  const manifest = readManifest(folder);
  await assertEmpty(url);
  await migrateDatabase(url, { upTo: manifest.migration });
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('begin');
    await makeMonths(client, manifest);
    const known = new Map((await listStoredTables(client)).map((table) => [table.name, table]));
    const present = manifest.tables.filter(({ name }) => known.has(name));
    // What migrations put in themselves is in the backup, too.
    const names = [...known.keys()].map((name) =>
      name
        .split('.')
        .map((part) => `"${part}"`)
        .join('.'),
    );
    await client.query(`truncate ${names.join(', ')} cascade`);
    for (const [at, table] of present.entries()) {
      onTable?.(table.name, at, present.length);
      await pipeline(
        createReadStream(fileOf(folder, table.name)),
        createGunzip(),
        client.query(copyFrom(copyIn(table))),
      );
    }
    const differences: Difference[] = manifest.tables
      .filter(({ name }) => !known.has(name))
      .map(({ name }) => ({ table: name, problem: 'missing' }));
    for (const table of present) {
      const { rows, sha256 } = await digestTable(client, known.get(table.name)!);
      if (rows !== table.rows) differences.push({ table: table.name, problem: 'rows' });
      else if (sha256 !== table.sha256) differences.push({ table: table.name, problem: 'content' });
    }
    differences.push(...(await checkObjects(manifest.objects, folder)));
    // Before the rows that need them: what is there too much is found by the clean-up.
    if (differences.length === 0) await restoreObjects(manifest.objects, folder, objects);
    await client.query(differences.length === 0 ? 'commit' : 'rollback');
    if (differences.length > 0) return differences;
  } finally {
    await client.end();
  }
  await migrateDatabase(url);
  return [];
}

async function assertEmpty(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ found: string | null }>(
      `select to_regclass('platform.migration')::text as found`,
    );
    if (rows[0]!.found !== null) throw new Error('the database is not empty: restore into a fresh one');
  } finally {
    await client.end();
  }
}

/** Months of partitioned tables are made as business time reaches them: those of the backup, at once. */
async function makeMonths(client: Client, { tables }: Manifest): Promise<void> {
  const months = new Set(
    tables.flatMap(({ name }) => /_(\d{4})(\d{2})$/.exec(name)?.slice(1, 3).join('-') ?? []),
  );
  for (const month of months) await client.query('select platform.ensure_month($1)', [`${month}-01`]);
}
