import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import type { ClientConfig } from 'pg';
import { LaunchError, errorText } from './launcher/launch-error.ts';

/** One file of `server/migrations`: `NNNN_<room>_<what>.sql`, forward only, run in a transaction of its own. */
export type Migration = { number: number; name: string; checksum: string; sql: string };

export type MigrationResult = { applied: string[]; latest: number };

const migrationsFolder = fileURLToPath(new URL('../../../migrations/', import.meta.url));

/** Any constant serves; every Huiting that migrates one database must use the same. */
const advisoryLock = 7_201_998_001;
const oldestServer = 15;

/** The migrations in order. A checksum ignores line endings, which git may change on Windows. */
export function readMigrations(folder: string = migrationsFolder): Migration[] {
  const migrations = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const match = /^(\d{4})_[a-z-]+_[a-z0-9_-]+\.sql$/.exec(name);
      if (match === null) {
        throw new LaunchError('migration.file_invalid', {
          path: name,
          detail: 'its name is not NNNN_<room>_<what>.sql',
        });
      }
      const sql = readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n');
      return {
        number: Number(match[1]),
        name,
        sql,
        checksum: createHash('sha256').update(sql).digest('hex'),
      };
    });
  migrations.forEach((migration, index) => {
    if (migration.number === migrations[index - 1]?.number) {
      throw new LaunchError('migration.file_invalid', {
        path: migration.name,
        detail: 'its number is used twice',
      });
    }
  });
  return migrations;
}

/**
 * Brings a database to the state of the code. Safe to call from several processes at once.
 * @throws {LaunchError} when a file was changed after it was applied, when the database is newer than the code, or when SQL fails.
 */
export async function migrateDatabase(
  connection: string | ClientConfig,
  options: {
    folder?: string;
    log?: (message: string) => void;
    /** The last one to apply; default all. For a database that is filled from a backup of that time. */
    upTo?: number;
  } = {},
): Promise<MigrationResult> {
  const all = readMigrations(options.folder);
  const { upTo = Number.POSITIVE_INFINITY } = options;
  if (upTo !== Number.POSITIVE_INFINITY && !all.some(({ number }) => number === upTo))
    throw new LaunchError('migration.database_newer', {
      found: String(upTo),
      expected: all.at(-1)?.name ?? 'none',
    });
  const migrations = all.filter(({ number }) => number <= upTo);
  const client = new Client(typeof connection === 'string' ? { connectionString: connection } : connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await assertServerIsNewEnough(client);
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    await client.query(ledger);
    const done = await readLedger(client);
    assertSameHistory(migrations, done);
    const pending = migrations.filter((migration) => !done.has(migration.number));
    for (const migration of pending) {
      await apply(client, migration);
      options.log?.(`migrated ${migration.name}`);
    }
    return { applied: pending.map((migration) => migration.name), latest: migrations.at(-1)?.number ?? 0 };
  } finally {
    // Ending the session releases the lock.
    await client.end().catch(() => undefined);
  }
}

const ledger = `
  create schema if not exists platform;
  create table if not exists platform.migration (
    number int primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null,
    duration_ms int not null
  );
  comment on table platform.migration is 'placement: local; the migrations this database has applied';
`;

type Ledger = Map<number, { name: string; checksum: string }>;

async function readLedger(client: Client): Promise<Ledger> {
  const { rows } = await client.query<{ number: number; name: string; checksum: string }>(
    'select number, name, checksum from platform.migration order by number',
  );
  return new Map(rows.map(({ number, name, checksum }) => [number, { name, checksum }]));
}

function assertSameHistory(migrations: Migration[], done: Ledger): void {
  const known = new Map(migrations.map((migration) => [migration.number, migration]));
  const latestDone = Math.max(0, ...done.keys());
  for (const [number, { name, checksum }] of done) {
    const migration = known.get(number);
    if (migration === undefined) {
      const expected = migrations.at(-1)?.name ?? 'none';
      throw new LaunchError('migration.database_newer', { found: name, expected });
    }
    if (migration.checksum !== checksum)
      throw new LaunchError('migration.checksum_changed', { path: migration.name });
  }
  const late = migrations.find(({ number }) => number < latestDone && !done.has(number));
  if (late !== undefined) {
    throw new LaunchError('migration.out_of_order', { path: late.name, found: done.get(latestDone)?.name });
  }
}

async function apply(client: Client, migration: Migration): Promise<void> {
  const startedAt = new Date();
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query(
      'insert into platform.migration (number, name, checksum, applied_at, duration_ms) values ($1, $2, $3, $4, $5)',
      [migration.number, migration.name, migration.checksum, startedAt, Date.now() - startedAt.getTime()],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new LaunchError(
      'migration.failed',
      { path: migration.name, detail: describe(error, migration.sql) },
      { cause: error },
    );
  }
}

/** PostgreSQL tells a character offset; the author wants a line. */
function describe(error: unknown, sql: string): string {
  const position =
    typeof error === 'object' && error !== null && 'position' in error ? Number(error.position) : Number.NaN;
  if (!Number.isInteger(position)) return errorText(error);
  return `line ${sql.slice(0, position - 1).split('\n').length}: ${errorText(error)}`;
}

async function assertServerIsNewEnough(client: Client): Promise<void> {
  const { rows } = await client.query<{ server_version_num: string }>('show server_version_num');
  const major = Math.floor(Number(rows[0]?.server_version_num) / 10_000);
  if (major < oldestServer) {
    throw new LaunchError('migration.server_too_old', {
      found: String(major),
      expected: String(oldestServer),
    });
  }
}
