import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchError, errorText } from './launch-error.ts';
import { giveTo } from './run-as.ts';
import type { RunAs } from './run-as.ts';

/** Where the server listens: a Unix socket nobody else can open, or loopback TCP with a password (Windows). */
export type Endpoint =
  | { kind: 'socket'; folder: string; port: number }
  | { kind: 'tcp'; port: number; password: string };

const socketPort = 5432;
/** sun_path holds 108 bytes on Linux and 104 on macOS, with the closing zero. */
const longestSocketPath = 103;

export function socketEndpoint(realDataDir: string): Endpoint & { kind: 'socket' } {
  const name = `huiting-${createHash('sha1').update(realDataDir).digest('hex').slice(0, 12)}`;
  const folder = [join(tmpdir(), name), join('/tmp', name)].find(
    (path) => Buffer.byteLength(`${path}/.s.PGSQL.${socketPort}`) <= longestSocketPath,
  );
  if (folder === undefined)
    throw new LaunchError('launch.socket_unusable', { path: tmpdir(), detail: 'path too long' });
  return { kind: 'socket', folder, port: socketPort };
}

/** Makes the socket folder, ours alone. A folder planted by someone else at the well-known name is refused. */
export function prepareSocketFolder(folder: string, runAs: RunAs): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const stat = lstatSync(folder);
    const allowed = [process.getuid?.(), runAs.kind === 'nobody' ? runAs.uid : undefined];
    if (!stat.isDirectory() || !allowed.includes(stat.uid)) throw new Error(`owned by user ${stat.uid}`);
    giveTo(runAs, folder);
    chmodSync(folder, 0o700);
  } catch (error) {
    throw new LaunchError(
      'launch.socket_unusable',
      { path: folder, detail: errorText(error) },
      { cause: error },
    );
  }
}

/** Port and password are kept beside the data, so a restarted server is found where the pools expect it. */
export async function tcpEndpoint(dataDir: string): Promise<Endpoint & { kind: 'tcp' }> {
  const file = `${dataDir}.tcp.json`;
  const kept = existsSync(file)
    ? (JSON.parse(readFileSync(file, 'utf8')) as { port: number; password: string })
    : null;
  const password = kept?.password ?? randomBytes(24).toString('hex');
  const port = kept?.port ?? (await findFreePort());
  if (kept === null) writeFileSync(file, JSON.stringify({ port, password }), { mode: 0o600 });
  return { kind: 'tcp', port, password };
}

/** Moves a stopped TCP server to another port after somebody else took the old one. */
export async function moveTcpEndpoint(
  dataDir: string,
  endpoint: Endpoint & { kind: 'tcp' },
): Promise<Endpoint> {
  const port = await findFreePort();
  writeFileSync(`${dataDir}.tcp.json`, JSON.stringify({ port, password: endpoint.password }), {
    mode: 0o600,
  });
  return { ...endpoint, port };
}

function findFreePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

export function endpointArguments(endpoint: Endpoint): string[] {
  if (endpoint.kind === 'tcp')
    return ['-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories=', '-p', `${endpoint.port}`];
  return [
    '-c',
    'listen_addresses=',
    '-c',
    'unix_socket_permissions=0700',
    '-k',
    endpoint.folder,
    '-p',
    `${endpoint.port}`,
  ];
}
