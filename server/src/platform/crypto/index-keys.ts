import type pg from 'pg';
import { newDataKey } from './key-ring.ts';
import type { KeyRing } from './key-ring.ts';
import type { IndexRing } from './index-ring.ts';

/** Every process looks once a second; nothing relies on what one of them may not have seen yet. Wall milliseconds. */
export const knownEverywhereMs = 5_000;

/** The keys of blind indexes as the database has them, and this process's ring filled from it. */
export interface IndexKeys {
  look(): Promise<void>;
  /** A new key: from now on values are written under it, too. Gives the one it follows, and its own version. */
  make(wall: number): Promise<{ from: number; to: number }>;
  /** From now on nobody looks or writes under this one. Gives the instant it first was so. */
  retire(version: number, wall: number): Promise<number>;
  /** The key itself goes. What is under it can never be found again. */
  drop(version: number): Promise<void>;
  /** When the present one was made; null = the key file's own. */
  present(): Promise<{ version: number; madeAt: number | null }>;
}

interface Row {
  readonly version: number;
  readonly wrapped: string | null;
  readonly master: string | null;
  readonly madeAt: number;
  readonly retiredAt: number | null;
}

export function createIndexKeys(deps: { pool: pg.Pool; ring: KeyRing; indexes: IndexRing }): IndexKeys {
  const { pool, ring, indexes } = deps;
  // Data keys are wrapped under their version, these under the negative: neither opens as the other.
  const contextOf = (version: number): number => -version;

  async function read(): Promise<Row[]> {
    const { rows } = await pool.query<Row>(
      `select version, wrapped, master, made_at as "madeAt", retired_at as "retiredAt" from platform.index_key order by version`,
    );
    return rows;
  }

  async function look(): Promise<void> {
    const told = [];
    for (const { version, wrapped, master, retiredAt } of await read()) {
      const retired = retiredAt !== null;
      const isNew = !retired && !indexes.knows(version);
      if (!retired && !isNew) continue;
      const key =
        wrapped === null || retired ? null : await ring.master.unwrap(wrapped, contextOf(version), master!);
      told.push({ version, key, retired });
    }
    if (told.length > 0) indexes.learn(told);
  }

  return {
    look,
    make: async (wall) => {
      const from = indexes.inUse().at(-1)!;
      const to = Math.max(0, ...(await read()).map(({ version }) => version)) + 1;
      const wrapped = await ring.master.wrap(newDataKey(), contextOf(to));
      await pool.query(
        'insert into platform.index_key (version, wrapped, master, made_at) values ($1, $2, $3, $4)',
        [to, wrapped, ring.master.id, new Date(wall)],
      );
      await look();
      return { from, to };
    },
    retire: async (version, wall) => {
      const { rows } = await pool.query<{ retiredAt: number }>(
        `insert into platform.index_key as k (version, made_at, retired_at) values ($1, $2, $2)
         on conflict (version) do update set retired_at = coalesce(k.retired_at, excluded.retired_at)
         returning retired_at as "retiredAt"`,
        [version, new Date(wall)],
      );
      await look();
      return rows[0]!.retiredAt;
    },
    drop: async (version) => {
      await pool.query('update platform.index_key set wrapped = null where version = $1', [version]);
    },
    present: async () => {
      const version = indexes.inUse()[0]!;
      return { version, madeAt: (await read()).find((row) => row.version === version)?.madeAt ?? null };
    },
  };
}
