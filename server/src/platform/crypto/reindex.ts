import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { systemCtx } from '../context.ts';
import { newId } from '../ids.ts';
import type { Job } from '../jobs/jobs.ts';
import type { Log } from '../log.ts';
import type { Audit } from '../room.ts';
import { knownEverywhereMs } from './index-keys.ts';
import type { IndexKeys } from './index-keys.ts';

/** Values a room finds by blind index, and how it moves them to another key. Declared in `RoomParts`. */
export interface IndexedValues {
  /** How many are under a key. */
  count(version: number): Promise<number>;
  /** How many of them have no partner under the other key. */
  lacking(from: number, to: number): Promise<number>;
  /** Gives partners to the next few; `after` null = from the first, and in the answer: none follow. The same again does no harm. */
  advance(
    from: number,
    to: number,
    after: string | null,
  ): Promise<{ readonly after: string | null; readonly moved: number }>;
  /** Takes a few away that are under this key; gives how many. */
  drop(version: number): Promise<number>;
}

export interface ReindexRun {
  readonly id: string;
  readonly fromVersion: number;
  readonly toVersion: number;
  readonly startedAt: number;
  readonly startedByName: string;
  readonly endedAt: number | null;
  readonly total: number;
  readonly done: number;
  /** No file holds them: they are moved when they turn up, or given up. */
  readonly stranded: number;
  readonly state: 'running' | 'waiting' | 'done' | 'broken';
}

/**
 * Replaces the key of blind indexes while everybody works: values are written and looked up under the old key and the new one;
 * a walk gives every old value its partner under the new key; then the old key is out of use, its values go, and it goes itself.
 * Every step is durable and harmless twice, so that any process goes on where another broke off.
 */
export interface Reindexing {
  /** Begins a walk, or goes on with the one that is not over. `givesUp`: values that no file holds are lost. */
  begin(byName: string, givesUp: boolean): Promise<ReindexRun>;
  last(): Promise<ReindexRun | null>;
  /** Goes on with a walk nobody is on. */
  resume(): Promise<void>;
  stop(): Promise<void>;
}

const silentMs = 30_000;

export function createReindexing(deps: {
  pool: pg.Pool;
  keys: IndexKeys;
  parts: readonly IndexedValues[];
  audit: Audit;
  wall: () => number;
  /** Business time, for the trail. */
  now: () => number;
  log: Log;
}): Reindexing {
  const { pool, keys, parts, wall, log } = deps;
  const walking = new Map<string, Promise<void>>();
  const halt = new AbortController();
  const halted = (): boolean => halt.signal.aborted;
  const until = (instant: number): Promise<unknown> =>
    sleep(Math.max(0, instant - wall()), null, { signal: halt.signal });

  async function sum(of: (part: IndexedValues) => Promise<number>): Promise<number> {
    let total = 0;
    for (const part of parts) total += await of(part);
    return total;
  }
  async function last(): Promise<ReindexRun | null> {
    const { rows } = await pool.query<Omit<ReindexRun, 'state'> & { seenAt: number; givesUp: boolean }>(
      `select id, from_version as "fromVersion", to_version as "toVersion", started_at as "startedAt", started_by_name as "startedByName",
         seen_at as "seenAt", ended_at as "endedAt", total, done, stranded, gives_up as "givesUp"
       from platform.index_run order by started_at desc limit 1`,
    );
    const found = rows[0];
    if (found === undefined) return null;
    const { seenAt, givesUp, ...run } = found;
    const isSilent = wall() - seenAt > silentMs;
    const waits = run.stranded > 0 && !givesUp;
    return {
      ...run,
      state: run.endedAt !== null ? 'done' : waits ? 'waiting' : isSilent ? 'broken' : 'running',
    };
  }
  async function note(run: ReindexRun, what: { done?: number; stranded?: number }): Promise<void> {
    await pool.query(
      'update platform.index_run set seen_at = $2, done = coalesce($3, done), stranded = coalesce($4, stranded) where id = $1',
      [run.id, new Date(wall()), what.done ?? null, what.stranded ?? null],
    );
  }

  /** Partners for all that can be had; gives how many are left without. A pass that moves nothing is the last. */
  async function move(run: ReindexRun): Promise<number> {
    const { fromVersion: from, toVersion: to } = run;
    let lacking = await sum((part) => part.lacking(from, to));
    for (let moved = 1; moved > 0 && lacking > 0;) {
      moved = 0;
      for (const part of parts)
        for (let after: string | null = null, more = true; more; more = after !== null) {
          halt.signal.throwIfAborted();
          const step = await part.advance(from, to, after);
          after = step.after;
          moved += step.moved;
          await note(run, { done: Math.max(0, run.total - lacking + moved) });
        }
      lacking = await sum((part) => part.lacking(from, to));
    }
    await note(run, { done: Math.max(0, run.total - lacking), stranded: lacking });
    return lacking;
  }

  async function walk(run: ReindexRun): Promise<void> {
    await until(run.startedAt + knownEverywhereMs);
    const lacking = await move(run);
    const { rows } = await pool.query<{ givesUp: boolean }>(
      'select gives_up as "givesUp" from platform.index_run where id = $1',
      [run.id],
    );
    if (lacking > 0 && rows[0]?.givesUp !== true) return;
    await until((await keys.retire(run.fromVersion, wall())) + knownEverywhereMs);
    for (const part of parts)
      while ((await part.drop(run.fromVersion)) > 0) {
        halt.signal.throwIfAborted();
        await note(run, {});
      }
    await keys.drop(run.fromVersion);
    const { rowCount } = await pool.query(
      'update platform.index_run set ended_at = $2, seen_at = $2 where id = $1 and ended_at is null',
      [run.id, new Date(wall())],
    );
    if (rowCount === 1)
      await deps.audit(null, systemCtx(deps.now, newId()), {
        action: 'keys.reindexed',
        object: 'keys:index',
        orgUnitId: null,
        outcome: 'done',
        detail: { from: run.fromVersion, to: run.toVersion, values: run.total, lost: lacking },
      });
  }

  function goOn(run: ReindexRun): void {
    if (walking.has(run.id) || halted()) return;
    const under = walk(run)
      .catch((error: Error) => {
        if (!halted()) log.error({ err: error.message }, 'moving blind indexes to the new key stopped');
      })
      .finally(() => walking.delete(run.id));
    walking.set(run.id, under);
  }

  async function insert(byName: string): Promise<void> {
    const { from, to } = await keys.make(wall());
    const total = await sum((part) => part.count(from));
    await pool.query(
      `insert into platform.index_run (id, from_version, to_version, started_at, started_by_name, seen_at, total)
       values ($1, $2, $3, $4, $5, $4, $6)`,
      [newId(), from, to, new Date(wall()), byName, total],
    );
  }

  return {
    last,
    begin: async (byName, givesUp) => {
      const before = await last();
      if (before === null || before.endedAt !== null) await insert(byName);
      else if (givesUp)
        await pool.query('update platform.index_run set gives_up = true, seen_at = $2 where id = $1', [
          before.id,
          new Date(wall()),
        ]);
      const run = (await last())!;
      goOn(run);
      return run;
    },
    resume: async () => {
      const run = await last();
      if (run?.state === 'broken' || run?.state === 'waiting') goOn(run);
      await Promise.all(walking.values());
    },
    stop: async () => {
      halt.abort();
      await Promise.all(walking.values());
    },
  };
}

/** A walk whose process has gone is taken up by another; one that waits looks whether what it waits for has come. */
export function resumeReindexing(reindexing: Reindexing): Job {
  return {
    name: 'platform.moveIndexes',
    cron: '*/2 * * * *',
    timeZone: 'Asia/Shanghai',
    retryLimit: 0,
    run: reindexing.resume,
  };
}
