import { accessEndpoints } from '@huiting/contracts/access';
import { copyInto, openBulkConnection } from '@huiting/server/platform/database/bulk-load';
import { newId } from '@huiting/server/platform/ids';
import { chainStart, linkHash } from '@huiting/server/rooms/access/access.audit-chain.domain';
import { createClient } from './client.ts';
import { lobbyPlan } from './lobby.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';
import type { World } from './world.ts';

const readers = 4;
const actors = 400;
const dayMs = 86_400_000;
const acts = [
  'session.open',
  'session.close',
  'customer.view',
  'customer.unmask',
  'ticket.reorder',
  'queue.override',
  'user.grantRole',
  'terminal.enrol',
  'organization.edit',
  'display.publish',
] as const;

/**
 * The trail of half a year: walked from end to end by the verifier through the API, and searched by who, act, object, time
 * and outcome, alone and together. `p99Ms` is over the whole mix; the worst search stands beside it.
 */
export async function audit(options: { seconds: number; entries: number }): Promise<Record<string, unknown>> {
  const world = await buildWorld(lobbyPlan());
  const loadedAt = performance.now();
  await loadTrail(world, options.entries);
  const loadSeconds = (performance.now() - loadedAt) / 1000;
  const server = await startServer(world, { SECOND_FACTOR: '0' });
  const client = createClient(server.address, readers);
  const { auditor } = world;
  try {
    const before = performance.now();
    const verified = await client.call(accessEndpoints.verifyAudit, auditor, {});
    const verifySeconds = (performance.now() - before) / 1000;
    if (verified.status !== 200 || verified.body.altered.length > 0)
      throw new Error(`the trail is not whole: ${JSON.stringify(verified.body)}`);
    const samples = await sampleEntries(world);
    const searches = searchesOf(samples);
    const latencies: number[] = [];
    const bySearch = new Map<string, number[]>();
    const until = performance.now() + options.seconds * 1000;
    let turn = 0;
    await Promise.all(
      Array.from({ length: readers }, async () => {
        while (performance.now() < until) {
          const [name, input] = searches[turn++ % searches.length]!;
          const from = performance.now();
          const { status, body } = await client.call(accessEndpoints.listAudit, auditor, {
            limit: 50,
            ...input,
          });
          if (status !== 200) throw new Error(JSON.stringify(body));
          const took = performance.now() - from;
          latencies.push(took);
          bySearch.set(name, [...(bySearch.get(name) ?? []), took]);
        }
      }),
    );
    const each = [...bySearch].map(([name, all]) => [name, percentile(all, 0.99)] as const);
    const worst = each.toSorted((a, b) => b[1] - a[1])[0]!;
    return {
      bench: 'audit',
      entries: verified.body.entries,
      entriesPerSecond: Math.round(verified.body.entries / verifySeconds),
      p50Ms: percentile(latencies, 0.5),
      p99Ms: percentile(latencies, 0.99),
      worstSearch: { search: worst[0], p99Ms: worst[1] },
      searches: latencies.length,
      loadSeconds: round(loadSeconds),
    };
  } finally {
    await client.close();
    await server.stop();
    await world.close();
  }
}

/** Sealed chains as the product's own sealer would have left them, one a branch and month. */
async function loadTrail(world: World, entries: number): Promise<void> {
  const connection = await openBulkConnection(world.url);
  const people = Array.from({ length: actors }, (_, i) => ({ id: newId(), name: `员工${i}` }));
  const months = [5, 4, 3, 2, 1, 0].map((back) => {
    const date = new Date();
    date.setUTCMonth(date.getUTCMonth() - back, 1);
    return date.toISOString().slice(0, 7);
  });
  const perChain = Math.ceil(entries / world.branches.length / months.length);
  try {
    for (const month of months) {
      const start = Date.parse(`${month}-01T00:00:00Z`);
      const span = Math.min(28 * dayMs, Date.now() - start);
      for (const [b, branch] of world.branches.entries()) {
        const key = { branchId: branch.id, month };
        let hash = chainStart(key);
        const rows = Array.from({ length: perChain }, (_, i) => {
          const recordedAt = start + Math.floor((span * i) / perChain);
          const who = people[(i * 7 + b * 13) % actors]!;
          const id = newId(recordedAt);
          const canonical = JSON.stringify({
            id,
            recordedAt,
            businessAt: recordedAt,
            actorId: who.id,
            actorName: who.name,
            actorKind: 'user',
            surface: 'pad',
            action: acts[(i * 3 + b) % acts.length],
            object: `customer:${(i * 31 + b) % 50_000}`,
            orgUnitId: branch.id,
            outcome: i % 40 === 0 ? 'refused' : 'done',
            detail: { field: 'phone', reason: '核对联系方式' },
            traceId: newId(recordedAt),
          });
          hash = linkHash(hash, i + 1, canonical);
          return { branch_id: branch.id, id, month, canonical, sequence: i + 1, hash };
        });
        await copyInto(connection, 'access.audit_entry', rows);
        await copyInto(connection, 'access.audit_chain', [
          { branch_id: branch.id, month, last_sequence: perChain, last_hash: hash },
        ]);
      }
    }
    await connection.query('vacuum analyze access.audit_entry');
  } finally {
    await connection.end();
  }
}

interface Sample {
  readonly actorId: string;
  readonly actorName: string;
  readonly object: string;
  readonly at: number;
}
function sampleEntries(world: World): Promise<Sample[]> {
  return world.query<Sample>(
    `select actor_id as "actorId", actor_name as "actorName", object, (extract(epoch from recorded_at) * 1000)::float8 as at
     from access.audit_entry order by md5(id::text) limit 300`,
  );
}

type Search = {
  readonly actor?: string;
  readonly action?: string;
  readonly object?: string;
  readonly outcome?: 'done' | 'refused';
  readonly from?: number;
  readonly until?: number;
};
/** What auditors ask: the newest, one person, one act, one object, an hour, what was refused; and two of these at once. */
function searchesOf(samples: readonly Sample[]): (readonly [string, Search])[] {
  return samples.flatMap(({ actorId, actorName, object, at }, i) => {
    const action = acts[i % acts.length]!;
    const hour = { from: Math.floor(at) - 1_800_000, until: Math.floor(at) + 1_800_000 };
    const day = { from: Math.floor(at) - dayMs / 2, until: Math.floor(at) + dayMs / 2 };
    return [
      ['newest', {}],
      ['actor', { actor: actorId }],
      ['name', { actor: actorName }],
      ['action', { action }],
      ['object', { object }],
      ['hour', hour],
      ['refused', { outcome: 'refused' }],
      ['actor and action', { actor: actorId, action }],
      ['actor and day', { actor: actorName, ...day }],
      ['action and refused', { action, outcome: 'refused' }],
      ['action and day', { action, ...day }],
      ['object and actor', { object, actor: actorId }],
      ['nobody', { actor: '查无此人' }],
    ] as const;
  });
}
