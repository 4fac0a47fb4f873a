import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { World } from './world.ts';

/**
 * The floor under `lobby`: the very statements of a queue command (claim, load, apply, finish, commit), prepared and pipelined
 * over a pool of the same size, without HTTP, decisions or presenters. What PostgreSQL and the driver alone can do here.
 */
export async function measureFloor(world: World, seconds: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: world.url, max: 8, pipeline: true } as pg.PoolConfig);
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  let commands = 0;
  const [sample] = await world.query<{
    ticket: Record<string, unknown>;
    period: Record<string, unknown>;
    answer: string;
    payload: unknown;
  }>(
    `select to_jsonb(t) as ticket, to_jsonb(p) as period, a.answer::text as answer, e.payload
     from queue.ticket t
     join queue.service_period p on p.branch_id = t.branch_id and p.ticket_id = t.id
     join platform.command_answer a on a.branch_id = t.branch_id and a.endpoint = 'queue.start'
     join platform.event e on e.branch_id = t.branch_id and e.type = 'ticket.started' limit 1`,
  );
  await Promise.all(
    Array.from({ length: 32 }, async (_, worker) => {
      for (let turn = worker; performance.now() < until; turn += 32) {
        await floorCommand(pool, world.branches[turn % world.branches.length]!.id, sample!);
        commands++;
      }
    }),
  );
  const elapsed = (performance.now() - started) / 1000;
  await pool.end();
  return commands / elapsed;
}

async function floorCommand(
  pool: pg.Pool,
  branchId: string,
  sample: {
    ticket: Record<string, unknown>;
    period: Record<string, unknown>;
    answer: string;
    payload: unknown;
  },
): Promise<void> {
  const client = await pool.connect();
  const now = new Date();
  const day = now.toISOString().slice(0, 10);
  void client.query('begin');
  const claimed = client.query({
    name: 'claim',
    text: 'select * from platform.claim($1, $2, $3, $4, $5)',
    values: [branchId, 'floor', 'floor', randomUUID(), new Date(0)],
  });
  const loading = client.query({
    name: 'queue-load',
    text: 'select queue.load($1, $2, $3, $4, $5, $6, $7, $8, $9) as loaded',
    values: [branchId, day, null, null, null, null, null, null, []],
  });
  const [, { rows }] = await Promise.all([claimed, loading]);
  const queue = (rows[0] as { loaded: { queue: unknown } }).loaded.queue;
  const period = { ...sample.period, request_id: randomUUID(), branch_id: branchId };
  const changes = { queue, periods: [period], tickets: [{ ...sample.ticket, branch_id: branchId }] };
  void client.query({
    name: 'queue-apply',
    text: 'select queue.apply($1)',
    values: [JSON.stringify(changes)],
  });
  void client.query({
    name: 'finish',
    text: 'select platform.finish($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11) as last',
    values: [
      branchId,
      'floor',
      'floor',
      now,
      'floor',
      randomUUID(),
      'floor',
      sample.answer,
      null,
      null,
      JSON.stringify([{ id: randomUUID(), type: 'floor', payload: sample.payload }]),
    ],
  });
  await client.query('commit');
  client.release();
}
