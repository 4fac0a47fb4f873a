import { feedbackEndpoints } from '@huiting/contracts/feedback';
import { queueEndpoints } from '@huiting/contracts/queue';
import { cpuSeconds } from './cpu.ts';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { measureFloor } from './lobby-floor.ts';
import { openLive } from './live-client.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { BranchWorld, Seat, World, WorldPlan } from './world.ts';

const branches = 50;
const clients = 32;
const warmSeconds = 5;

/**
 * The customer's full cycle through the public API: issue → call → start → complete → rate, 32 clients over 50 branches.
 * Every command is authenticated, idempotent and stored with its event; reactions run and one board is watched.
 */
export async function lobby(options: { seconds: number; floor: boolean }): Promise<Record<string, unknown>> {
  const world = await buildWorld(lobbyPlan());
  try {
    return await measureLobby(world, options);
  } finally {
    await world.close();
  }
}

/** The bank the cycle is measured in. */
export function lobbyPlan(): WorldPlan {
  return {
    branches,
    windowsPerBranch: 2,
    timeZone: 'Asia/Shanghai',
    hours: { open: '00:00', close: '23:59' },
    services: ['personal', 'cash', 'corporate'],
    at: Date.now(),
  };
}

/** The cycle on a bank that stands, whatever lies behind it. */
export async function measureLobby(
  world: World,
  options: { seconds: number; floor: boolean },
): Promise<Record<string, unknown>> {
  const server = await startServer(world);
  const client = createClient(server.address, clients);
  try {
    await signInAll(client, world);
    let deltas = 0;
    const watched = world.branches[0]!;
    const board = await openLive(
      server.address,
      watched.manager,
      [{ topic: 'queue.board', key: watched.id, after: 0 }],
      ({ kind }) => {
        if (kind === 'delta') deltas++;
      },
    );
    const warm = await drive(client, world, warmSeconds);
    // What autovacuum does within its first quarter of a minute; a run is too short to wait for it.
    await world.query('vacuum analyze');
    const cpu = () => ({
      server: cpuSeconds(server.process.pid!),
      database: cpuSeconds(world.postgresPid),
      client: process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6,
    });
    const before = cpu();
    const run = await drive(client, world, options.seconds);
    const after = cpu();
    const perCommand = (part: keyof typeof before): number =>
      round(((after[part] - before[part]) * 1000) / run.latencies.length, 3);
    const backlog = await waitForReactions(world);
    const check = await audit(world, [...warm.tickets, ...run.tickets]);
    board.close();
    const floor = options.floor ? await measureFloor(world, Math.min(options.seconds, 10)) : null;
    return {
      bench: 'lobby',
      commandsPerSecond: round(run.latencies.length / run.elapsedSeconds),
      p50Ms: percentile(run.latencies, 0.5),
      p99Ms: percentile(run.latencies, 0.99),
      commands: run.latencies.length,
      errors: run.errors,
      cpuMsPerCommand: {
        server: perCommand('server'),
        database: perCommand('database'),
        client: perCommand('client'),
      },
      ...check,
      backlog,
      boardDeltas: deltas,
      ...(floor === null
        ? {}
        : {
            floorPerSecond: round(floor),
            ratioToFloor: round(run.latencies.length / run.elapsedSeconds / floor, 3),
          }),
    };
  } finally {
    await client.close();
    await server.stop();
  }
}

export async function signInAll(client: Client, world: World): Promise<void> {
  for (const branch of world.branches) {
    for (const seat of branch.seats) {
      const { status, body } = await client.call(queueEndpoints.signIn, seat.teller, {
        branchId: branch.id,
        windowId: seat.windowId,
      });
      if (status !== 200) throw new Error(`sign-in refused: ${JSON.stringify(body)}`);
    }
  }
}

interface Driven {
  readonly latencies: number[];
  readonly elapsedSeconds: number;
  readonly errors: number;
  readonly tickets: string[];
}

async function drive(client: Client, world: World, seconds: number): Promise<Driven> {
  const latencies: number[] = [];
  const tickets: string[] = [];
  let errors = 0;
  const until = performance.now() + seconds * 1000;
  const started = performance.now();
  const timed = async <T>(work: Promise<{ status: number; body: T }>): Promise<T> => {
    const from = performance.now();
    const { status, body } = await work;
    latencies.push(performance.now() - from);
    if (status !== 200) {
      errors++;
      throw new Error(JSON.stringify(body));
    }
    return body;
  };
  // Each client has windows of its own, spread over all branches; it issues at the branch's kiosk and serves at its window.
  const seats = world.branches.flatMap((branch) => branch.seats.map((seat) => ({ branch, seat })));
  await Promise.all(
    Array.from({ length: clients }, async (_, index) => {
      const mine = seats.filter((_seat, at) => at % clients === index);
      for (let turn = 0; performance.now() < until; turn++) {
        const { branch, seat } = mine[turn % mine.length]!;
        await cycle(client, timed, branch, seat, tickets).catch((error: Error) => {
          if (errors < 4) process.stderr.write(`${error.message}\n`);
        });
      }
    }),
  );
  return { latencies, elapsedSeconds: (performance.now() - started) / 1000, errors, tickets };
}

async function cycle(
  client: Client,
  timed: <T>(work: Promise<{ status: number; body: T }>) => Promise<T>,
  branch: BranchWorld,
  seat: Seat,
  tickets: string[],
): Promise<void> {
  const at = { branchId: branch.id, windowId: seat.windowId };
  const issued = await timed(
    client.call(queueEndpoints.issueTicket, branch.kiosk, {
      branchId: branch.id,
      serviceTypeId: branch.services.personal!.id,
    }),
  );
  tickets.push(issued.ticket.id);
  const { ticket } = await timed(client.call(queueEndpoints.callNext, seat.teller, at));
  // Another client's window of this branch may have called it first.
  if (ticket === null) return;
  await timed(client.call(queueEndpoints.start, seat.teller, at));
  await timed(client.call(queueEndpoints.complete, seat.teller, { ...at, ticketId: ticket.id }));
  await timed(
    client.call(feedbackEndpoints.rate, seat.evaluator, {
      branchId: branch.id,
      requestId: ticket.requestId,
      level: 5,
      reasons: [],
    }),
  );
}

async function waitForReactions(world: World): Promise<number> {
  for (let tries = 0; tries < 100; tries++) {
    const [row] = await world.query<{ behind: number }>(
      `select count(*) as behind from platform.event e
       where e.type = 'ticket.serviceCompleted' and not exists (
         select 1 from platform.consumer_cursor c where c.consumer = 'feedback.askRating' and c.branch_id = e.branch_id and c.number >= e.number)`,
    );
    if (row!.behind === 0) return 0;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return -1;
}

/** What the database says of it: nothing acknowledged lost, nobody called twice. */
async function audit(
  world: World,
  tickets: readonly string[],
): Promise<{ lost: number; duplicates: number }> {
  const [row] = await world.query<{ stored: number; twice: number }>(
    `select (select count(*) from queue.ticket where id = any($1)) as stored,
       (select count(*) from (select payload->'ticket'->>'id' from platform.event where type = 'ticket.called' group by 1 having count(*) > 1) d) as twice`,
    [tickets],
  );
  return { lost: tickets.length - row!.stored, duplicates: row!.twice };
}
