import type pg from 'pg';
import { newId } from '../ids.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { FieldCrypto } from './field-crypto.ts';

/** Where sealed values rest: every text column whose name ends in `_sealed`. */
interface SealedColumn {
  /** With its schema. */
  readonly table: string;
  /** Its primary key. */
  readonly key: readonly string[];
  readonly column: string;
}

export interface ResealRun {
  readonly id: string;
  readonly version: number;
  readonly startedAt: number;
  readonly startedByName: string;
  readonly endedAt: number | null;
  readonly total: number;
  readonly done: number;
  readonly state: 'running' | 'done' | 'broken';
}

/** Seals what rests under older keys under the present one, in small steps beside the day's work. */
export interface Resealing {
  /** Begins a walk, or gives the one under way. */
  begin(byName: string): Promise<ResealRun>;
  last(): Promise<ResealRun | null>;
  /** Values not under the present key, by table and column. */
  count(): Promise<number>;
  /** The nightly walk; nothing to do when nothing is old. */
  run(): Promise<void>;
  stop(): Promise<void>;
}

const batch = 200;
const silentMs = 60_000;

export function createResealing(deps: {
  pool: pg.Pool;
  crypto: FieldCrypto;
  wall: () => number;
  log: Log;
}): Resealing {
  const { pool, crypto, wall, log } = deps;
  const walking = new Set<Promise<void>>();
  let stopping = false;
  const present = (): string => `${crypto.ring.current().version}.`;

  /** Found in the schema, so that no room can forget one. Answers kept for 48 hours are not among them: they go by themselves. */
  async function columns(): Promise<SealedColumn[]> {
    const { rows } = await pool.query<SealedColumn>(
      `select c.oid::regclass::text as table, a.attname as column,
         array(select k.attname::text from pg_index i join pg_attribute k on k.attrelid = c.oid and k.attnum = any (i.indkey::int2[])
           where i.indrelid = c.oid and i.indisprimary order by k.attnum) as key
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
       where c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
         and a.attname like '%\\_sealed' and a.atttypid = 'text'::regtype and n.nspname not like 'pg\\_%' order by 1, 2`,
    );
    return rows;
  }

  async function countIn({ table, column }: SealedColumn): Promise<number> {
    const { rows } = await pool.query<{ n: number }>(
      `select count(*)::int as n from ${table} where ${column} is not null and not starts_with(${column}, $1)`,
      [present()],
    );
    return rows[0]!.n;
  }
  async function count(): Promise<number> {
    let sum = 0;
    for (const column of await columns()) sum += await countIn(column);
    return sum;
  }

  /** One step: values that changed meanwhile are left to the next. */
  async function step({ table, key, column }: SealedColumn): Promise<number> {
    const { rows } = await pool.query<Record<string, string>>(
      `select ${key.map((name) => `${name}::text as "${name}"`).join(', ')}, ${column} as sealed from ${table}
       where ${column} is not null and not starts_with(${column}, $1) order by ${key.join(', ')} limit ${batch}`,
      [present()],
    );
    if (rows.length === 0) return 0;
    const lists = key.map((name) => rows.map((row) => row[name]!));
    const old = rows.map(({ sealed }) => sealed!);
    const renewed = old.map((value) => crypto.seal(crypto.open(value)));
    const names = key.map((_, i) => `k${i}`);
    await pool.query(
      `update ${table} t set ${column} = n.renewed
       from unnest(${lists.map((_, i) => `$${i + 1}::text[]`).join(', ')}, $${key.length + 1}::text[], $${key.length + 2}::text[])
         as n(${names.join(', ')}, old, renewed)
       where ${key.map((name, i) => `t.${name}::text = n.k${i}`).join(' and ')} and t.${column} = n.old`,
      [...lists, old, renewed],
    );
    return rows.length;
  }

  async function walk(id: string): Promise<void> {
    let done = 0;
    for (const column of await columns())
      for (let moved = batch; moved === batch && !stopping;) {
        moved = await step(column);
        done += moved;
        await pool.query('update platform.reseal_run set done = $2, seen_at = $3 where id = $1', [
          id,
          done,
          new Date(wall()),
        ]);
      }
    if (!stopping)
      await pool.query('update platform.reseal_run set ended_at = $2, seen_at = $2 where id = $1', [
        id,
        new Date(wall()),
      ]);
  }

  async function insert(byName: string): Promise<string> {
    const id = newId();
    await pool.query(
      `insert into platform.reseal_run (id, version, started_at, started_by_name, seen_at, total) values ($1, $2, $3, $4, $3, $5)`,
      [id, crypto.ring.current().version, new Date(wall()), byName, await count()],
    );
    return id;
  }

  async function last(): Promise<ResealRun | null> {
    const { rows } = await pool.query<Omit<ResealRun, 'state'> & { seenAt: number }>(
      `select id, version, started_at as "startedAt", started_by_name as "startedByName", seen_at as "seenAt",
         ended_at as "endedAt", total, done from platform.reseal_run order by started_at desc limit 1`,
    );
    const found = rows[0];
    if (found === undefined) return null;
    const { seenAt, ...run } = found;
    const state = run.endedAt !== null ? 'done' : wall() - seenAt > silentMs ? 'broken' : 'running';
    return { ...run, state };
  }

  return {
    count,
    last,
    begin: async (byName) => {
      const running = await last();
      if (running?.state === 'running') return running;
      const id = await insert(byName);
      const under: Promise<void> = walk(id)
        .catch((error: Error) => log.error({ err: error.message }, 'sealing under the present key stopped'))
        .finally(() => walking.delete(under));
      walking.add(under);
      return (await last())!;
    },
    run: async () => {
      if ((await count()) > 0) await walk(await insert('系统'));
    },
    stop: async () => {
      stopping = true;
      await Promise.all(walking);
    },
  };
}

/** What a rotation left under an older key is sealed anew in the night, if nobody asked for it by day. */
export function resealNightly(resealing: Resealing): Job {
  return {
    name: 'platform.resealValues',
    cron: '10 3 * * *',
    timeZone: 'Asia/Shanghai',
    retryLimit: 2,
    run: resealing.run,
  };
}
