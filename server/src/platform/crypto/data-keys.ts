import type pg from 'pg';
import type { Log } from '../log.ts';
import type { Algorithm } from './ciphers.ts';
import { knownEverywhereMs } from './index-keys.ts';
import type { IndexKeys } from './index-keys.ts';
import { firstDataVersion, newDataKey } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';

/** Keeps the keys of the database in the rings, whichever process made them. */
export interface DataKeys {
  /** Reads what is new; makes the first key when there is none. Before anything is opened or sealed. */
  load(): Promise<void>;
  start(): void;
  stop(): void;
  /** A new key: known to every process within seconds, used for sealing by all of them from then on. Gives its version. */
  rotate(algorithm: Algorithm): Promise<number>;
  list(): Promise<
    { version: number; algorithm: Algorithm; madeAt: number; usableFrom: number; current: boolean }[]
  >;
}

const lookEveryMs = 1_000;

interface Row {
  readonly version: number;
  readonly algorithm: Algorithm;
  readonly wrapped: string;
  readonly master: string;
  readonly usableFrom: number;
  readonly madeAt: number;
}

export function keepDataKeys(deps: {
  pool: pg.Pool;
  ring: KeyRing;
  indexKeys: IndexKeys;
  wall: () => number;
  log: Log;
}): DataKeys {
  const { pool, ring, indexKeys, wall, log } = deps;
  let timer: NodeJS.Timeout | null = null;

  async function read(): Promise<Row[]> {
    const { rows } = await pool.query<Row>(
      `select version, algorithm, wrapped, master, usable_from as "usableFrom", made_at as "madeAt" from platform.data_key order by version`,
    );
    return rows;
  }

  async function look(): Promise<void> {
    await indexKeys.look();
    const known = new Set(ring.versions());
    for (const { version, algorithm, wrapped, master, usableFrom } of await read()) {
      if (known.has(version)) continue;
      ring.add({ version, algorithm, usableFrom, key: await ring.master.unwrap(wrapped, version, master) });
    }
  }

  /** False when another process made this version at the same moment. */
  async function insert(version: number, algorithm: Algorithm, usableFrom: number): Promise<boolean> {
    const wrapped = await ring.master.wrap(newDataKey(), version);
    const { rowCount } = await pool.query(
      `insert into platform.data_key (version, algorithm, wrapped, master, usable_from, made_at) values ($1, $2, $3, $4, $5, $6)
       on conflict do nothing`,
      [version, algorithm, wrapped, ring.master.id, new Date(usableFrom), new Date(wall())],
    );
    return rowCount === 1;
  }

  return {
    load: async () => {
      if ((await read()).length === 0)
        await insert(firstDataVersion, 'aes-256-gcm', wall() + knownEverywhereMs);
      await look();
    },
    start: () => {
      timer ??= setInterval(() => {
        look().catch((error: Error) => log.warn({ err: error.message }, 'data keys not read; tried again'));
      }, lookEveryMs).unref();
    },
    stop: () => {
      if (timer !== null) clearInterval(timer);
      timer = null;
    },
    rotate: async (algorithm) => {
      for (;;) {
        const version = Math.max(firstDataVersion - 1, ...ring.versions()) + 1;
        const isMine = await insert(version, algorithm, wall() + knownEverywhereMs);
        await look();
        if (isMine) return version;
      }
    },
    list: async () => {
      const current = ring.current().version;
      return (await read()).map(({ version, algorithm, madeAt, usableFrom }) => ({
        version,
        algorithm,
        madeAt,
        usableFrom,
        current: version === current,
      }));
    },
  };
}
