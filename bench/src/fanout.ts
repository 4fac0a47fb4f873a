import { fork } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { queueEndpoints } from '@huiting/contracts/queue';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import type { FromClients, Seen, ToClients, Watch } from './fanout-clients.ts';
import type { FromFloor, ToFloor, Told } from './fanout-floor.ts';
import { signInAll } from './lobby.ts';
import { endWith } from './run-bounded.ts';
import { residentKib } from './server-metrics.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { BranchWorld, World } from './world.ts';

const branches = 100;
const clients = 2_000;
const perSecond = 300;
/** After the last command: what is still on its way arrives. */
const settleMs = 2_000;
/** What the board's topic tells. */
const onBoard = `(type like 'ticket.%' or type = 'window.changed')`;

/**
 * 2,000 staff boards over 100 branches, each live, while 300 commands a second change them. Latency runs from the instant the
 * event was written in its transaction (`recorded_at`, just before the commit) to its receipt by each client.
 */
export async function fanout(options: { seconds: number; floor: boolean }): Promise<Record<string, unknown>> {
  const world = await buildWorld({
    branches,
    windowsPerBranch: 1,
    timeZone: 'Asia/Shanghai',
    hours: { open: '00:00', close: '00:00' },
    services: ['personal'],
    at: Date.now(),
  });
  const server = await startServer(world);
  const client = createClient(server.address, 16);
  const product = await (async () => {
    try {
      await signInAll(client, world);
      // Each branch goes on in the run where the warm-up left it.
      const steps = world.branches.map((branch) => stepsOf(client, branch));
      // The same load without clients, as long: what the server keeps for the load itself is not the clients' memory.
      await drive(steps, options.seconds);
      await world.query('vacuum analyze');
      await sleep(settleMs);
      const before = residentKib(server.process.pid!);
      const watchers = await watch(server.address, await watchesOf(world));
      const run = await drive(steps, options.seconds);
      await sleep(settleMs);
      const after = residentKib(server.process.pid!);
      const { seen, bytesPerChange } = await watchers.collect();
      await watchers.stop();
      return {
        bench: 'fanout',
        commandsPerSecond: round(run.commands / run.elapsedSeconds),
        ...judge(seen, await toldBy(world, watchers.after)),
        kbPerClient: before === null || after === null ? null : round((after - before) / clients),
        bytesPerChange,
        late: run.late,
      };
    } finally {
      await client.close();
      await server.stop();
      await world.close();
    }
  })();
  if (!options.floor) return product;
  return {
    ...product,
    ...(await measureFloor(world, product.bytesPerChange, Math.min(options.seconds, 10))),
  };
}

interface Run {
  readonly commands: number;
  readonly elapsedSeconds: number;
  /** Commands that could not be sent in their turn, because every branch was still busy. */
  readonly late: number;
}

/** Sends commands at a steady rate whatever they take: each branch goes round issue → call → start → complete. */
async function drive(steps: readonly (() => Promise<void>)[], seconds: number): Promise<Run> {
  const idle = [...steps];
  const running = new Set<Promise<void>>();
  const started = performance.now();
  let failure: Error | null = null;
  let commands = 0;
  let late = 0;
  for (let turn = 0; turn < seconds * perSecond && failure === null; turn++) {
    const wait = started + (turn * 1000) / perSecond - performance.now();
    if (wait > 0) await sleep(wait);
    const step = idle.shift();
    if (step === undefined) {
      late++;
      continue;
    }
    const done: Promise<void> = step()
      .then(() => {
        commands++;
        idle.push(step);
      })
      .catch((error: Error) => {
        failure = error;
      })
      .finally(() => running.delete(done));
    running.add(done);
  }
  await Promise.all(running);
  if (failure !== null) throw failure as Error;
  return { commands, elapsedSeconds: (performance.now() - started) / 1000, late };
}

/** The next command of a branch, each time it is asked. */
function stepsOf(client: Client, branch: BranchWorld): () => Promise<void> {
  const seat = branch.seats[0]!;
  const at = { branchId: branch.id, windowId: seat.windowId };
  const taken = (answer: { status: number; body: unknown }): void => {
    if (answer.status !== 200) throw new Error(`a command was refused: ${JSON.stringify(answer.body)}`);
  };
  let ticketId = '';
  let turn = 0;
  const steps = [
    async () =>
      taken(
        await client.call(queueEndpoints.issueTicket, branch.kiosk, {
          branchId: branch.id,
          serviceTypeId: branch.services.personal!.id,
        }),
      ),
    async () => {
      const answer = await client.call(queueEndpoints.callNext, seat.teller, at);
      taken(answer);
      ticketId = answer.body.ticket!.id;
    },
    async () => taken(await client.call(queueEndpoints.start, seat.teller, at)),
    async () => taken(await client.call(queueEndpoints.complete, seat.teller, { ...at, ticketId })),
  ];
  return () => steps[turn++ % steps.length]!();
}

async function watchesOf(world: World): Promise<Watch[]> {
  const rows = await world.query<{ branch_id: string; last: number }>(
    'select branch_id, last from platform.event_counter',
  );
  const last = new Map(rows.map((row) => [row.branch_id, row.last]));
  return Array.from({ length: clients }, (_, turn) => {
    const { id, manager } = world.branches[turn % branches]!;
    return { key: id, topic: 'queue.board', cookie: manager, after: last.get(id) ?? 0 };
  });
}

/** Starts the clients' process and waits until every one of them watches. */
async function watch(address: string, watches: readonly Watch[]) {
  const child = fork(join(import.meta.dirname, 'fanout-clients.ts'), { serialization: 'advanced' });
  const stop = endWith(() => endChild(child));
  const answer = <K extends FromClients['kind']>(kind: K) =>
    new Promise<Extract<FromClients, { kind: K }>>((resolve, reject) => {
      child.once('message', (message: FromClients) => {
        if (message.kind === kind) resolve(message as Extract<FromClients, { kind: K }>);
        else reject(new Error(message.kind === 'failed' ? message.message : `unexpected ${message.kind}`));
      });
      child.once('exit', () => reject(new Error('the clients ended')));
    });
  const ask = (message: ToClients): void => void child.send(message);
  const connected = answer('connected');
  ask({ kind: 'connect', address, watches });
  await connected;
  return {
    after: new Map(watches.map(({ key, after }) => [key, after])),
    collect: async () => {
      const collected = answer('collected');
      ask({ kind: 'collect' });
      return collected;
    },
    stop,
  };
}

function endChild(child: ReturnType<typeof fork>): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });
}

async function toldBy(world: World, after: ReadonlyMap<string, number>): Promise<Told[]> {
  const rows = await world.query<Told>(
    `select branch_id as key, number, extract(epoch from recorded_at)::float8 * 1000 as at from platform.event where ${onBoard} order by number`,
  );
  return rows.filter(({ key, number }) => number > (after.get(key) ?? 0));
}

/** Every client must have got every change of its branch, once and in order. */
function judge(seen: readonly Seen[], told: readonly Told[]) {
  const latencies: number[] = [];
  const byKey = Map.groupBy(told, ({ key }) => key);
  let gaps = 0;
  let disorder = 0;
  for (const { key, numbers, at } of seen) {
    const expected = new Map((byKey.get(key) ?? []).map(({ number, at: writtenAt }) => [number, writtenAt]));
    let last = 0;
    for (const [index, number] of numbers.entries()) {
      if (number <= last) disorder++;
      last = Math.max(last, number);
      const writtenAt = expected.get(number);
      if (writtenAt !== undefined) latencies.push(at[index]! - writtenAt);
      expected.delete(number);
    }
    gaps += expected.size;
  }
  return {
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    gaps,
    disorder,
    received: latencies.length,
  };
}

async function measureFloor(world: World, bytes: number, seconds: number): Promise<Record<string, unknown>> {
  const child = fork(join(import.meta.dirname, 'fanout-floor.ts'));
  const stop = endWith(() => endChild(child));
  const answer = () =>
    new Promise<FromFloor>((resolve, reject) => {
      child.once('message', (message: FromFloor) => resolve(message));
      child.once('exit', () => reject(new Error('the floor ended')));
    });
  try {
    const ready = await answer();
    if (ready.kind !== 'ready') throw new Error('the floor is not ready');
    const before = residentKib(child.pid!);
    const keys = world.branches.map(({ id }) => id);
    const watchers = await watch(
      ready.address,
      Array.from({ length: clients }, (_, turn) => ({
        key: keys[turn % branches]!,
        topic: 'floor',
        cookie: 'ht_pad=floor',
        after: 0,
      })),
    );
    const done = answer();
    child.send({ keys, seconds, perSecond, bytes } satisfies ToFloor);
    const finished = await done;
    await sleep(settleMs / 2);
    const after = residentKib(child.pid!);
    const { seen } = await watchers.collect();
    await watchers.stop();
    const judged = judge(seen, finished.kind === 'done' ? finished.told : []);
    return {
      floorP50Ms: judged.p50Ms,
      floorP99Ms: judged.p99Ms,
      floorKbPerClient: before === null || after === null ? null : round((after - before) / clients),
    };
  } finally {
    await stop();
  }
}
