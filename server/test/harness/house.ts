import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import { createApp } from '../../src/app.ts';
import type { App } from '../../src/app.ts';
import { readConfig } from '../../src/platform/config.ts';
import { createFieldCrypto } from '../../src/platform/crypto/field-crypto.ts';
import { createPool } from '../../src/platform/database/pool.ts';
import { createTestDatabase } from '../../src/platform/database/test-database.ts';
import { createLog } from '../../src/platform/log.ts';
import { loadTestBank } from './bank.ts';
import type { TestBank } from './bank.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';

/** Friday, 20 November 2026, ten in the morning in Nanjing. */
export const morning = Date.parse('2026-11-20T02:00:00Z');

type Variables = Readonly<Record<string, string>>;

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
  /** For looking behind the doors. */
  readonly pool: pg.Pool;
  /** The whole server in this process: a demo bank's clock, standing still at `morning` unless moved. */
  open(env?: Variables): Promise<RunningApp>;
  /** A process with the real clock, on this database. */
  spawn(env?: Variables): Promise<RunningServer>;
  rows<T>(text: string, values?: unknown[]): Promise<T[]>;
  close(): Promise<void>;
}

export async function buildHouse(): Promise<House> {
  const database = await createTestDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'huiting-whole-'));
  const log = createLog({ level: process.env['TEST_LOG_LEVEL'] ?? 'silent' });
  const pool = createPool({ url: database.url, size: 3, log });
  const crypto = createFieldCrypto(join(folder, 'keys', 'fields.json'));
  // Open round the clock: a process of its own runs on the real clock, whatever hour the tests run at.
  const bank = await loadTestBank(pool, crypto, { at: morning, hours: { open: '00:00', close: '00:00' } });
  const running: { stop(): Promise<unknown> }[] = [];
  const environment = (env: Variables): Record<string, string> => ({
    DATABASE_URL: database.url,
    DATA_DIR: folder,
    PORT: '0',
    WEB_DIST: join(folder, 'no-web'),
    PUBLIC_PER_MINUTE: '1000000',
    CHECK_OUTPUT: '1',
    POOL_SIZE: '6',
    ...env,
  });
  return {
    bank,
    pool,
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

async function openApp(env: Variables, log: ReturnType<typeof createLog>): Promise<RunningApp> {
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

export async function spawnServer(env: Variables): Promise<RunningServer> {
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
