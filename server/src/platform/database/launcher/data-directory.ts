import { execFile } from 'node:child_process';
import {
  accessSync,
  chmodSync,
  constants,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Binaries } from './binaries.ts';
import { embeddedUser } from './connection.ts';
import type { Endpoint } from './endpoint.ts';
import { LaunchError, errorCode, errorText } from './launch-error.ts';
import { commandFor, giveTo } from './run-as.ts';
import type { RunAs } from './run-as.ts';

/** Makes the folders above the data directory and returns its path with every symlink resolved. */
export function resolveDataDirectory(dataDir: string): string {
  const parent = dirname(dataDir);
  try {
    mkdirSync(parent, { recursive: true });
    accessSync(parent, constants.W_OK);
  } catch (error) {
    throw new LaunchError('launch.folder_read_only', { path: parent }, { cause: error });
  }
  return join(realpathSync(parent), basename(dataDir));
}

type NewCluster = {
  dataDir: string;
  binaries: Binaries;
  runAs: RunAs;
  endpoint: Endpoint;
  isThrowaway: boolean;
};

/** Leaves a complete cluster of our PostgreSQL version in the data directory, or tells what is there instead. */
export async function ensureCluster(cluster: NewCluster): Promise<void> {
  const { dataDir, binaries, runAs } = cluster;
  const found = readVersion(dataDir);
  if (found === null) {
    await createCluster(cluster);
    return;
  }
  const versions = { path: dataDir, found: String(found), expected: String(binaries.major) };
  if (found > binaries.major) throw new LaunchError('launch.version_newer', versions);
  if (found < binaries.major) throw new LaunchError('launch.version_older', versions);
  giveTo(runAs, dataDir);
  // A folder copied or unpacked by hand comes back readable by others, which PostgreSQL refuses.
  chmodSync(dataDir, 0o700);
}

function readVersion(dataDir: string): number | null {
  try {
    return Number.parseInt(readFileSync(join(dataDir, 'PG_VERSION'), 'utf8'), 10);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null;
    throw new LaunchError('launch.folder_read_only', { path: dataDir }, { cause: error });
  }
}

/** initdb runs in a sibling that is renamed when finished: a killed initdb never looks like a database. */
async function createCluster({ dataDir, binaries, runAs, endpoint, isThrowaway }: NewCluster): Promise<void> {
  removeUnfinished(dataDir);
  removeEmpty(dataDir);
  const unfinished = `${dataDir}.init-${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  giveTo(runAs, unfinished);
  const passwordFile = join(unfinished, 'password');
  const cluster = join(unfinished, 'cluster');
  try {
    if (endpoint.kind === 'tcp') {
      writeFileSync(passwordFile, endpoint.password, { mode: 0o600 });
      giveTo(runAs, passwordFile);
    }
    // The checked recipe on Linux; other systems lack the C.UTF-8 locale, and the builtin provider decides anyway.
    const locale = process.platform === 'linux' ? 'C.UTF-8' : 'C';
    const args = [
      `--pgdata=${cluster}`,
      `--username=${embeddedUser}`,
      '--encoding=UTF8',
      `--locale=${locale}`,
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(endpoint.kind === 'tcp' ? ['--auth=scram-sha-256', `--pwfile=${passwordFile}`] : ['--auth=trust']),
      ...(isThrowaway ? ['--no-sync'] : []),
    ];
    await runInitdb(commandFor(runAs, binaries.initdb, args), binaries);
    chmodSync(cluster, 0o700);
    renameSync(cluster, dataDir);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

async function runInitdb(command: ReturnType<typeof commandFor>, binaries: Binaries): Promise<void> {
  try {
    await promisify(execFile)(command.program, command.args, {
      ...command.options,
      cwd: tmpdir(),
      env: programEnvironment(),
    });
  } catch (error) {
    const detail =
      error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : errorText(error);
    if (/No space left/.test(detail))
      throw new LaunchError('launch.disk_full', { path: tmpdir() }, { cause: error });
    throw new LaunchError(
      'launch.binaries_broken',
      { path: binaries.folder, detail: lastLine(detail) },
      { cause: error },
    );
  }
}

/** The programs get a bare environment: a stray PGDATA, PGPORT or LC_ALL of the user's shell must not steer them. */
export function programEnvironment(): NodeJS.ProcessEnv {
  const { PATH, TMPDIR, SystemRoot, TEMP, TMP } = process.env;
  return { PATH, TMPDIR, SystemRoot, TEMP, TMP, LANG: 'C' };
}

function removeUnfinished(dataDir: string): void {
  const prefix = `${basename(dataDir)}.init-`;
  for (const name of readdirSync(dirname(dataDir))) {
    if (name.startsWith(prefix)) rmSync(join(dirname(dataDir), name), { recursive: true, force: true });
  }
}

function removeEmpty(dataDir: string): void {
  try {
    rmdirSync(dataDir);
  } catch (error) {
    const code = errorCode(error);
    if (code === 'ENOENT') return;
    if (code === 'ENOTEMPTY' || code === 'EEXIST' || code === 'ENOTDIR') {
      throw new LaunchError('launch.folder_not_database', { path: dataDir }, { cause: error });
    }
    throw new LaunchError('launch.folder_read_only', { path: dataDir }, { cause: error });
  }
}

function lastLine(text: string): string {
  return text.split('\n').findLast((line) => line.trim() !== '') ?? '';
}
