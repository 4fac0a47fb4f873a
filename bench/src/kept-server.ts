import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { endWith } from './run-bounded.ts';
import { startServer } from './running-server.ts';
import type { RunningServer } from './running-server.ts';

/** A server with its embedded database, started again at once whenever it dies, as a service manager does. */
export interface KeptServer {
  readonly address: string;
  /** Of the server that runs now; null while there is none. */
  pid(): number | null;
  /** How often it ended before it was asked to stop. */
  deaths(): number;
  stop(): Promise<void>;
}

export async function keepServer(dataDir: string): Promise<KeptServer> {
  let stopping = false;
  let running: RunningServer | null = null;
  let deaths = 0;
  // A killed server cannot stop its database; should nobody come after it, we do.
  const stopDatabase = endWith(() => endDatabase(dataDir));
  const start = (port: string) =>
    startServer({ url: '', dataDir }, { DATABASE_URL: undefined, PORT: port, LOG_LEVEL: 'error' });

  const first = await start('0');
  const port = new URL(first.address).port;
  let keeping: Promise<void> = Promise.resolve();
  function watch(server: RunningServer): void {
    running = server;
    server.process.once('exit', () => {
      running = null;
      if (stopping) return;
      deaths++;
      keeping = start(port).then(watch);
    });
  }
  watch(first);
  return {
    address: first.address,
    pid: () => running?.process.pid ?? null,
    deaths: () => deaths,
    stop: endWith(async () => {
      stopping = true;
      await keeping;
      await running?.stop();
      await stopDatabase();
    }),
  };
}

/** Process of the database on this folder, by its own note; null when it has none. */
export function databasePid(dataDir: string): number | null {
  try {
    const pid = Number.parseInt(readFileSync(join(dataDir, 'pg', 'postmaster.pid'), 'utf8'), 10);
    return Number.isInteger(pid) && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** The folder is this run's own, so whoever notes a process in it is ours to end. */
async function endDatabase(dataDir: string): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT'] as const) {
    for (let tries = 0; tries < 100; tries++) {
      const pid = databasePid(dataDir);
      if (pid === null) return;
      if (tries === 0) process.kill(pid, signal);
      await sleep(100);
    }
  }
}
