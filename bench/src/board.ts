import { hallEndpoints } from '@huiting/contracts/hall';
import { queueEndpoints } from '@huiting/contracts/queue';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { loadPast } from './growth-load.ts';
import { lobbyPlan, signInAll } from './lobby.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { World } from './world.ts';

/** Readers at once: a hall manager, a regional screen, somebody who looks a ticket up. */
const readers = 4;
const waitingPerBranch = 15;

/**
 * What people look at, on the grown bank: one branch's live board, the overview of all branches in scope, and a past ticket's
 * full timeline. `p99Ms` is the worst of the three.
 */
export async function board(options: { seconds: number; tickets: number }): Promise<Record<string, unknown>> {
  const world = await buildWorld(lobbyPlan());
  try {
    const past = await loadPast(world, {
      tickets: options.tickets,
      ticketsPerDay: 500,
      until: new Date().toISOString().slice(0, 8) + '01',
    });
    return { ...(await measureBoard(world, options)), past };
  } finally {
    await world.close();
  }
}

/** What people look at in a world with a past. */
async function measureBoard(
  world: World,
  options: { readonly seconds: number },
): Promise<Record<string, unknown>> {
  const server = await startServer(world);
  const client = createClient(server.address, readers);
  try {
    await signInAll(client, world);
    await fillHalls(client, world);
    await world.query('vacuum analyze');
    const tickets = await samplePast(world);
    const each = options.seconds / 3;
    const boards = await read(each, (turn) => {
      const branch = world.branches[turn % world.branches.length]!;
      return client.call(queueEndpoints.getBoard, branch.manager, { branchId: branch.id });
    });
    const overviews = await read(each, () =>
      client.call(hallEndpoints.listPulses, world.overseer, { pageSize: 50 }),
    );
    const timelines = await read(each, (turn) => {
      const { branchId, ticketId } = tickets[turn % tickets.length]!;
      const { manager } = world.branches.find(({ id }) => id === branchId)!;
      return client.call(queueEndpoints.getTimeline, manager, { branchId, ticketId });
    });
    const p99 = (latencies: number[]): number => percentile(latencies, 0.99);
    return {
      bench: 'board',
      p99Ms: Math.max(p99(boards), p99(overviews), p99(timelines)),
      board: { p50Ms: percentile(boards, 0.5), p99Ms: p99(boards), reads: boards.length },
      overview: { p50Ms: percentile(overviews, 0.5), p99Ms: p99(overviews), reads: overviews.length },
      timeline: { p50Ms: percentile(timelines, 0.5), p99Ms: p99(timelines), reads: timelines.length },
      waiting: round(waitingPerBranch),
    };
  } finally {
    await client.close();
    await server.stop();
  }
}

async function fillHalls(client: Client, world: World): Promise<void> {
  for (const branch of world.branches) {
    for (let count = 0; count < waitingPerBranch; count += 1) {
      const { status, body } = await client.call(queueEndpoints.issueTicket, branch.kiosk, {
        branchId: branch.id,
        serviceTypeId: branch.services['personal']!.id,
      });
      if (status !== 200) throw new Error(`no ticket: ${JSON.stringify(body)}`);
    }
  }
}

/** Tickets of every past month, drawn evenly. */
function samplePast(world: World): Promise<{ branchId: string; ticketId: string }[]> {
  return world.query<{ branchId: string; ticketId: string }>(
    `select t.branch_id as "branchId", t.id as "ticketId" from queue.ticket t
     where t.state = 'completed' and t.number in ('A001', 'A250', 'A500') order by md5(t.id::text) limit 2000`,
  );
}

async function read(
  seconds: number,
  ask: (turn: number) => Promise<{ status: number; body: unknown }>,
): Promise<number[]> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: readers }, async () => {
      while (performance.now() < until) {
        const from = performance.now();
        const { status, body } = await ask(turn++);
        if (status !== 200) throw new Error(JSON.stringify(body));
        latencies.push(performance.now() - from);
      }
    }),
  );
  // The first reads fill caches, as the first minute of a morning does.
  return latencies.slice(Math.min(50, latencies.length >> 1));
}
