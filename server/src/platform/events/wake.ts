import { randomInt } from 'node:crypto';
import pg from 'pg';
import type { Log } from '../log.ts';

/**
 * Tells other processes on the same database that there is something new in the outbox. At most one NOTIFY per 5 ms,
 * outside business transactions (NOTIFY inside them serialises commits); its payload is a number only.
 */
export interface Wake {
  /** After commit here. */
  send(): void;
  /** When another process has committed. */
  onWake(listener: () => void): void;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const channel = 'huiting_outbox';

export function createWake(deps: { pool: pg.Pool; url: string; log: Log }): Wake {
  const listeners: (() => void)[] = [];
  // Not the process id: in containers every server is process 1.
  const me = randomInt(1, 2 ** 31);
  let pending: NodeJS.Timeout | null = null;
  let client: pg.Client | null = null;
  let retry: NodeJS.Timeout | null = null;
  let stopped = false;

  async function listen(): Promise<void> {
    if (stopped) return;
    const next = new pg.Client({ connectionString: deps.url, keepAlive: true });
    const again = (): void => {
      if (client !== next || stopped) return;
      client = null;
      retry = setTimeout(() => void listen(), 500);
    };
    client = next;
    next.on('error', again);
    next.on('end', again);
    next.on('notification', ({ payload }) => {
      if (Number(payload) !== me) for (const listener of listeners) listener();
    });
    try {
      await next.connect();
      await next.query(`listen ${channel}`);
    } catch (error) {
      deps.log.debug({ err: (error as Error).message }, 'cannot listen yet');
      next.removeAllListeners('end');
      void next.end().catch(() => undefined);
      again();
    }
  }

  return {
    send: () => {
      pending ??= setTimeout(() => {
        pending = null;
        deps.pool.query(`select pg_notify('${channel}', $1)`, [String(me)]).catch(() => undefined);
      }, 5);
    },
    onWake: (listener) => void listeners.push(listener),
    start: listen,
    stop: async () => {
      stopped = true;
      if (pending !== null) clearTimeout(pending);
      if (retry !== null) clearTimeout(retry);
      await client?.end().catch(() => undefined);
    },
  };
}
