import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, renameSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { programEnvironment } from './data-directory.ts';
import { endpointArguments } from './endpoint.ts';
import type { Endpoint } from './endpoint.ts';
import { LaunchError } from './launch-error.ts';
import { postmasterPath, readPostmaster } from './postmaster-file.ts';
import { isProcessAlive } from './process-identity.ts';
import { commandFor } from './run-as.ts';
import type { RunAs } from './run-as.ts';
import { settingsToArguments } from './settings.ts';
import type { PostgresSettings } from './settings.ts';

export type ServerPlan = {
  dataDir: string;
  binaries: Binaries;
  runAs: RunAs;
  endpoint: Endpoint;
  settings: PostgresSettings;
};

/** A start either serves, or ended early for a reason read from the log. */
export type StartOutcome =
  | { kind: 'ready'; pid: number }
  | { kind: 'ended'; reason: StartFailure; lastLine: string };
export type StartFailure = 'lock' | 'port' | 'disk' | 'read_only' | 'loading' | 'other';

/** Replaying the log after a crash may take long; past this something else is wrong. */
const readyWithinMs = 120_000;
const largestLogBytes = 5_000_000;

export function logPath(dataDir: string): string {
  return `${dataDir}.log`;
}

/** Starts one postgres and waits until it accepts connections or ends. */
export async function startServer(plan: ServerPlan): Promise<StartOutcome> {
  const log = openLog(plan.dataDir);
  const args = [
    '-D',
    plan.dataDir,
    ...endpointArguments(plan.endpoint),
    ...settingsToArguments(plan.settings),
  ];
  try {
    if (process.platform === 'win32') return await startThroughPgCtl(plan, args, log.offset);
    const command = commandFor(plan.runAs, plan.binaries.postgres, args);
    const child = spawn(command.program, command.args, {
      ...command.options,
      cwd: tmpdir(),
      env: programEnvironment(),
      stdio: ['ignore', log.descriptor, log.descriptor],
      // Its own process group: Ctrl-C in the terminal reaches Huiting first, which closes the database last.
      detached: true,
    });
    let hasEnded = false;
    child.once('error', () => (hasEnded = true));
    child.once('exit', () => (hasEnded = true));
    child.unref();
    const deadline = Date.now() + readyWithinMs;
    while (!hasEnded && Date.now() < deadline) {
      const file = readPostmaster(plan.dataDir);
      // A file left by a crash also says "ready": only our own child's word counts.
      if (file?.pid === child.pid && file?.status === 'ready') return { kind: 'ready', pid: file.pid };
      await sleep(5);
    }
    if (!hasEnded && child.pid !== undefined) process.kill(child.pid, 'SIGQUIT');
    return explainEnd(plan.dataDir, log.offset);
  } finally {
    closeSync(log.descriptor);
  }
}

/** Windows: pg_ctl drops administrator rights, which postgres.exe refuses, and waits until the server is ready. */
async function startThroughPgCtl(plan: ServerPlan, args: string[], logOffset: number): Promise<StartOutcome> {
  const options = args
    .slice(2)
    .map((arg) => `"${arg}"`)
    .join(' ');
  const command = [
    'start',
    '-w',
    '-t',
    '120',
    '-D',
    plan.dataDir,
    '-l',
    logPath(plan.dataDir),
    '-o',
    options,
  ];
  try {
    await promisify(execFile)(plan.binaries.pgCtl, command, { env: programEnvironment(), windowsHide: true });
  } catch {
    return explainEnd(plan.dataDir, logOffset);
  }
  const file = readPostmaster(plan.dataDir);
  return file === null ? explainEnd(plan.dataDir, logOffset) : { kind: 'ready', pid: file.pid };
}

/** Fast shutdown: sessions are cut, work is checkpointed. Falls back to an immediate one, which recovers on next start. */
export async function stopServer(plan: Pick<ServerPlan, 'dataDir' | 'binaries'>, pid: number): Promise<void> {
  if (process.platform === 'win32') {
    if (!isProcessAlive(pid)) return;
    await promisify(execFile)(plan.binaries.pgCtl, ['stop', '-w', '-m', 'fast', '-D', plan.dataDir]).catch(
      () => undefined,
    );
    return;
  }
  for (const { signal, withinMs } of [
    { signal: 'SIGINT', withinMs: 20_000 },
    { signal: 'SIGQUIT', withinMs: 5_000 },
  ] as const) {
    if (!isProcessAlive(pid)) return;
    process.kill(pid, signal);
    if (await hasEndedWithin(pid, withinMs)) return;
  }
  throw new LaunchError('launch.lock_stale', { path: postmasterPath(plan.dataDir), pid });
}

/** Resolves when the process is gone. Polls, because a server we adopted is not our child. */
export async function waitUntilGone(pid: number): Promise<void> {
  while (isProcessAlive(pid)) await sleep(100, undefined, { ref: false });
}

async function hasEndedWithin(pid: number, withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (Date.now() < deadline) {
    if (!isProcessAlive(pid)) return true;
    await sleep(5);
  }
  return false;
}

function openLog(dataDir: string): { descriptor: number; offset: number } {
  const path = logPath(dataDir);
  if (existsSync(path) && statSync(path).size > largestLogBytes) renameSync(path, `${path}.1`);
  const descriptor = openSync(path, 'a', 0o600);
  return { descriptor, offset: statSync(path).size };
}

function explainEnd(dataDir: string, offset: number): StartOutcome {
  const text = readFileSync(logPath(dataDir)).subarray(offset).toString('utf8');
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  const lastLine =
    lines.findLast((line) => /FATAL|PANIC|error/i.test(line)) ?? lines.at(-1) ?? 'it ended without a word';
  return { kind: 'ended', reason: classify(text), lastLine };
}

function classify(log: string): StartFailure {
  if (/lock file ".*" already exists|pre-existing shared memory block/.test(log)) return 'lock';
  if (/could not bind IPv|Address already in use/.test(log)) return 'port';
  if (/No space left on device/.test(log)) return 'disk';
  if (/Read-only file system|Permission denied/.test(log)) return 'read_only';
  if (/error while loading shared libraries|cannot execute|not found/.test(log)) return 'loading';
  return 'other';
}
