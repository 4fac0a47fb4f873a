import { setTimeout as sleep } from 'node:timers/promises';
import type { DatabaseConnection } from './connection.ts';
import { errorText } from './launch-error.ts';
import { launchPostgres } from './launcher.ts';
import type { LaunchOptions, RunningPostgres } from './launcher.ts';

export type DatabaseSupervisor = {
  connection: DatabaseConnection;
  url: string;
  /** False from the moment the server is gone until it serves again. Says nothing about a server that is only slow. */
  isUp(): boolean;
  /** Ends the watch, then signs out or stops the server. */
  stop(): Promise<void>;
};

export type SuperviseOptions = LaunchOptions & {
  log?: (message: string) => void;
};

const backOffMs = [0, 200, 500, 1_000, 2_000, 5_000];
/** A server that ran this long was healthy: its next death starts the back-off anew. */
const healthyAfterMs = 60_000;

/** Launches the embedded server and launches it again whenever it dies without being asked to. */
export async function superviseDatabase({
  log = () => undefined,
  ...launch
}: SuperviseOptions): Promise<DatabaseSupervisor> {
  const stopping = new AbortController();
  let running: RunningPostgres | null = await launchPostgres(launch);
  const { connection, url } = running;

  async function restart(failures: number): Promise<RunningPostgres | null> {
    for (let attempt = failures; !stopping.signal.aborted; attempt += 1) {
      const delay = backOffMs[Math.min(attempt, backOffMs.length - 1)];
      await sleep(delay, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) break;
      try {
        return await launchPostgres(launch);
      } catch (error) {
        log(`The database could not be restarted: ${errorText(error)}`);
      }
    }
    return null;
  }

  async function watch(): Promise<void> {
    let failures = 0;
    while (running !== null) {
      const server: RunningPostgres = running;
      const since = Date.now();
      await Promise.race([server.whenExited, whenAborted(stopping.signal)]);
      if (stopping.signal.aborted) return;
      running = null;
      log(`The database (process ${server.pid}) ended unexpectedly; starting it again.`);
      await server.stop();
      failures = Date.now() - since > healthyAfterMs ? 1 : failures + 1;
      running = await restart(failures - 1);
      if (running !== null) log(`The database serves again (process ${running.pid}).`);
    }
  }

  const watching = watch();
  return {
    connection,
    url,
    isUp: () => running !== null,
    stop: async () => {
      stopping.abort();
      await watching;
      await running?.stop();
      running = null;
    },
  };
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
