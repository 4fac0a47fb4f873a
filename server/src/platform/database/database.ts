import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import type pg from 'pg';
import { answerOf } from '../context.ts';
import type { Ctx } from '../context.ts';
import type { FieldCrypto } from '../crypto/field-crypto.ts';
import { AppError } from '../errors.ts';
import { createLanes } from '../lanes.ts';
import type { NewEvent } from '../events/outbox.ts';
import { claim } from './command.ts';
import type { Claim } from './command.ts';
import { finish } from './finish.ts';
import type { Effects, Finished } from './finish.ts';
import { begin, sendPacket } from './packet.ts';
import { runQuery } from './query.ts';
import type { Reader, Statement } from './query.ts';
import { createSlices } from './slice.ts';
import type { Slice } from './slice.ts';

/** A transaction of one branch (or org unit): its reads and writes, and what it announces. */
export interface Tx extends Reader {
  readonly branchId: string;
  /** Announces a fact; numbered and stored as the last write before commit. */
  emit<E extends EventType>(event: E, payload: PayloadOf<E>): void;
  setTimer(kind: string, ref: string, dueAt: number, payload?: Record<string, unknown>): void;
  clearTimer(kind: string, ref: string): void;
}

/** A hot command in two round trips: load under the branch's lock, decide in TypeScript, write with one statement. */
export interface TwoTrips<R> {
  /** The first takes the lock; those behind it read what is true under it, since each has a snapshot of its own. */
  readonly load: readonly Statement[];
  /** Gets the rows of each load. */
  readonly decide: (loaded: readonly (readonly unknown[])[]) => {
    readonly result: R;
    /** Instant the facts are dated with; default ctx.now(). */
    readonly at?: number;
    readonly effects: Partial<Effects>;
  };
}

export interface Database extends Reader {
  /**
   * Runs a command of one branch in one transaction: idempotency, deadlines that are due first, work, events.
   * When the key was answered before, `ctx.answer` is set, the work does not run and the result is undefined.
   */
  transact<R>(ctx: Ctx, branchId: string, work: (tx: Tx) => Promise<R>): Promise<R>;
  /** The same in turn with the branch's hot commands of this process: for what would meet them at a row's lock. */
  transactInTurn<R>(ctx: Ctx, branchId: string, work: (tx: Tx) => Promise<R>): Promise<R>;
  decide<R>(ctx: Ctx, branchId: string, trips: TwoTrips<R>): Promise<R>;
  /** Many rows of reference data with the facts they make at their branches; for imports alone. */
  transactSlice<R>(ctx: Ctx, work: (slice: Slice) => Promise<R>): Promise<R>;
  readonly pool: pg.Pool;
}

/** Thrown inside a transaction to leave it without a trace; the caller of `transact` never sees it. */
class Answered extends Error {}
class DeadlineFirst extends Error {}

export interface DatabaseDeps {
  readonly pool: pg.Pool;
  /** Answers tell links that open a ticket or a booking to whoever has them: they rest sealed. */
  readonly answers: Pick<FieldCrypto, 'sealBytes' | 'openBytes'>;
  /** Told after commit, so that screens and reactions need not poll. */
  readonly committed: (branchId: string, finished: Finished) => void;
  /** Makes the partitions of a month that is new. */
  readonly ensureMonth: (instant: number) => Promise<void>;
  /** Fires the branch's deadlines up to an instant; set once the timers exist. */
  readonly fireDue: (branchId: string, until: number) => Promise<void>;
}

export function createDatabase(deps: DatabaseDeps): Database {
  const { pool } = deps;
  const lanes = createLanes();

  async function withClient<R>(work: (client: pg.PoolClient) => Promise<R>): Promise<R> {
    const client = await pool.connect();
    let broken: Error | undefined;
    try {
      return await work(client);
    } catch (error) {
      if (!(error instanceof AppError || error instanceof Answered || error instanceof DeadlineFirst)) {
        broken = error as Error;
      }
      throw error;
    } finally {
      // A connection on which something unexpected happened is not used again.
      client.release(
        broken && !(broken as { code?: string }).code?.match(/^(23|22|40|P0)/) ? broken : undefined,
      );
    }
  }

  /** Repeats an attempt that lost a race for its key, met a deadline that goes first, or was chosen as deadlock victim. */
  async function attempt<R>(ctx: Ctx, branchId: string, once: () => Promise<R>): Promise<R> {
    await deps.ensureMonth(ctx.now());
    let lostRaces = 0;
    let deadlineRounds = 0;
    for (;;) {
      try {
        return await once();
      } catch (error) {
        if (error instanceof Answered) return undefined as R;
        if (error instanceof DeadlineFirst) {
          // On a fast clock more comes due while deadlines are fired: only a branch that never comes to rest is given up.
          if (++deadlineRounds > 50) throw new AppError('platform.timed_out');
          await deps.fireDue(branchId, ctx.now());
        } else if (!isRetryable(error) || ++lostRaces >= 5) {
          throw error;
        }
      }
    }
  }

  function checkClaim(ctx: Ctx, row: Claim): void {
    if (row.answer !== null) {
      if (row.bodyHash !== ctx.command?.bodyHash) throw new AppError('platform.key_reused');
      const json = deps.answers.openBytes(row.answer);
      ctx.answer = { value: JSON.parse(json), json };
      throw new Answered();
    }
    if (row.timerDue && !ctx.firing) throw new DeadlineFirst();
  }

  /** The public answer, as it is kept with the command's key. */
  function answered(ctx: Ctx, result: unknown): Buffer | null {
    if (ctx.command === null && ctx.present === null) return null;
    ctx.answer = answerOf(ctx.present === null ? result : (ctx.present as (r: unknown) => unknown)(result));
    return ctx.command === null ? null : deps.answers.sealBytes(ctx.answer.json);
  }

  function transactOnce<R>(ctx: Ctx, branchId: string, work: (tx: Tx) => Promise<R>): Promise<R> {
    return withClient(async (client) => {
      const effects: Effects = { writes: [], events: [], setTimers: [], clearTimers: [] };
      // Begun with the first statement, in its packet.
      let hasBegun = false;
      const rows = async <T>(asked: Statement<T>): Promise<T[]> => {
        const packet = hasBegun ? [asked] : [begin, asked];
        hasBegun = true;
        return (await sendPacket(client, packet)).at(-1)!.rows as T[];
      };
      const tx: Tx = {
        branchId,
        rows,
        row: async (query) => (await rows(query))[0] ?? null,
        emit: (event, payload) => void effects.events.push({ type: event.type, payload } satisfies NewEvent),
        setTimer: (kind, ref, due, payload) => void effects.setTimers.push({ kind, ref, due, payload }),
        clearTimer: (kind, ref) => void effects.clearTimers.push({ kind, ref }),
      };
      try {
        // Only what somebody asked for has a key to look up, and waits for deadlines that are due before it.
        if (ctx.command !== null) checkClaim(ctx, (await rows(claim(ctx, branchId)))[0]!);
        const result = await work(tx);
        const answer = answered(ctx, result);
        const at = ctx.now();
        deps.committed(branchId, await finish(client, { ctx, branchId, at, effects, answer, hasBegun }));
        return result;
      } catch (error) {
        await rollback(client);
        throw error;
      }
    });
  }

  return {
    pool,
    transactSlice: createSlices(deps),
    rows: (query) => runQuery(pool, query),
    row: async (query) => (await runQuery(pool, query))[0] ?? null,

    transact: (ctx, branchId, work) => attempt(ctx, branchId, () => transactOnce(ctx, branchId, work)),

    transactInTurn: (ctx, branchId, work) =>
      attempt(ctx, branchId, () => lanes.run(branchId, () => transactOnce(ctx, branchId, work))),

    decide: (ctx, branchId, trips) =>
      attempt(ctx, branchId, () =>
        lanes.run(branchId, () =>
          withClient(async (client) => {
            try {
              // One round trip: begin, claim and load are sent together.
              const [, claimed, ...loaded] = await sendPacket<[never, Claim, ...unknown[]]>(client, [
                begin,
                claim(ctx, branchId),
                ...trips.load,
              ]);
              checkClaim(ctx, claimed.rows[0]!);
              const decision = trips.decide(loaded.map(({ rows }) => rows));
              const answer = answered(ctx, decision.result);
              const at = decision.at ?? ctx.now();
              const effects: Effects = {
                writes: [],
                events: [],
                setTimers: [],
                clearTimers: [],
                ...decision.effects,
              };
              // The second trip: what was decided, the answer, the events and the commit.
              deps.committed(
                branchId,
                await finish(client, { ctx, branchId, at, effects, answer, hasBegun: true }),
              );
              return decision.result;
            } catch (error) {
              await rollback(client);
              throw error;
            }
          }),
        ),
      ),
  };
}

async function rollback(client: pg.PoolClient): Promise<void> {
  await client.query('rollback').catch(() => undefined);
}

/** Unique violation of our own key (a twin request won), serialization failure, deadlock. */
function isRetryable(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === '40001' || code === '40P01' || (code === '23505' && constraint === 'command_answer_pkey');
}
