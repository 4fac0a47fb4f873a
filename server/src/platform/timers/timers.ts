import type pg from 'pg';
import type { Ctx } from '../context.ts';
import { systemCtx } from '../context.ts';
import type { Tx } from '../database/database.ts';
import { isConnectionError } from '../database/pool.ts';
import { statement } from '../database/query.ts';
import { newId } from '../ids.ts';
import { createLanes } from '../lanes.ts';
import type { Log } from '../log.ts';

export interface Timer {
  readonly branchId: string;
  readonly kind: string;
  readonly ref: string;
  readonly dueAt: number;
  readonly payload: Record<string, unknown>;
}

/**
 * Carries out one deadline. Its transaction must consume the timer (`consumeTimer`), so that it happens once
 * however many processes see it due.
 */
export type TimerHandler = (ctx: Ctx, timer: Timer) => Promise<void>;

export interface Timers {
  on(kind: string, handler: TimerHandler): void;
  /** Fires the branch's deadlines due up to an instant, in due order. */
  fireDue(branchId: string, until: number): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

const triesBeforeGivingUp = 8;

export function createTimers(deps: { pool: pg.Pool; now: () => number; log: Log; driven: boolean }): Timers {
  const { pool, log } = deps;
  const handlers = new Map<string, TimerHandler>();
  const lanes = createLanes();
  let running: Promise<void> | null = null;
  let interval: NodeJS.Timeout | null = null;

  async function nextDue(branchId: string, until: number): Promise<Timer | null> {
    const { rows } = await pool.query({
      name: 'timer-next',
      text: `select branch_id as "branchId", kind, ref, due_at as "dueAt", payload from platform.timer
             where branch_id = $1 and due_at <= $2 order by due_at, kind, ref limit 1`,
      values: [branchId, new Date(until)],
    });
    return (rows[0] as Timer | undefined) ?? null;
  }

  async function fire(timer: Timer): Promise<void> {
    const handler = handlers.get(timer.kind);
    const ctx = systemCtx(() => timer.dueAt, newId(), true);
    try {
      if (handler === undefined) throw new Error(`nobody handles the deadline ${timer.kind}`);
      await handler(ctx, timer);
    } catch (error) {
      if (isConnectionError(error)) throw error;
      log.error(
        { kind: timer.kind, branchId: timer.branchId, err: (error as Error).message },
        'deadline failed',
      );
      // It must not hold up those behind it: pushed on by a minute, and dropped (with this log line) after eight tries.
      await pool.query(
        `with given_up as (delete from platform.timer where branch_id = $1 and kind = $2 and ref = $3 and tries >= $4)
         update platform.timer set tries = tries + 1, due_at = due_at + interval '1 minute'
           where branch_id = $1 and kind = $2 and ref = $3 and tries < $4`,
        [timer.branchId, timer.kind, timer.ref, triesBeforeGivingUp - 1],
      );
    }
  }

  const fireDue: Timers['fireDue'] = (branchId, until) =>
    lanes.run(branchId, async () => {
      for (
        let timer = await nextDue(branchId, until);
        timer !== null;
        timer = await nextDue(branchId, until)
      ) {
        await fire(timer);
      }
    });

  async function sweep(): Promise<void> {
    const now = deps.now();
    const { rows } = await pool.query<{ branch_id: string }>(
      'select distinct branch_id from platform.timer where due_at <= $1',
      [new Date(now)],
    );
    for (const { branch_id } of rows) await fireDue(branch_id, now);
  }

  return {
    on: (kind, handler) => void handlers.set(kind, handler),
    fireDue,
    start: () => {
      // Driven: only commands move time, so only they fire deadlines.
      if (deps.driven) return;
      interval = setInterval(() => {
        running ??= sweep()
          .catch((error: Error) => log.debug({ err: error.message }, 'deadline sweep failed'))
          .finally(() => {
            running = null;
          });
      }, 200);
    },
    stop: async () => {
      if (interval !== null) clearInterval(interval);
      await running;
    },
  };
}

/** Takes the timer out inside its handler's transaction; false when somebody else already did. */
export async function consumeTimer(tx: Tx, timer: Timer): Promise<boolean> {
  const gone = await tx.rows(
    statement(
      'delete from platform.timer where branch_id = $1 and kind = $2 and ref = $3 and due_at = $4 returning 1',
      [timer.branchId, timer.kind, timer.ref, new Date(timer.dueAt)],
    ),
  );
  return gone.length > 0;
}
