import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWith } from './run-bounded.ts';

export interface RunningServer {
  readonly address: string;
  readonly process: ChildProcess;
  stop(): Promise<void>;
}

/** A server that does not stop when asked is ended after this long. */
const patienceMs = 20_000;

/** The product as its users run it: a process of its own on the world's database, or (`DATABASE_URL` empty) on its own. */
export async function startServer(
  world: { readonly url: string; readonly dataDir: string },
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<RunningServer> {
  const main = fileURLToPath(new URL('../../server/src/main.ts', import.meta.url));
  const child = spawn(process.execPath, [main], {
    env: {
      ...process.env,
      DATABASE_URL: world.url,
      DATA_DIR: world.dataDir,
      PORT: '0',
      DEMO: '0',
      LOG_LEVEL: 'warn',
      PUBLIC_PER_MINUTE: '1000000',
      ...env,
    },
    // Our standard output is for figures only.
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    // A group of its own: Ctrl-C reaches us, and we end the server before its database.
    detached: true,
  });
  const hasEnded = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = endWith(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
    const force = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    await hasEnded;
    clearTimeout(force);
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.on('message', (message: { kind: string; address: string }) => {
      if (message.kind === 'ready') resolve(message.address);
    });
    child.once('error', reject);
    child.once('exit', (code, signal) =>
      reject(new Error(`the server ended with ${signal ?? code} before it was ready`)),
    );
  });
  return { address, process: child, stop };
}
