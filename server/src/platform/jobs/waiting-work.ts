import type { Log } from '../log.ts';

/** Work that waits in a table, done one piece after another by whichever process takes it. */
export interface WaitingWork {
  start(): void;
  stop(): Promise<void>;
  /** There may be something: look now instead of within a second. */
  nudge(): void;
  /** Works until nothing waits. */
  runAll(): Promise<void>;
}

const lookEveryMs = 1_000;

/** `runNext` takes what waits longest and does it; false when nothing waits. `isStopped` tells it to leave off. */
export function createWaitingWork(
  log: Log,
  what: string,
  runNext: (isStopped: () => boolean) => Promise<boolean>,
): WaitingWork {
  let interval: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let again = false;
  let stopped = false;

  async function runAll(): Promise<void> {
    while (!stopped && (await runNext(() => stopped)));
  }
  function nudge(): void {
    if (stopped || interval === null) return;
    if (running !== null) {
      again = true;
      return;
    }
    running = runAll()
      .catch((error: Error) => log.debug({ err: error.message }, `${what} not run`))
      .finally(() => {
        running = null;
        if (!again) return;
        again = false;
        nudge();
      });
  }
  return {
    runAll,
    nudge,
    start: () => {
      interval = setInterval(nudge, lookEveryMs);
      interval.unref();
    },
    stop: async () => {
      stopped = true;
      if (interval !== null) clearInterval(interval);
      await running;
    },
  };
}
