import type pg from 'pg';
import type { Ctx } from '../context.ts';
import type { NewEvent, OutboxEvent } from '../events/outbox.ts';
import { newId } from '../ids.ts';
import { begin, commit, sendPacket } from './packet.ts';
import { insertRow, writeShape, writeTogether } from './write.ts';
import type { Write } from './write.ts';

/** What a transaction leaves behind besides what its own statements wrote. */
export interface Effects {
  /** Rows this transaction has locked before, or that nobody else can be writing: no wait may begin here. */
  readonly writes: Write[];
  readonly events: NewEvent[];
  readonly setTimers: {
    kind: string;
    ref: string;
    due: number;
    payload?: Record<string, unknown> | undefined;
  }[];
  /** A timer that is also set stays. */
  readonly clearTimers: { kind: string; ref: string }[];
}

/** What a committed transaction announced: events with their numbers, in order. */
export interface Finished {
  readonly events: readonly OutboxEvent[];
}

export interface Finishing {
  readonly ctx: Ctx;
  readonly branchId: string;
  /** Instant the facts are dated with. */
  readonly at: number;
  readonly effects: Effects;
  /** The command's answer as it is kept, sealed; null when nobody asked. */
  readonly answer: Buffer | null;
  /** False when no statement has been sent yet. */
  readonly hasBegun: boolean;
}

/**
 * Above this, rows are written one by one, each by its own prepared statement, still in one packet: a day's end has dozens of
 * rows, in ever other numbers, and a statement for each number would be planned once and kept for nothing.
 */
const mostTogether = 16;

/**
 * Writes rows, timers, the answer and the events, and commits: one round trip. Timers go before the rest: a deadline that is
 * just being carried out holds its row and will want the branch's next number, so nobody may wait for it holding that.
 */
export async function finish(client: pg.PoolClient, finishing: Finishing): Promise<Finished> {
  const { ctx, branchId, at, effects, hasBegun } = finishing;
  const events = effects.events.map((event) => ({ ...event, id: newId() }));
  const timers = timerWrites(effects);
  const isLong = effects.writes.length + timers.length > mostTogether;
  const early = isLong ? [...timers, ...effects.writes].map((write) => [write]) : [timers];
  const late = [
    ...(isLong ? [] : effects.writes),
    ...answerWrites(finishing),
    ...eventWrites(ctx, at, events),
  ];
  const writes = [...early, late]
    .filter((group) => group.length > 0)
    .map((group) => writeTogether<{ last: number }>(branchId, group, resultOf(group)));
  const answers = await sendPacket(client, [...(hasBegun ? [] : [begin]), ...writes, commit]);
  const { tag } = answers.at(-1)!;
  if (tag !== 'COMMIT') throw new Error(`the transaction ended with ${tag}`);
  const last = answers.at(-2)?.rows[0]?.last ?? 0;
  return {
    events: events.map(({ id, type, payload }, index) => ({
      branchId,
      number: last - events.length + 1 + index,
      id,
      type,
      at,
      actorId: ctx.actor.id,
      traceId: ctx.traceId,
      payload,
    })),
  };
}

const setTimer = insertRow(
  'platform.timer',
  ['kind', 'ref', 'due_at', 'payload'],
  'on conflict (branch_id, kind, ref) do update set due_at = excluded.due_at, payload = excluded.payload, tries = 0',
);
const clearTimer = writeShape('delete from platform.timer where branch_id = $1 and kind = ? and ref = ?');
const storeAnswer = insertRow('platform.command_answer', [
  'actor_id',
  'endpoint',
  'key',
  'body_hash',
  'answer',
]);
/** Locks the branch's counter until commit, so that number order is commit order. */
const takeNumbers = writeShape(
  `insert into platform.event_counter as c (branch_id, last) values ($1, ?)
   on conflict (branch_id) do update set last = c.last + excluded.last returning last`,
  'numbered',
);
const storeEvent = writeShape(
  `insert into platform.event (branch_id, number, at, id, type, actor_id, trace_id, payload)
   select $1, last, ?, ?, ?, ?, ?, ? from numbered`,
);
const storeEvents = writeShape(
  `insert into platform.event (branch_id, number, at, id, type, actor_id, trace_id, payload)
   select $1, last - ? + e.position, ?, (e.value->>'id')::uuid, e.value->>'type', ?, ?, e.value->'payload'
   from numbered, json_array_elements(?) with ordinality as e(value, position)`,
);

const resultOf = (writes: readonly Write[]): string | null =>
  writes.some(({ shape }) => shape === takeNumbers) ? 'select last from numbered' : null;

function timerWrites({ setTimers, clearTimers }: Effects): Write[] {
  const name = (timer: { kind: string; ref: string }): string => `${timer.kind} ${timer.ref}`;
  // A deadline set twice in one transaction is due when it was last said to be.
  const set = new Map(setTimers.map((timer) => [name(timer), timer]));
  const cleared = new Map(clearTimers.map((timer) => [name(timer), timer]));
  return [
    ...[...cleared.values()]
      .filter((timer) => !set.has(name(timer)))
      .map(({ kind, ref }): Write => ({ shape: clearTimer, values: [kind, ref] })),
    ...[...set.values()].map(({ kind, ref, due, payload }) =>
      setTimer({ kind, ref, due_at: new Date(due).toISOString(), payload: payload ?? {} }),
    ),
  ];
}

function answerWrites({ ctx: { command, actor }, answer }: Finishing): Write[] {
  if (command === null) return [];
  const { endpoint, key, bodyHash } = command;
  return [storeAnswer({ actor_id: actor.id, endpoint, key, body_hash: bodyHash, answer })];
}

function eventWrites(ctx: Ctx, at: number, events: readonly (NewEvent & { id: string })[]): Write[] {
  const [only] = events;
  if (only === undefined) return [];
  const numbers: Write = { shape: takeNumbers, values: [events.length] };
  const when = new Date(at).toISOString();
  const { actor, traceId } = ctx;
  return events.length === 1
    ? [
        numbers,
        {
          shape: storeEvent,
          values: [when, only.id, only.type, actor.id, traceId, JSON.stringify(only.payload)],
        },
      ]
    : [
        numbers,
        { shape: storeEvents, values: [events.length, when, actor.id, traceId, JSON.stringify(events)] },
      ];
}
