import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const entry = fileURLToPath(import.meta.resolve('@huiting/server/main'));
const readyWithinMs = 150_000;
const stopWithinMs = 20_000;

export interface Product {
  /** `http://127.0.0.1:40123` */
  readonly url: string;
  readonly dataDir: string;
  readonly logFile: string;
  /** What it has written on its terminal so far. */
  said(): string;
  /** Ends it as Ctrl-C does. */
  stop(): Promise<void>;
}

export interface ProductOptions {
  readonly dataDir: string;
  /** 0 (the default): chosen by the system. */
  readonly port?: number;
  /** Customers and staff come and act by themselves. */
  readonly lives?: boolean;
  /** Further variables of server/src/platform/config.ts. */
  readonly env?: Readonly<Record<string, string>>;
}

/** Starts the product as `npm start` does, with a demo bank at 10:42 on its first morning, and resolves when its doors are open. */
export async function startProduct({
  dataDir,
  port = 0,
  lives = false,
  env = {},
}: ProductOptions): Promise<Product> {
  const logFile = join(dataDir, 'logs', `server-${env['ROLES'] ?? 'all'}.log`);
  const child = fork(entry, [], {
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: {
      PATH: process.env['PATH'],
      WEB_DIST: process.env['WEB_DIST'],
      DATA_DIR: dataDir,
      PORT: String(port),
      DEMO: '1',
      DEMO_SIMULATOR: lives ? '1' : '0',
      LOG_FILE: logFile,
      // A browser of eight tabs behind one address is no attack.
      PUBLIC_PER_MINUTE: '5000',
      ...env,
    },
  });
  const said: string[] = [];
  child.stdout?.on('data', (text: Buffer) => said.push(text.toString()));
  child.stderr?.on('data', (text: Buffer) => said.push(text.toString()));
  const url = await readyAddress(child, said);
  return { url, dataDir, logFile, said: () => said.join(''), stop: () => stopProcess(child) };
}

function readyAddress(child: ChildProcess, said: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const giveUp = (why: string) => {
      child.kill('SIGKILL');
      reject(new Error(`The product did not open its doors: ${why}\n${said.join('').slice(-4_000)}`));
    };
    const timer = setTimeout(() => giveUp(`nothing for ${readyWithinMs / 1000} s`), readyWithinMs);
    child.once('exit', (code) => {
      clearTimeout(timer);
      giveUp(`it ended with ${code}`);
    });
    child.on('message', (message: { kind?: string; address?: string }) => {
      if (message.kind !== 'ready' || message.address === undefined) return;
      clearTimeout(timer);
      child.removeAllListeners('exit');
      resolve(message.address);
    });
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), stopWithinMs);
  await ended;
  clearTimeout(timer);
}

/** A folder for one bank, gone afterwards. */
export function temporaryDataDir(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'huiting-journey-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
