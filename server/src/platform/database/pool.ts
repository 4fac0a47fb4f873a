import pg from 'pg';
import type { Log } from '../log.ts';

const { Pool, types } = pg;

/** int8 → number, refused where it would lose digits; instants → ms; dates stay text; numeric stays text. */
function installParsers(): void {
  types.setTypeParser(20, (text) => {
    const value = Number(text);
    if (!Number.isSafeInteger(value)) throw new RangeError(`int8 ${text} is beyond what a number holds`);
    return value;
  });
  types.setTypeParser(1184, (text) => Date.parse(text));
  types.setTypeParser(1082, (text) => text);
}

export interface PoolOptions {
  readonly url: string;
  readonly size: number;
  readonly log: Log;
}

/**
 * The pool of a process. More connections are not faster: about four per core.
 * Every connection pipelines: statements sent without awaiting share a round trip.
 * Plans are made once per connection, often while tables are still empty, when reading a whole table looks cheapest;
 * every hot statement names its branch and has an index, so whole-table reads are left to where there is no index.
 */
export function createPool({ url, size, log }: PoolOptions): pg.Pool {
  installParsers();
  const pool = new Pool({
    connectionString: url,
    max: size,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    pipeline: true,
    options:
      '-c TimeZone=UTC -c statement_timeout=15000 -c lock_timeout=8000 -c idle_in_transaction_session_timeout=15000 -c plan_cache_mode=force_generic_plan -c enable_seqscan=off',
  } as pg.PoolConfig);
  // Without a listener a broken connection would end the process: the pool tells of idle ones, those in use tell themselves.
  pool.on('error', (error) => log.warn({ err: error.message }, 'database connection lost'));
  pool.on('connect', (client) => {
    client.on('error', (error: Error) =>
      log.debug({ err: error.message }, 'database connection lost in use'),
    );
  });
  return pool;
}

/**
 * Errors that mean the database is not there, or cannot work (disk full, out of memory, read-only after a failover),
 * rather than that it refused: the same will succeed later.
 */
export function isConnectionError(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = (error as { code?: string }).code ?? '';
  return (
    /^(ECONN|ENOENT|EPIPE|ETIMEDOUT|57P0|08|53|58|25006)/.test(code) ||
    /Connection terminated|connection timeout|timeout exceeded when trying to connect|not queryable/i.test(
      error.message,
    )
  );
}
