import type { OutboxEvent } from './outbox.ts';
import type pg from 'pg';
import type { Log } from '../log.ts';

/**
 * Hands every event of every branch to this process's listeners, in order and without gaps per branch.
 * Events committed here are offered directly; what is missing (another process, a race) is read from the outbox.
 */
export interface Tail {
  onEvent(listener: (event: OutboxEvent) => void): void;
  /** After commit, with the events this process has just stored. */
  offer(branchId: string, events: readonly OutboxEvent[]): void;
  /** Something may have been committed elsewhere. */
  nudge(): void;
  /** Events of a branch after a number, from memory when they are recent; null when too many or too old. */
  since(branchId: string, number: number): Promise<OutboxEvent[] | null>;
  /** Number of the last event handed out. */
  lastOf(branchId: string): number;
  branches(): Iterable<string>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

const pollMs = 100;
const batch = 500;
/** Per branch, for screens that lost their connection: minutes of a busy hall. What is older is read from the outbox. */
const remembered = 32;
const replayLimit = 2_000;
const replayMs = 10 * 60_000;

export function createTail(deps: { pool: pg.Pool; log: Log }): Tail {
  const { pool, log } = deps;
  const last = new Map<string, number>();
  const recent = new Map<string, OutboxEvent[]>();
  const early = new Map<string, Map<number, OutboxEvent>>();
  const listeners: ((event: OutboxEvent) => void)[] = [];
  let polling: Promise<void> | null = null;
  let again = false;
  let interval: NodeJS.Timeout | null = null;

  function hand(event: OutboxEvent): void {
    last.set(event.branchId, event.number);
    const memory = recent.get(event.branchId) ?? [];
    memory.push(event);
    if (memory.length > remembered * 2) memory.splice(0, memory.length - remembered);
    recent.set(event.branchId, memory);
    for (const listener of listeners) {
      try {
        listener(event);
      } catch (error) {
        // One that stumbles must not keep the event from the others, nor fail the command that has just committed it.
        const { branchId, number, type } = event;
        log.error({ branchId, number, type, err: (error as Error).message }, 'an event was not heard');
      }
    }
  }

  /** Hands out what came early, as far as it now follows without a gap. */
  function drainEarly(branchId: string): void {
    const waiting = early.get(branchId);
    if (waiting === undefined) return;
    for (let next = last.get(branchId)! + 1; waiting.has(next); next++) {
      const event = waiting.get(next)!;
      waiting.delete(next);
      hand(event);
    }
    for (const number of waiting.keys()) if (number <= last.get(branchId)!) waiting.delete(number);
    if (waiting.size === 0) early.delete(branchId);
  }

  async function catchUp(branchId: string): Promise<void> {
    for (;;) {
      const from = last.get(branchId) ?? 0;
      const events = await readEvents(pool, branchId, from, batch);
      for (const event of events) if (event.number === (last.get(branchId) ?? 0) + 1) hand(event);
      drainEarly(branchId);
      if (events.length < batch) return;
    }
  }

  async function poll(): Promise<void> {
    const { rows } = await pool.query<{ branch_id: string; last: number }>({
      name: 'tail-counters',
      text: 'select branch_id, last from platform.event_counter',
    });
    for (const row of rows) {
      if (row.last > (last.get(row.branch_id) ?? 0)) await catchUp(row.branch_id);
    }
  }

  function nudge(): void {
    if (polling !== null) {
      again = true;
      return;
    }
    polling = poll()
      .catch((error: Error) => log.debug({ err: error.message }, 'outbox poll failed'))
      .finally(() => {
        polling = null;
        if (again) {
          again = false;
          nudge();
        }
      });
  }

  return {
    onEvent: (listener) => void listeners.push(listener),
    offer: (branchId, events) => {
      for (const event of events) {
        const expected = (last.get(branchId) ?? 0) + 1;
        if (event.number === expected) hand(event);
        else if (event.number > expected) {
          const waiting = early.get(branchId) ?? new Map<number, OutboxEvent>();
          early.set(branchId, waiting.set(event.number, event));
        }
      }
      drainEarly(branchId);
    },
    nudge,
    lastOf: (branchId) => last.get(branchId) ?? 0,
    branches: () => last.keys(),
    since: async (branchId, number) => {
      const memory = recent.get(branchId) ?? [];
      const reached = last.get(branchId) ?? 0;
      if (number >= reached) return [];
      const first = memory[0]?.number ?? Number.POSITIVE_INFINITY;
      if (first <= number + 1) return memory.filter((event) => event.number > number);
      if (reached - number > replayLimit) return null;
      const events = (await readEvents(pool, branchId, number, replayLimit)).filter(
        (event) => event.number <= reached,
      );
      const oldest = events[0];
      if (oldest === undefined || Date.now() - oldest.recordedAt > replayMs) return null;
      return events;
    },
    start: async () => {
      const { rows } = await pool.query<{ branch_id: string; last: number }>(
        'select branch_id, last from platform.event_counter',
      );
      for (const row of rows) if (!last.has(row.branch_id)) last.set(row.branch_id, row.last);
      interval = setInterval(nudge, pollMs);
    },
    stop: async () => {
      if (interval !== null) clearInterval(interval);
      await polling;
    },
  };
}

/** Events of one branch after a number, oldest first. */
export async function readEvents(
  pool: pg.Pool,
  branchId: string,
  after: number,
  limit: number,
): Promise<(OutboxEvent & { recordedAt: number })[]> {
  const { rows } = await pool.query({
    name: 'events-after',
    text: `select branch_id as "branchId", number, id, type, platform.ms(at) as at, actor_id as "actorId",
             trace_id as "traceId", payload, recorded_at as "recordedAt"
           from platform.event where branch_id = $1 and number > $2 order by number limit $3`,
    values: [branchId, after, limit],
  });
  return rows;
}
