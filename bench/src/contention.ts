import { queueEndpoints } from '@huiting/contracts/queue';
import { defaultStrategy, findOrderViolation } from '@huiting/queueing/strategy';
import type { WaitingTicket } from '@huiting/queueing/strategy';
import { createLanes } from '@huiting/server/platform/lanes';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { floorCommand, readSample, runFloor } from './queue-floor.ts';
import { signInAll } from './lobby.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { BranchWorld, World } from './world.ts';

const windows = 16;
/** A full hall: what the strategy has to choose from. */
const hall = 100;
const warmSeconds = 2;
const services = ['personal', 'cash', 'wealth', 'corporate'];

/**
 * All 16 windows of one branch call next at the same moment, again and again: one queue row, one order. Between the rounds the
 * called are served and as many new tickets are taken; only the calls are measured, from the first request to the last answer.
 */
export async function contention(options: {
  seconds: number;
  floor: boolean;
}): Promise<Record<string, unknown>> {
  const world = await buildWorld({
    branches: 1,
    windowsPerBranch: windows,
    timeZone: 'Asia/Shanghai',
    hours: { open: '00:00', close: '00:00' },
    services,
    at: Date.now(),
  });
  const branch = world.branches[0]!;
  const server = await startServer(world);
  const client = createClient(server.address, windows);
  try {
    await signInAll(client, world);
    await issue(client, branch, hall);
    await rounds(client, branch, warmSeconds);
    await world.query('vacuum analyze');
    const run = await rounds(client, branch, options.seconds);
    const check = await checkCalls(world, branch);
    const floor = options.floor ? await measureFloor(world, branch, Math.min(options.seconds, 10)) : null;
    const callsPerSecond = run.latencies.length / run.callingSeconds;
    return {
      bench: 'contention',
      callsPerSecond: round(callsPerSecond),
      p50Ms: percentile(run.latencies, 0.5),
      p99Ms: percentile(run.latencies, 0.99),
      calls: run.latencies.length,
      ...check,
      ...(floor === null
        ? {}
        : { floorPerSecond: round(floor), ratioToFloor: round(callsPerSecond / floor, 3) }),
    };
  } finally {
    await client.close();
    await server.stop();
    await world.close();
  }
}

async function rounds(
  client: Client,
  branch: BranchWorld,
  seconds: number,
): Promise<{ latencies: number[]; callingSeconds: number }> {
  const latencies: number[] = [];
  let callingMs = 0;
  for (const until = performance.now() + seconds * 1000; performance.now() < until;) {
    const from = performance.now();
    const called = await Promise.all(
      branch.seats.map(async (seat) => {
        const { status, body } = await client.call(queueEndpoints.callNext, seat.teller, {
          branchId: branch.id,
          windowId: seat.windowId,
        });
        latencies.push(performance.now() - from);
        if (status !== 200 || body.ticket === null) throw new Error(`a call failed: ${JSON.stringify(body)}`);
        return { seat, ticketId: body.ticket.id };
      }),
    );
    callingMs += performance.now() - from;
    await Promise.all(
      called.map(async ({ seat, ticketId }) => {
        const at = { branchId: branch.id, windowId: seat.windowId };
        await client.call(queueEndpoints.start, seat.teller, at);
        const { status } = await client.call(queueEndpoints.complete, seat.teller, { ...at, ticketId });
        if (status !== 200) throw new Error('a service could not be completed');
      }),
    );
    await issue(client, branch, windows);
  }
  return { latencies, callingSeconds: callingMs / 1000 };
}

/** Tickets of every service, every fourth for an elder: five lines of four classes. */
async function issue(client: Client, branch: BranchWorld, count: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, async (_, turn) => {
      const { status, body } = await client.call(queueEndpoints.issueTicket, branch.kiosk, {
        branchId: branch.id,
        serviceTypeId: branch.services[services[turn % services.length]!]!.id,
        elder: turn % 5 === 0,
      });
      if (status !== 200) throw new Error(`a ticket was refused: ${JSON.stringify(body)}`);
    }),
  );
}

interface Told {
  readonly type: string;
  readonly at: number;
  readonly ticket: string;
  readonly service: string;
  readonly class: string;
  readonly position: number;
}

/** Walks the event log as it was committed and judges each call by everybody who waited at that moment. */
async function checkCalls(
  world: World,
  branch: BranchWorld,
): Promise<{ duplicates: number; outOfOrder: number }> {
  const told = await world.query<Told>(
    `select e.type, platform.ms(e.at) as at, t.id as ticket, t.service_code as service, t.class_code as class, t.position
     from platform.event e join queue.ticket t on t.branch_id = e.branch_id and t.id = (e.payload->'ticket'->>'id')::uuid
     where e.branch_id = $1 and e.type in ('ticket.issued', 'ticket.called') order by e.number`,
    [branch.id],
  );
  const strategy = defaultStrategy();
  const waiting = new Map<string, WaitingTicket>();
  const called = new Set<string>();
  let duplicates = 0;
  let outOfOrder = 0;
  for (const { type, at, ticket, ...line } of told) {
    if (type === 'ticket.issued') {
      waiting.set(ticket, {
        ticketId: ticket,
        serviceCode: line.service,
        classCode: line.class,
        position: line.position,
      });
      continue;
    }
    if (called.has(ticket)) duplicates++;
    const violation = findOrderViolation(strategy, {
      profileCode: 'all',
      mayTake: services,
      waiting: [...waiting.values()],
      called: ticket,
      now: at,
    });
    if (violation !== null) outOfOrder++;
    called.add(ticket);
    waiting.delete(ticket);
  }
  return { duplicates, outOfOrder };
}

/**
 * The statements of a call by 16 workers on the one branch: without HTTP, decision or presenter. They take turns before they
 * take a connection, as the server's commands do: waiting for the row inside PostgreSQL is slower than what is measured.
 */
async function measureFloor(world: World, branch: BranchWorld, seconds: number): Promise<number> {
  const sample = await readSample(world, 'queue.callNext', 'ticket.called');
  const lanes = createLanes();
  return runFloor(world, seconds, windows, (pool) =>
    lanes.run(branch.id, () => floorCommand(pool, branch.id, sample, services)),
  );
}
