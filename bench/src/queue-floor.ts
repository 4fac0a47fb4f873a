import { randomUUID } from 'node:crypto';
import { systemCtx } from '@huiting/server/platform/context';
import type { Ctx } from '@huiting/server/platform/context';
import { claim } from '@huiting/server/platform/database/command';
import { finish } from '@huiting/server/platform/database/finish';
import { begin, sendPacket } from '@huiting/server/platform/database/packet';
import { createPool } from '@huiting/server/platform/database/pool';
import type { Row } from '@huiting/server/platform/database/write';
import { createLog } from '@huiting/server/platform/log';
import { loadStatements, queueWrites } from '@huiting/server/rooms/queue/index';
import { endWith } from './run-bounded.ts';
import type { World } from './world.ts';

/**
 * The floor under queue commands: the very statements of one (claim, load, apply, finish, commit), prepared and sent in two
 * packets over a pool like the server's, without HTTP, decisions or presenters. What PostgreSQL and its driver alone can do here.
 */
export type Pool = ReturnType<typeof createPool>;
const poolSize = 8;

/** Commands per second of so many workers. */
export async function runFloor(
  world: World,
  seconds: number,
  workers: number,
  command: (pool: Pool, turn: number) => Promise<void>,
): Promise<number> {
  const pool = createPool({ url: world.url, size: poolSize, log: createLog({ level: 'silent' }) });
  const closePool = endWith(() => pool.end());
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  let commands = 0;
  try {
    await Promise.all(
      Array.from({ length: workers }, async (_, worker) => {
        for (let turn = worker; performance.now() < until; turn += workers) {
          await command(pool, turn);
          commands++;
        }
      }),
    );
    return commands / ((performance.now() - started) / 1000);
  } finally {
    await closePool();
  }
}

/** Rows, answer and event of a command that was carried out, to be written again. */
export interface FloorSample {
  readonly ticket: Row & { readonly business_date: string };
  readonly window: Row & { readonly window_id: string };
  readonly period: Row;
  readonly answer: Buffer;
  readonly payload: unknown;
}

export async function readSample(world: World, endpoint: string, eventType: string): Promise<FloorSample> {
  const [sample] = await world.query<FloorSample>(
    `select to_jsonb(t) as ticket, to_jsonb(w) as window, to_jsonb(p) as period, a.answer, e.payload
     from queue.ticket t
     join queue.window_now w on w.branch_id = t.branch_id and w.window_id = t.window_id
     join queue.service_period p on p.branch_id = t.branch_id and p.ticket_id = t.id
     join platform.command_answer a on a.branch_id = t.branch_id and a.endpoint = $1
     join platform.event e on e.branch_id = t.branch_id and e.type = $2 limit 1`,
    [endpoint, eventType],
  );
  if (sample === undefined) throw new Error(`no ${endpoint} was carried out before its floor was measured`);
  return sample;
}

/** `take`: services whose line heads are loaded too, as for a call. */
export async function floorCommand(
  pool: Pool,
  branchId: string,
  sample: FloorSample,
  take: readonly string[] | null,
): Promise<void> {
  const now = Date.now();
  const ctx: Ctx = {
    ...systemCtx(() => now, 'floor'),
    command: { endpoint: 'floor', key: randomUUID(), bodyHash: 'floor' },
  };
  const { ticket, window } = sample;
  const at = { date: ticket.business_date, near: ticket.business_date, windowId: window.window_id };
  const client = await pool.connect();
  try {
    const [, , locked] = await sendPacket(client, [
      begin,
      claim(ctx, branchId),
      ...loadStatements({ branchId, ...at, take }),
    ]);
    const { queue } = locked!.rows[0] as { queue: Row };
    const effects = {
      writes: [
        queueWrites.insertPeriod({ ...sample.period, request_id: randomUUID() }),
        queueWrites.updateQueue(queue),
        queueWrites.updateTicket(ticket),
        queueWrites.updateWindow(window),
      ],
      events: [{ type: 'floor', payload: sample.payload }],
      setTimers: [],
      clearTimers: [],
    };
    await finish(client, { ctx, branchId, at: now, effects, answer: sample.answer, hasBegun: true });
  } finally {
    client.release();
  }
}
