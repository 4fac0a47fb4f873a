import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Ctx } from '../context.ts';
import type { NewEvent, OutboxEvent } from '../events/outbox.ts';
import { newId } from '../ids.ts';

/** The driver keeps its socket in `connection.stream`; it writes every query at once unless told to hold. */
function socketOf(client: pg.PoolClient): { stream: { cork(): void; uncork(): void } } {
  return (client as unknown as { connection: { stream: { cork(): void; uncork(): void } } }).connection;
}

/** Sends what `work` queries in one packet: a round trip costs more than the SQL in it. */
export function inOnePacket<T>(client: pg.PoolClient, work: () => T): T {
  const { stream } = socketOf(client);
  stream.cork();
  try {
    return work();
  } finally {
    stream.uncork();
  }
}

/** Holds the client's packet until the present turn of the event loop is over: what is queried in it goes together. */
export function inOnePacketThisTurn(client: pg.PoolClient): void {
  const { stream } = socketOf(client);
  stream.cork();
  process.nextTick(() => stream.uncork());
}

export interface Effects {
  readonly events: NewEvent[];
  readonly setTimers: {
    kind: string;
    ref: string;
    due: number;
    payload?: Record<string, unknown> | undefined;
  }[];
  readonly clearTimers: { kind: string; ref: string }[];
}

/** What a committed transaction announced: events with their numbers, in order. */
export interface Finished {
  readonly events: readonly OutboxEvent[];
  readonly timersSet: boolean;
}

/** Has this key been answered, and is a deadline of the branch due before now? */
export async function claim(
  client: pg.PoolClient,
  ctx: Ctx,
  branchId: string,
): Promise<{ bodyHash: string | null; answer: string | null; timerDue: boolean }> {
  const { rows } = await client.query({
    name: 'claim',
    text: `select a.body_hash as "bodyHash", a.answer::text as answer,
        exists (select 1 from platform.timer t where t.branch_id = $1 and t.due_at <= $5) as "timerDue"
      from (select 1) one left join platform.command_answer a
        on a.branch_id = $1 and a.actor_id = $2 and a.endpoint = $3 and a.key = $4`,
    values: [
      branchId,
      ctx.actor.id,
      ctx.command?.endpoint ?? '',
      ctx.command?.key ?? '',
      new Date(ctx.now()),
    ],
  });
  return rows[0];
}

/** Writes timers, the answer and the events, and commits: one round trip. */
export function finish(
  client: pg.PoolClient,
  ctx: Ctx,
  branchId: string,
  at: number,
  effects: Effects,
): Promise<Finished> {
  return inOnePacket(client, () => finishing(client, ctx, branchId, at, effects));
}

async function finishing(
  client: pg.PoolClient,
  ctx: Ctx,
  branchId: string,
  at: number,
  effects: Effects,
): Promise<Finished> {
  const events = effects.events.map((event) => ({ ...event, id: newId() }));
  const list = (items: readonly unknown[]): string | null =>
    items.length === 0 ? null : JSON.stringify(items);
  const numbered = client.query({
    name: 'finish',
    text: 'select platform.finish($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as last',
    values: [
      branchId,
      ctx.actor.id,
      ctx.traceId,
      new Date(at),
      ctx.command?.endpoint ?? null,
      ctx.command?.key ?? null,
      ctx.command?.bodyHash ?? null,
      ctx.command === null ? null : (ctx.answer?.json ?? 'null'),
      list(lastOfEach(effects.setTimers)),
      list(effects.clearTimers),
      list(events),
    ],
  });
  const committing = client.query('commit');
  // The commit's own failure is only ever a consequence of what failed before it.
  committing.catch(() => undefined);
  const { rows } = await numbered;
  const { command } = await committing;
  if (command !== 'COMMIT') throw new Error(`the transaction ended with ${command}`);
  const last = rows[0].last as number | null;
  return {
    timersSet: effects.setTimers.length > 0,
    events: events.map((event, index) => ({
      branchId,
      number: last! - events.length + 1 + index,
      id: event.id,
      type: event.type,
      at,
      actorId: ctx.actor.id,
      traceId: ctx.traceId,
      payload: event.payload,
    })),
  };
}

/** A deadline set twice in one transaction is due when it was last said to be. */
function lastOfEach(timers: Effects['setTimers']): Effects['setTimers'] {
  return [...new Map(timers.map((timer) => [`${timer.kind} ${timer.ref}`, timer])).values()];
}

/** Binds a key to what was asked: the same key with another body is refused. */
export function bodyHash(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
