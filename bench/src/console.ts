import { hallEndpoints } from '@huiting/contracts/hall';
import { organizationEndpoints } from '@huiting/contracts/organization';
import { staffEndpoints } from '@huiting/contracts/staff';
import { createClient } from './client.ts';
import type { Client } from './client.ts';
import { growNation } from './console-world.ts';
import type { Watcher } from './console-world.ts';
import { residentKib } from './server-metrics.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';

/** People who look at once. */
const readers = 4;
/** The first looks fill caches, as the first minute of a morning does. */
const warming = 2 * readers;
const fewest = warming + 100;
const plan = { staff: 100_000, regions: 31, subBranches: 1_200 };

type Ask = (client: Client, cookie: string, turn: number) => Promise<{ status: number; body: unknown }>;

/** What people of the console do with long lists; `turn` makes each time another page, filter or word. */
const looks: Readonly<Record<string, Ask>> = {
  branchesPage: (client, cookie, turn) =>
    client.call(organizationEndpoints.listBranches, cookie, {
      limit: 50,
      ...(turn % 2 === 0 ? {} : { cursor: `/HQ/R${two(turn % 31)}/S0${two(turn % 40)}5/` }),
    }),
  branchesFilter: (client, cookie, turn) =>
    client.call(organizationEndpoints.listBranches, cookie, {
      limit: 50,
      format: (['flagship', 'full', 'light', 'community'] as const)[turn % 4]!,
      stage: 'operating',
    }),
  branchesSearch: (client, cookie, turn) =>
    client.call(organizationEndpoints.listBranches, cookie, { limit: 50, search: `第${turn % 9_000}` }),
  treeExpand: async (client, cookie, turn) => {
    const top = await client.call(organizationEndpoints.listOrgUnits, cookie, { limit: 200 });
    const units = (top.body as { units: { id: string; parent: boolean }[] }).units;
    const parentId = units[turn % units.length]!.id;
    return client.call(organizationEndpoints.listOrgUnits, cookie, { parentId, limit: 200 });
  },
  treeSearch: (client, cookie, turn) =>
    client.call(organizationEndpoints.listOrgUnits, cookie, { search: `第${turn % 1_200}`, limit: 200 }),
  staffPage: (client, cookie, turn) =>
    client.call(staffEndpoints.listStaff, cookie, {
      limit: 50,
      ...(turn % 2 === 0 ? {} : { cursor: String((turn * 977) % 100_000).padStart(8, '0') }),
    }),
  staffFilter: (client, cookie, turn) =>
    client.call(staffEndpoints.listStaff, cookie, {
      limit: 50,
      post: (['teller', 'lobbyManager', 'branchManager'] as const)[turn % 3]!,
    }),
  staffSearch: (client, cookie, turn) =>
    client.call(staffEndpoints.listStaff, cookie, { limit: 50, search: `敏${(turn * 7) % 10_000}` }),
  hallsPage: (client, cookie, turn) =>
    client.call(hallEndpoints.listPulses, cookie, {
      page: (turn % 40) + 1,
      ...(turn % 2 === 0 ? {} : { sort: 'waiting' as const }),
    }),
  hallsSearch: (client, cookie, turn) =>
    client.call(hallEndpoints.listPulses, cookie, { search: `第${turn % 9_000}` }),
};

/** 40,000 branches and 100,000 staff behind the console's lists, each within the asker's scope. */
export async function consoleLists(options: {
  seconds: number;
  branches: number;
}): Promise<Record<string, unknown>> {
  const at = Date.now();
  const world = await buildWorld({
    branches: 1,
    windowsPerBranch: 4,
    timeZone: 'Asia/Shanghai',
    hours: { open: '00:00', close: '00:00' },
    services: ['personal', 'cash'],
    at,
  });
  const watchers = await growNation(world, { ...plan, branches: options.branches }, at);
  const loadSeconds = round((Date.now() - at) / 1000);
  const server = await startServer(world);
  const client = createClient(server.address, readers);
  try {
    const figures: Record<string, unknown> = {};
    const all: number[] = [];
    const kinds = Object.entries(looks);
    for (const [name, ask] of kinds) {
      const latencies = await read(client, watchers, ask, options.seconds / kinds.length);
      all.push(...latencies);
      figures[name] = {
        p50Ms: percentile(latencies, 0.5),
        p99Ms: percentile(latencies, 0.99),
        reads: latencies.length,
      };
    }
    const slowest = Math.max(...Object.values(figures).map((one) => (one as { p99Ms: number }).p99Ms));
    return {
      bench: 'console',
      p99Ms: slowest,
      overallP99Ms: percentile(all, 0.99),
      ...figures,
      branches: options.branches,
      staff: plan.staff,
      loadSeconds,
      serverMb: round((residentKib(server.process.pid!) ?? 0) / 1024),
    };
  } finally {
    await client.close();
    await server.stop();
    await world.close();
  }
}

async function read(
  client: Client,
  watchers: readonly Watcher[],
  ask: Ask,
  seconds: number,
): Promise<number[]> {
  const latencies: number[] = [];
  const until = performance.now() + seconds * 1000;
  let turn = 0;
  await Promise.all(
    Array.from({ length: readers }, async (_, reader) => {
      const { cookie } = watchers[reader % watchers.length]!;
      while (performance.now() < until || latencies.length < fewest) {
        const from = performance.now();
        const { status, body } = await ask(client, cookie, turn++);
        if (status !== 200) throw new Error(JSON.stringify(body));
        latencies.push(performance.now() - from);
      }
    }),
  );
  return latencies.slice(warming);
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
