import type pg from 'pg';
import { runQuery } from '../../platform/database/query.ts';
import type { Reader } from '../../platform/database/query.ts';
import type { Log } from '../../platform/log.ts';
import { chainStart, linkHash } from './access.audit-chain.domain.ts';
import type { ChainKey } from './access.audit-chain.domain.ts';
import { lockHead, readUnsealed, saveLinks, unsealedChains } from './access.audit.store.ts';

/** Links new audit rows into their chains. Any number of processes may run one: a chain is sealed under its head's lock. */
export interface Sealer {
  start(): void;
  stop(): Promise<void>;
  /** Seals everything there is now; gives how many rows. */
  sealNow(): Promise<number>;
}

const everyMs = 400;
const batch = 500;

export function createSealer(deps: { pool: pg.Pool; log: Log }): Sealer {
  const { pool, log } = deps;
  const reader = readerOf(pool);
  let timer: NodeJS.Timeout | null = null;
  let sealing: Promise<unknown> = Promise.resolve();

  async function sealNow(): Promise<number> {
    let sealed = 0;
    for (const key of await unsealedChains(reader)) {
      for (let more = batch; more === batch; sealed += more) more = await sealBatch(pool, key);
    }
    return sealed;
  }

  function sealLater(): void {
    timer = setTimeout(() => {
      sealing = sealNow()
        .catch((error: Error) => log.warn({ err: error.message }, 'audit rows not sealed; tried again'))
        .finally(() => {
          if (timer !== null) sealLater();
        });
    }, everyMs);
    timer.unref();
  }

  return {
    sealNow,
    start: () => {
      if (timer === null) sealLater();
    },
    stop: async () => {
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await sealing;
    },
  };
}

async function sealBatch(pool: pg.Pool, key: ChainKey): Promise<number> {
  const client = await pool.connect();
  const reader = readerOf(client);
  try {
    await client.query('begin');
    const head = await lockHead(reader, key, chainStart(key));
    const rows = head === null ? [] : await readUnsealed(reader, key, batch);
    if (rows.length > 0) {
      let { lastHash: hash, lastSequence: sequence } = head!;
      const links = rows.map(({ id, canonical }) => {
        sequence += 1;
        hash = linkHash(hash, sequence, canonical);
        return { id, sequence, canonical, hash };
      });
      await saveLinks(reader, key, links);
    }
    await client.query('commit');
    client.release();
    return rows.length;
  } catch (error) {
    client.release(error as Error);
    throw error;
  }
}

function readerOf(target: pg.Pool | pg.PoolClient): Reader {
  return {
    rows: (query) => runQuery(target, query),
    row: async (query) => (await runQuery(target, query))[0] ?? null,
  };
}
