import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import type pg from 'pg';
import type { BusinessClock } from '../clock/business-clock.ts';
import { systemCtx } from '../context.ts';
import type { Ctx } from '../context.ts';
import type { Database, Tx } from '../database/database.ts';
import { isConnectionError } from '../database/pool.ts';
import { statement } from '../database/query.ts';
import type { Log } from '../log.ts';
import type { OutboxEvent } from './outbox.ts';
import type { Tail } from './tail.ts';
import { readEvents } from './tail.ts';

/** What a room does about a fact of another room. Runs in a transaction of its own, once, in order per branch. */
export interface Reaction {
  /** `<room>.<verbNoun>`; names its cursor, so never rename lightly. */
  readonly name: string;
  /** Event types it wants. */
  readonly types: ReadonlySet<string>;
  /** Cheap test without the database; an event it refuses costs nothing. */
  readonly wants: (event: OutboxEvent) => boolean;
  /**
   * In turn with the branch's commands of this process, so that whoever was told of the event and asks for its effect comes
   * behind it, not upon its locks. Holds those commands up: only for a reaction as quick as a command, that asks nobody else.
   */
  readonly inTurn?: boolean;
  /** The effect at the event's own branch, in the transaction that moves the cursor: exactly once. */
  readonly handle?: (ctx: Ctx, tx: Tx, event: OutboxEvent) => Promise<void>;
  /**
   * The effect at other branches, in transactions of its own before the cursor moves: perhaps twice, so the same again
   * must change nothing. No transaction spans two branches, and one held while another is waited for could starve the pool.
   */
  readonly deliver?: (ctx: Ctx, event: OutboxEvent) => Promise<void>;
}

/** Declares a reaction to one or more event types with typed payloads. */
export function reaction<E extends EventType>(r: {
  name: string;
  to: readonly E[];
  wants?: (payload: PayloadOf<E>, event: OutboxEvent) => boolean;
  inTurn?: boolean;
  handle: (ctx: Ctx, tx: Tx, payload: PayloadOf<E>, event: OutboxEvent) => Promise<void>;
}): Reaction {
  return {
    name: r.name,
    types: new Set(r.to.map((event) => event.type)),
    inTurn: r.inTurn ?? false,
    wants: (event) => r.wants?.(event.payload as PayloadOf<E>, event) ?? true,
    handle: (ctx, tx, event) => r.handle(ctx, tx, event.payload as PayloadOf<E>, event),
  };
}

export interface Consumers {
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when everything handed out so far has been handled. For tests, benches and driven days. */
  idle(): Promise<void>;
  status(): { name: string; behind: number }[];
  /** Once more an event that a consumer had to park; gone from the parked ones with its effect. Throws what the consumer throws. */
  retry(parked: { consumer: string; branchId: string; number: number }): Promise<'done' | 'unknown'>;
}

const triesBeforeParking = 8;
const saveIdleCursorsMs = 5_000;

export function createConsumers(deps: {
  db: Database;
  tail: Tail;
  clock: BusinessClock;
  driven: boolean;
  log: Log;
  reactions: readonly Reaction[];
}): Consumers {
  const runners = deps.reactions.map((r) => createRunner(deps, r));
  let saving: NodeJS.Timeout | null = null;
  return {
    start: async () => {
      for (const runner of runners) await runner.start();
      saving = setInterval(
        () => void Promise.all(runners.map((runner) => runner.saveIdle())),
        saveIdleCursorsMs,
      );
      saving.unref();
    },
    stop: async () => {
      if (saving !== null) clearInterval(saving);
      await Promise.all(runners.map((runner) => runner.stop()));
    },
    idle: async () => {
      // A reaction may announce what another reacts to: idle is when a whole round found nothing to do.
      for (let busy = true; busy;)
        busy = (await Promise.all(runners.map((runner) => runner.idle()))).some(Boolean);
    },
    status: () => runners.map((runner) => ({ name: runner.name, behind: runner.behind() })),
    retry: async ({ consumer, branchId, number }) => {
      const runner = runners.find(({ name }) => name === consumer);
      return runner === undefined ? 'unknown' : runner.retry(branchId, number);
    },
  };
}

function createRunner(
  deps: { db: Database; tail: Tail; clock: BusinessClock; driven: boolean; log: Log },
  r: Reaction,
) {
  const { db, tail, log } = deps;
  const pool: pg.Pool = db.pool;
  /** Stored cursor per branch; highest number taken in; what is waiting to be handled. */
  const cursors = new Map<string, number>();
  const taken = new Map<string, number>();
  const waiting = new Map<string, OutboxEvent[]>();
  const working = new Map<string, Promise<void>>();
  let stopped = false;
  /** Live events that come while the past is still being read. */
  let early: OutboxEvent[] | null = [];

  async function handleOne(event: OutboxEvent): Promise<void> {
    for (let tries = 1; !stopped; tries++) {
      try {
        const ctx = systemCtx(
          () => (deps.driven ? event.at : Math.max(deps.clock.now(), event.at)),
          event.traceId,
          deps.driven,
        );
        await r.deliver?.(ctx, event);
        await (r.inTurn ? db.transactInTurn : db.transact)(ctx, event.branchId, async (tx) => {
          if (await moveCursor(tx, r.name, event)) await r.handle?.(ctx, tx, event);
        });
        cursors.set(event.branchId, event.number);
        return;
      } catch (error) {
        const message = (error as Error).message;
        log.warn(
          { consumer: r.name, branchId: event.branchId, number: event.number, tries, err: message },
          'reaction failed',
        );
        if (!isConnectionError(error) && tries >= triesBeforeParking) {
          await park(pool, r.name, event, message);
          cursors.set(event.branchId, event.number);
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, Math.min(50 * 2 ** tries, 2_000)).unref());
      }
    }
  }

  async function work(branchId: string): Promise<void> {
    const queue = waiting.get(branchId)!;
    for (let event = queue.shift(); event !== undefined && !stopped; event = queue.shift())
      await handleOne(event);
  }

  function take(event: OutboxEvent): void {
    if (stopped || event.number <= (taken.get(event.branchId) ?? cursors.get(event.branchId) ?? 0)) return;
    taken.set(event.branchId, event.number);
    if (!r.types.has(event.type) || !wants(event)) return;
    const queue = waiting.get(event.branchId) ?? [];
    waiting.set(event.branchId, queue);
    queue.push(event);
    startWork(event.branchId);
  }

  /** A payload that cannot even be asked is handled like any other, fails, and is parked. */
  function wants(event: OutboxEvent): boolean {
    try {
      return r.wants(event);
    } catch {
      return true;
    }
  }

  function startWork(branchId: string): void {
    if (stopped || working.has(branchId) || (waiting.get(branchId)?.length ?? 0) === 0) return;
    const run = work(branchId)
      .catch((error: Error) =>
        log.error({ consumer: r.name, err: error.message }, 'consumer failed on a branch'),
      )
      .finally(() => {
        working.delete(branchId);
        startWork(branchId);
      });
    working.set(branchId, run);
  }

  /** The cursor has passed it: only the parked row says that it is still to be done. */
  async function retry(branchId: string, number: number): Promise<'done' | 'unknown'> {
    const event = (await readEvents(pool, branchId, number - 1, 1))[0];
    const isParked = await db.row(parkedRow('select 1', r.name, branchId, number));
    if (event?.number !== number || isParked === null) return 'unknown';
    const ctx = systemCtx(
      () => (deps.driven ? event.at : Math.max(deps.clock.now(), event.at)),
      event.traceId,
      deps.driven,
    );
    await r.deliver?.(ctx, event);
    return db.transact(ctx, branchId, async (tx) => {
      if ((await tx.row(parkedRow('delete', r.name, branchId, number))) === null) return 'unknown';
      await r.handle?.(ctx, tx, event);
      return 'done';
    });
  }

  return {
    name: r.name,
    retry,
    behind: () => [...waiting.values()].reduce((sum, queue) => sum + queue.length, 0) + working.size,
    start: async () => {
      const { rows } = await pool.query<{ branch_id: string; number: number }>(
        'select branch_id, number from platform.consumer_cursor where consumer = $1',
        [r.name],
      );
      for (const row of rows) cursors.set(row.branch_id, row.number);
      tail.onEvent((event) => {
        if (early === null) take(event);
        else early.push(event);
      });
      // What happened while nobody listened.
      const counters = await pool.query<{ branch_id: string; last: number }>(
        'select branch_id, last from platform.event_counter',
      );
      for (const { branch_id, last } of counters.rows) {
        for (let from = cursors.get(branch_id) ?? 0; from < last;) {
          const events = await readEvents(pool, branch_id, from, 500);
          if (events.length === 0) break;
          for (const event of events) take(event);
          from = events.at(-1)!.number;
        }
      }
      const since = early ?? [];
      early = null;
      for (const event of since) take(event);
    },
    stop: async () => {
      stopped = true;
      await Promise.allSettled(working.values());
    },
    idle: async (): Promise<boolean> => {
      const busy = working.size > 0;
      while (working.size > 0) await Promise.all(working.values());
      return busy;
    },
    /** Moves cursors over events it does not want, so that a restart does not read them again. */
    saveIdle: async () => {
      const idle = [...tail.branches()].filter((branchId) => {
        const busy = early !== null || working.has(branchId) || (waiting.get(branchId)?.length ?? 0) > 0;
        return !busy && tail.lastOf(branchId) > (cursors.get(branchId) ?? 0);
      });
      if (idle.length === 0) return;
      const numbers = idle.map((branchId) => tail.lastOf(branchId));
      await pool
        .query(
          `insert into platform.consumer_cursor (consumer, branch_id, number)
           select $1, i.branch_id, i.number from unnest($2::uuid[], $3::bigint[]) as i(branch_id, number)
           on conflict (branch_id, consumer) do update set number = greatest(consumer_cursor.number, excluded.number)`,
          [r.name, idle, numbers],
        )
        .then(() => {
          for (const [at, branchId] of idle.entries()) {
            cursors.set(branchId, Math.max(numbers[at]!, cursors.get(branchId) ?? 0));
          }
        })
        // Only saves reading on the next start: tried again in a while.
        .catch((error: Error) => deps.log.debug({ err: error.message }, 'cursors not saved'));
    },
  };
}

/** Marks the event as handled by this consumer, within its effect's transaction; false when it was handled before. */
async function moveCursor(tx: Tx, consumer: string, event: OutboxEvent): Promise<boolean> {
  const moved = await tx.rows(
    statement(
      `insert into platform.consumer_cursor as c (consumer, branch_id, number) values ($1, $2, $3)
       on conflict (branch_id, consumer) do update set number = excluded.number where c.number < excluded.number
       returning 1`,
      [consumer, event.branchId, event.number],
      'consumer-move',
    ),
  );
  return moved.length > 0;
}

async function park(pool: pg.Pool, consumer: string, event: OutboxEvent, error: string): Promise<void> {
  await pool.query(
    `with parked as (insert into platform.parked_event (branch_id, consumer, number, type, error)
       values ($2, $1, $3, $4, $5) on conflict do nothing)
     insert into platform.consumer_cursor as c (consumer, branch_id, number) values ($1, $2, $3)
       on conflict (branch_id, consumer) do update set number = greatest(c.number, excluded.number)`,
    [consumer, event.branchId, event.number, event.type, error.slice(0, 500)],
  );
}

const parkedRow = (act: 'select 1' | 'delete', consumer: string, branchId: string, number: number) =>
  statement(
    `${act} from platform.parked_event where branch_id = $1 and consumer = $2 and number = $3${act === 'delete' ? ' returning 1' : ''}`,
    [branchId, consumer, number],
  );
