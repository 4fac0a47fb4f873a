import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Log } from '../platform/log.ts';

/** What the simulator is told when it starts. Over IPC: a password is nowhere in arguments or environment. */
export interface SimulatorOrders {
  readonly url: string;
  readonly username: string;
  readonly password: string;
  readonly seed: number;
  readonly startDate: string;
}

const entry = fileURLToPath(import.meta.resolve('@huiting/simulator/main'));
const firstPauseMs = 1_000;
const longestPauseMs = 30_000;
const patienceMs = 3_000;

/** Runs the simulator as a process of its own; one that dies is started again, ever later when it dies at once. */
export function startSimulator(orders: SimulatorOrders, log: Log): { stop(): Promise<void> } {
  let child: ChildProcess | null = null;
  let again: NodeJS.Timeout | null = null;
  let stopping = false;
  let pauseMs = firstPauseMs;

  function start(): void {
    const startedAt = Date.now();
    child = fork(entry, [], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'], env: { PATH: process.env.PATH } });
    child.stdout?.on('data', (line: Buffer) => log.info({ simulator: line.toString().trim() }, 'simulator'));
    child.stderr?.on('data', (line: Buffer) => log.warn({ simulator: line.toString().trim().slice(0, 2_000) }, 'simulator'));
    child.send({ kind: 'orders', ...orders });
    child.once('exit', (code) => {
      child = null;
      if (stopping) return;
      pauseMs = Date.now() - startedAt > 60_000 ? firstPauseMs : Math.min(longestPauseMs, pauseMs * 2);
      log.warn({ code, again: pauseMs }, 'the simulator ended; it is started again');
      again = setTimeout(start, pauseMs);
      again.unref();
    });
  }
  start();

  return {
    stop: async () => {
      stopping = true;
      if (again !== null) clearTimeout(again);
      const ending = child;
      if (ending === null) return;
      const ended = new Promise<void>((resolve) => void ending.once('exit', () => resolve()));
      ending.kill('SIGTERM');
      const kill = setTimeout(() => ending.kill('SIGKILL'), patienceMs);
      await ended;
      clearTimeout(kill);
    },
  };
}
