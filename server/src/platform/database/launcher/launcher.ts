import { rmdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { resolve } from 'node:path';
import { findBinaries } from './binaries.ts';
import { answers, connectionFor, connectionUrl } from './connection.ts';
import type { DatabaseConnection } from './connection.ts';
import { ensureCluster, resolveDataDirectory } from './data-directory.ts';
import { moveTcpEndpoint, prepareSocketFolder, socketEndpoint, tcpEndpoint } from './endpoint.ts';
import { LaunchError } from './launch-error.ts';
import type { LaunchErrorCode } from './launch-error.ts';
import { withLaunchLock } from './launch-lock.ts';
import { countUsers, signIn } from './launch-users.ts';
import { postmasterPath, readPostmaster, removeStalePostmasterFile } from './postmaster-file.ts';
import { chooseRunAs } from './run-as.ts';
import { logPath, startServer, stopServer, waitUntilGone } from './server-process.ts';
import type { ServerPlan, StartFailure } from './server-process.ts';
import { productSettings } from './settings.ts';
import type { PostgresSettings } from './settings.ts';

export type LaunchOptions = {
  /** Folder of the cluster; made when absent. Its siblings `<dataDir>.log`, `.lock` and `.users/` belong to it. */
  dataDir: string;
  /** Server settings that replace the product's own. */
  settings?: PostgresSettings;
  database?: string;
  /** Unix socket where the system has it, TCP on loopback with a password on Windows. */
  transport?: 'socket' | 'tcp';
};

export type RunningPostgres = {
  connection: DatabaseConnection;
  url: string;
  pid: number;
  /** True when the server was already running, left by a killed process or shared with a living one. */
  isAdopted: boolean;
  /** Signs out; stops the server unless another living process still uses it. Close the pools first. */
  stop(): Promise<void>;
  /** Resolves when the server is gone, for whatever reason. */
  whenExited: Promise<void>;
};

/** An old server may still be letting go of its shared memory, or be half-way through its own shutdown. */
const retryForMs = 10_000;

/**
 * Starts the embedded PostgreSQL on a data directory, or adopts the one that already runs there.
 * @throws {LaunchError} with a sentence that says what to do.
 */
export async function launchPostgres(options: LaunchOptions): Promise<RunningPostgres> {
  const binaries = findBinaries();
  const dataDir = resolveDataDirectory(resolve(options.dataDir));
  const runAs = chooseRunAs([dataDir, binaries.folder]);
  const transport = options.transport ?? (process.platform === 'win32' ? 'tcp' : 'socket');
  const lock = `${dataDir}.lock`;
  const users = `${dataDir}.users`;

  return withLaunchLock(lock, async () => {
    const endpoint = transport === 'tcp' ? await tcpEndpoint(dataDir) : socketEndpoint(dataDir);
    const settings = { ...productSettings, ...options.settings };
    const plan: ServerPlan = { dataDir, binaries, runAs, endpoint, settings };
    const started = await adoptOrStart(plan, options.database ?? 'huiting');
    const user = signIn(users);
    const whenExited = waitUntilGone(started.pid);
    return {
      ...started,
      url: connectionUrl(started.connection),
      whenExited,
      stop: () =>
        withLaunchLock(lock, async () => {
          user.signOut();
          if (countUsers(users) > 0) return;
          await stopServer(plan, started.pid);
          if (endpoint.kind === 'socket') removeIfEmpty(endpoint.folder);
          removeIfEmpty(users);
        }),
    };
  });
}

type Started = { connection: DatabaseConnection; pid: number; isAdopted: boolean };

async function adoptOrStart(plan: ServerPlan, database: string): Promise<Started> {
  const deadline = Date.now() + retryForMs;
  let isPrepared = false;
  for (;;) {
    const connection = connectionFor(plan.endpoint, database);
    const running = readPostmaster(plan.dataDir);
    if (running !== null && (await answers(connection)))
      return { connection, pid: running.pid, isAdopted: true };

    if (!isPrepared) await prepare(plan);
    isPrepared = true;
    removeStalePostmasterFile(plan.dataDir);
    const outcome = await startServer(plan);
    if (outcome.kind === 'ready') {
      if (await answers(connection)) return { connection, pid: outcome.pid, isAdopted: false };
    } else if (outcome.reason === 'port' && plan.endpoint.kind === 'tcp') {
      plan.endpoint = await moveTcpEndpoint(plan.dataDir, plan.endpoint);
    } else if (outcome.reason !== 'lock' || Date.now() > deadline) {
      throw explain(plan.dataDir, outcome.reason, outcome.lastLine);
    }
    await sleep(50);
  }
}

/** A folder that still holds something belongs to somebody else by now. */
function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Left where it is; the next launch uses it again.
  }
}

async function prepare(plan: ServerPlan): Promise<void> {
  if (plan.endpoint.kind === 'socket') prepareSocketFolder(plan.endpoint.folder, plan.runAs);
  await ensureCluster({ ...plan, isThrowaway: plan.settings.fsync === false });
}

const errorOf: Record<StartFailure, LaunchErrorCode> = {
  lock: 'launch.lock_stale',
  port: 'launch.socket_unusable',
  disk: 'launch.disk_full',
  read_only: 'launch.folder_read_only',
  loading: 'launch.binaries_broken',
  other: 'launch.failed',
};

function explain(dataDir: string, reason: StartFailure, lastLine: string): LaunchError {
  const pid = readPostmaster(dataDir)?.pid;
  const path = reason === 'lock' ? postmasterPath(dataDir) : reason === 'other' ? logPath(dataDir) : dataDir;
  return new LaunchError(errorOf[reason], { path, pid, detail: lastLine });
}
