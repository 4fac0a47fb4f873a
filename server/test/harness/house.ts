import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createFieldCrypto } from '../../src/platform/crypto/field-crypto.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { launchPostgres } from '../../src/platform/database/launcher/launcher.ts';
import { migrateDatabase } from '../../src/platform/database/migrate.ts';
import { createTestDatabase } from '../../src/platform/database/test-database.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadTestBank } from './bank.ts';
import type { TestBank } from './bank.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';

/** Friday, 20 November 2026, ten in the morning in Nanjing. */
export const morning = Date.parse('2026-11-20T02:00:00Z');

/** Null takes a variable away. */
type Variables = Readonly<Record<string, string | null>>;

/** The whole server in this process, listening on a port of its own. */
export interface RunningApp {
  readonly app: App;
  readonly client: Client;
  stop(): Promise<void>;
}

/** The product as its users run it: a process. */
export interface RunningServer {
  readonly client: Client;
  readonly child: ChildProcess;
  /** Asks it to end, as Ctrl-C does; gives its exit code. */
  stop(): Promise<number | null>;
  kill(): Promise<void>;
}

/** A bank on a database of its own, and the servers a test opens on it. */
export interface House {
  readonly bank: TestBank;
  readonly url: string;
  /** Keys, logs, and the database when it is the house's own. */
  readonly folder: string;
  /** For looking behind the doors. */
  readonly pool: pg.Pool;
  /** The whole server in this process: a demo bank's clock, standing still at `morning` unless moved. */
  open(env?: Variables): Promise<RunningApp>;
  /** A process with the real clock, on this database. */
  spawn(env?: Variables): Promise<RunningServer>;
  rows<T>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

/** A PostgreSQL of the house's own, which a test may kill. */
export interface OwnCluster {
  readonly pid: number;
  /** Ends it as a power cut does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A house on a cluster of its own. Its folder is what the product calls DATA_DIR: a server without DATABASE_URL starts it itself. */
export async function buildHouseOnCluster(): Promise<House & { readonly cluster: OwnCluster }> {
  const folder = mkdtempSync(join(tmpdir(), 'huiting-whole-'));
  chmodSync(folder, 0o755);
  const launch = () =>
    launchPostgres({ dataDir: join(folder, 'pg'), settings: { shared_buffers: '32MB', wal_keep_size: 0 } });
  let postgres = await launch();
  await migrateDatabase(postgres.url);
  const house = await furnish({ url: postgres.url, drop: () => postgres.stop() }, folder);
  return {
    ...house,
    cluster: {
      get pid() {
        return postgres.pid;
      },
      kill: async () => {
        process.kill(postgres.pid, 'SIGKILL');
        await postgres.whenExited;
        await postgres.stop();
      },
      start: async () => {
        postgres = await launch();
      },
      stop: () => postgres.stop(),
    },
  };
}

/** A house in a database of the server all tests share. */
export async function buildHouse(options: { timeZone?: string } = {}): Promise<House> {
  const folder = mkdtempSync(join(tmpdir(), 'huiting-whole-'));
  return furnish(await createTestDatabase(), folder, options.timeZone);
}

/** A time zone in which it is about noon now: a process on the real clock is then far from midnight. */
export function zoneAtNoon(): string {
  const ahead = 12 - new Date().getUTCHours();
  // The sign of these names is the wrong way round: Etc/GMT-8 is eight hours ahead.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

async function furnish(
  database: { readonly url: string; drop(): Promise<void> },
  folder: string,
  timeZone = 'Asia/Shanghai',
): Promise<House> {
  const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const pool = createPool({ url: database.url, size: 3, log });
  const crypto = createFieldCrypto(join(folder, 'keys', 'fields.json'));
  // Open round the clock: a process of its own runs on the real clock, whatever hour the tests run at.
  const bank = await loadTestBank(pool, crypto, {
    at: morning,
    hours: { open: '00:00', close: '00:00' },
    timeZone,
  });
  const running: { stop(): Promise<unknown> }[] = [];
  const environment = (env: Variables): NodeJS.ProcessEnv =>
    withoutNulls({
      DATABASE_URL: database.url,
      DATA_DIR: folder,
      PORT: '0',
      WEB_DIST: join(folder, 'no-web'),
      PUBLIC_PER_MINUTE: '1000000',
      CHECK_OUTPUT: '1',
      POOL_SIZE: '6',
      // Administrators of the harness have no phones.
      SECOND_FACTOR: '0',
      ...env,
    });
  return {
    bank,
    pool,
    folder,
    url: database.url,
    open: async (env = {}) => {
      const opened = await openApp(environment({ DEMO: '1', DEMO_RATE: '0', ...env }), log);
      running.push(opened);
      return opened;
    },
    spawn: async (env = {}) => {
      const spawned = await spawnServer(environment({ DEMO: '0', LOG_LEVEL: 'warn', ...env }));
      running.push(spawned);
      return spawned;
    },
    rows: async <T>(text: string, values: unknown[] = []) => (await pool.query(text, values)).rows as T[],
    close: async () => {
      for (const one of running.reverse()) await one.stop();
      await pool.end();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function withoutNulls(env: Variables): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== null)) as NodeJS.ProcessEnv;
}

async function openApp(env: NodeJS.ProcessEnv, log: ReturnType<typeof createLog>): Promise<RunningApp> {
  const config = readConfig(env);
  const app = await createApp({
    config,
    url: config.databaseUrl!,
    log,
    isDatabaseUp: () => true,
    clockStartsAt: morning,
    history: { daysWanted: 0, daysDone: 0 },
  });
  const client = createClient(await app.start());
  let stopping: Promise<void> | null = null;
  const stop = async (): Promise<void> => {
    client.close();
    await app.stop();
  };
  return { app, client, stop: () => (stopping ??= stop()) };
}

/** A process that does not end when asked is ended after this long. */
const patienceMs = 20_000;
const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

async function spawnServer(env: NodeJS.ProcessEnv): Promise<RunningServer> {
  const child = spawn(process.execPath, [main], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let said = '';
  child.stderr!.on('data', (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-4_000);
  });
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  const address = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { kind: string; address: string }) => {
      if (message.kind === 'ready') resolve(message.address);
    });
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`the server ended before it was ready: ${said}`)));
  });
  const client = createClient(address);
  return {
    client,
    child,
    stop: async () => {
      client.close();
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGTERM');
      const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const code = await exited;
      clearTimeout(force);
      return code;
    },
    kill: async () => {
      client.close();
      child.kill('SIGKILL');
      await exited;
    },
  };
}
