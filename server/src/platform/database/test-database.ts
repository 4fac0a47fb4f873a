import { createHash, randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { launchPostgres } from './launcher/launcher.ts';
import { isProcessAlive } from './launcher/process-identity.ts';
import { testSettings } from './launcher/settings.ts';
import { migrateDatabase, readMigrations } from './migrate.ts';

export type TestDatabase = { url: string; name: string; drop(): Promise<void> };

/** The embedded server all test processes of this checkout share. `tools/stop-test-server.ts` ends it. */
export const testDataDir = fileURLToPath(new URL('../../../../.data/test-pg', import.meta.url));

const advisoryLock = 7_201_998_002;
const serverDatabase = 'postgres';

let prepared: Promise<{ serverUrl: string; template: string }> | null = null;

/**
 * A migrated database of its own for one test file, cloned from a template in well under a second.
 * Runs on the shared embedded server, or on any PostgreSQL ≥ 15 given by TEST_DATABASE_URL.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  prepared ??= prepareServer();
  const { serverUrl, template } = await prepared;
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await onServer(serverUrl, (client) => client.query(`create database ${name} template ${template} strategy file_copy`));
  return {
    url: withDatabase(serverUrl, name),
    name,
    drop: async () => {
      await onServer(serverUrl, (client) => client.query(`drop database if exists ${name} with (force)`));
    },
  };
}

async function prepareServer(): Promise<{ serverUrl: string; template: string }> {
  const serverUrl = process.env.TEST_DATABASE_URL ?? (await launchTestServer()).url;
  const migrations = readMigrations();
  const hash = createHash('sha256').update(migrations.map(({ name, checksum }) => `${name} ${checksum}`).join('\n'));
  const template = `huiting_template_${hash.digest('hex').slice(0, 12)}`;
  await onServer(serverUrl, async (client) => {
    // Held by this session: parallel test processes wait here while the first one migrates.
    await client.query('select pg_advisory_lock($1)', [advisoryLock]);
    const { rows } = await client.query('select 1 from pg_database where datname = $1 and datistemplate', [template]);
    if (rows.length > 0) return;
    await removeLeftovers(client);
    await client.query(`drop database if exists ${template} with (force)`);
    await client.query(`create database ${template}`);
    await migrateDatabase(withDatabase(serverUrl, template));
    await client.query(`alter database ${template} is_template true allow_connections false`);
  });
  return { serverUrl, template };
}

/** Starts or adopts the shared server. It outlives this process; the next one adopts it. */
export function launchTestServer() {
  return launchPostgres({ dataDir: testDataDir, settings: testSettings, database: serverDatabase });
}

/** Databases of killed test runs, and templates of migrations that have since changed. */
async function removeLeftovers(client: Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test_[0-9]+_|huiting_template_)'`,
  );
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1];
    if (pid !== undefined && isProcessAlive(Number(pid))) continue;
    if (pid === undefined) await client.query(`alter database ${datname} is_template false`);
    await client.query(`drop database if exists ${datname} with (force)`);
  }
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
