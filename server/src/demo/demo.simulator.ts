import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
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
const lookEveryMs = 500;
/** A terminal's session never ends by itself: one that has been silent for this long is nobody's any more. */
const tendedForMs = 10 * 60_000;

/** Runs the simulator as a process of its own; one that dies is started again, ever later when it dies at once. */
export function startSimulator(
  orders: SimulatorOrders,
  deps: { pool: pg.Pool; directorId: string; log: Log },
): { stop(): Promise<void> } {
  const { log } = deps;
  let child: ChildProcess | null = null;
  let again: NodeJS.Timeout | null = null;
  let stopping = false;
  let pauseMs = firstPauseMs;
  let present = '[]';

  const looking = setInterval(() => {
    readPresence(deps.pool, deps.directorId)
      .then((found) => {
        const told = JSON.stringify(found);
        if (told === present) return;
        present = told;
        child?.send({ kind: 'presence', present: found });
      })
      .catch((error: Error) => log.debug({ err: error.message }, 'presence not read'));
  }, lookEveryMs);
  looking.unref();

  function start(): void {
    const startedAt = Date.now();
    child = fork(entry, [], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
      execArgv: ['--max-old-space-size=192'],
    });
    child.stdout?.on('data', (line: Buffer) => log.info({ simulator: line.toString().trim() }, 'simulator'));
    child.stderr?.on('data', (line: Buffer) =>
      log.warn({ simulator: line.toString().trim().slice(0, 2_000) }, 'simulator'),
    );
    child.send({ kind: 'orders', ...orders });
    child.send({ kind: 'presence', present: JSON.parse(present) as unknown[] });
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
      clearInterval(looking);
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

/** Users and terminals with a living session that is not the director's: where people are, the simulator is not. */
async function readPresence(
  pool: pg.Pool,
  directorId: string,
): Promise<{ userId: string | null; terminalId: string | null; surface: string }[]> {
  const { rows } = await pool.query<{ userId: string | null; terminalId: string | null; surface: string }>(
    `select distinct user_id as "userId", terminal_id as "terminalId", surface from access.session
     where ended_at is null and user_id is distinct from $1
       and last_seen_at > clock_timestamp() - coalesce(idle_ms, $2) * interval '1 millisecond'
     order by 1, 2, 3`,
    [directorId, tendedForMs],
  );
  return rows;
}
