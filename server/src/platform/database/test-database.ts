import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { launchPostgres } from './launcher/launcher.ts';
import { isProcessAlive } from './launcher/process-identity.ts';
import { testSettings } from './launcher/settings.ts';
import { migrateDatabase, readMigrations } from './migrate.ts';

export type TestDatabase = { url: string; name: string; drop(): Promise<void> };

/** The embedded server all test processes of this checkout share. `npm test` ends it. */
export const testDataDir = fileURLToPath(new URL('../../../../.data/test-pg', import.meta.url));

const advisoryLock = 7_201_998_002;
const serverDatabase = 'postgres';
const keptTemplates = 5;

let server: Promise<string> | null = null;
let template: Promise<string> | null = null;

/**
 * A migrated database of its own for one test file, cloned from a template in well under a second.
 * Runs on the shared embedded server, or on any PostgreSQL ≥ 15 given by TEST_DATABASE_URL.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = await findServer();
  template ??= prepareTemplate(serverUrl);
  return createDatabase(serverUrl, await template);
}

/** The same without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  return createDatabase(await findServer(), 'template1');
}

async function createDatabase(serverUrl: string, from: string): Promise<TestDatabase> {
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, (client) =>
    client.query(`create database ${name} template ${from} strategy file_copy`),
  );
  return {
    url: withDatabase(serverUrl, name),
    name,
    drop: async () => {
      await onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

function findServer(): Promise<string> {
  const given = process.env['TEST_DATABASE_URL'];
  server ??= given === undefined ? launchTestServer().then(({ url }) => url) : Promise.resolve(given);
  return server;
}

async function prepareTemplate(serverUrl: string): Promise<string> {
  const migrations = readMigrations();
  const hash = createHash('sha256').update(
    migrations.map(({ name, checksum }) => `${name} ${checksum}`).join('\n'),
  );
  const name = `huiting_template_${hash.digest('hex').slice(0, 12)}`;
  await onServer(serverUrl, async (client) => {
    // Held by this session: parallel test processes wait here while the first one migrates.
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    const { rows } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [
      name,
    ]);
    if (rows.length > 0) return;
    await removeLeftovers(client);
    await client.query(`drop database if exists ${name} with (force)`);
    await client.query(`create database ${name}`);
    await migrateDatabase(withDatabase(serverUrl, name));
    await client.query(`alter database ${name} is_template true allow_connections false`);
  });
  return name;
}

/** Starts or adopts the shared server. It outlives this process; the next one adopts it. */
export function launchTestServer() {
  return launchPostgres({ dataDir: testDataDir, settings: testSettings, database: serverDatabase });
}

/** Databases of killed test runs, and the oldest templates: a neighbour may still clone a recent one. */
async function removeLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test_[0-9]+_|huiting_template_)' order by oid desc`,
  );
  const names = rows.map(({ datname }) => datname);
  const abandoned = names.filter((name) => {
    const pid = /^test_(\d+)_/.exec(name)?.[1];
    return pid !== undefined && !isProcessAlive(Number(pid));
  });
  const outdated = names.filter((name) => name.startsWith('huiting_template_')).slice(keptTemplates);
  for (const name of outdated) await client.query(`alter database ${name} is_template false`);
  for (const name of [...abandoned, ...outdated])
    await client.query(`drop database if exists ${name} with (force)`);
}

async function onServer<T>(serverUrl: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: serverUrl });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

function withDatabase(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.toString();
}
