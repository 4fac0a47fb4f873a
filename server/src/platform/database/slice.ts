import type { EventType, PayloadOf } from '@huiting/contracts/core/event';
import type pg from 'pg';
import type { Ctx } from '../context.ts';
import type { OutboxEvent } from '../events/outbox.ts';
import { newId } from '../ids.ts';
import { runQuery, statement } from './query.ts';
import type { Reader } from './query.ts';

/**
 * A transaction over many rows of reference data, with the facts it makes at their branches. Only for imports: forty thousand
 * transactions of their own would take minutes. Of what
 * is placed at a branch it writes only events, histories, trails and deadlines (ADR 16).
 */
export interface Slice extends Reader {
  emitAt<E extends EventType>(branchId: string, event: E, payload: PayloadOf<E>): void;
}

export interface SliceDeps {
  readonly pool: pg.Pool;
  readonly committed: (branchId: string, finished: { readonly events: readonly OutboxEvent[] }) => void;
  readonly ensureMonth: (instant: number) => Promise<void>;
}

/** Takes numbers in the order of the branches, so that two slices cannot wait for one another. */
const announce = `
  with given as (
    select e.branch_id, e.id, e.type, e.payload, e.position, row_number() over (partition by e.branch_id order by e.position) as nth,
      count(*) over (partition by e.branch_id) as all_here
    from jsonb_to_recordset($1::jsonb) as e(branch_id uuid, id uuid, type text, payload jsonb, position int)
  ), numbered as (
    insert into platform.event_counter as c (branch_id, last)
    select branch_id, count(*) from given group by branch_id order by branch_id
    on conflict (branch_id) do update set last = c.last + excluded.last
    returning branch_id, last
  ), stored as (
    insert into platform.event (branch_id, number, at, id, type, actor_id, trace_id, payload)
    select g.branch_id, n.last - g.all_here + g.nth, $2, g.id, g.type, $3, $4, g.payload
    from given g join numbered n using (branch_id)
    returning id, number
  )
  select id, number from stored`;

export function createSlices({ pool, committed, ensureMonth }: SliceDeps) {
  return async function transactSlice<R>(ctx: Ctx, work: (slice: Slice) => Promise<R>): Promise<R> {
    await ensureMonth(ctx.now());
    const client = await pool.connect();
    let broken = true;
    try {
      await client.query('begin');
      const told: { branchId: string; id: string; type: string; payload: unknown }[] = [];
      const slice: Slice = {
        rows: (query) => runQuery(client, query),
        row: async (query) => (await runQuery(client, query))[0] ?? null,
        emitAt: (branchId, { type }, payload) => void told.push({ branchId, id: newId(), type, payload }),
      };
      const result = await work(slice);
      const at = ctx.now();
      const numbers = told.length === 0 ? [] : await announceAll(slice, ctx, at, told);
      await client.query('commit');
      broken = false;
      const numberOf = new Map(numbers.map(({ id, number }) => [id, number]));
      for (const { branchId, id, type, payload } of told)
        committed(branchId, {
          events: [
            {
              branchId,
              number: numberOf.get(id)!,
              id,
              type,
              at,
              actorId: ctx.actor.id,
              traceId: ctx.traceId,
              payload,
            },
          ],
        });
      return result;
    } catch (error) {
      broken = await client.query('rollback').then(
        () => false,
        () => true,
      );
      throw error;
    } finally {
      client.release(broken);
    }
  };
}

function announceAll(
  reader: Reader,
  ctx: Ctx,
  at: number,
  told: readonly { branchId: string; id: string; type: string; payload: unknown }[],
): Promise<{ id: string; number: number }[]> {
  const rows = told.map(({ branchId, id, type, payload }, position) => ({
    branch_id: branchId,
    id,
    type,
    payload,
    position,
  }));
  return reader.rows(
    statement<{ id: string; number: number }>(announce, [
      JSON.stringify(rows),
      new Date(at),
      ctx.actor.id,
      ctx.traceId,
    ]),
  );
}
