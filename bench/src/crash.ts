import { setTimeout as sleep } from 'node:timers/promises';
import { createClient } from './client.ts';
import { auditCrash } from './crash-audit.ts';
import { startLoad } from './crash-load.ts';
import { databasePid, keepServer } from './kept-server.ts';
import type { KeptServer } from './kept-server.ts';
import { signInAll } from './lobby.ts';
import { percentile } from './statistics.ts';
import { buildWorld } from './world.ts';

const workers = 16;
const victims = ['server', 'database', 'both'] as const;
type Victim = (typeof victims)[number];
/** Load runs for so long before each kill; the exact moment is left to chance. */
const pauseMs = { least: 500, most: 1_500 };

/**
 * kill -9 of the server, of its embedded database, and of both at once, by turns, under load. The server is started again as a service manager
 * would do it; the database is the supervisor's business. Every command has a key and is repeated with it until it is answered.
 */
export async function crash(options: { rounds: number }): Promise<Record<string, unknown>> {
  const world = await buildWorld({
    branches: workers,
    windowsPerBranch: 1,
    timeZone: 'Asia/Shanghai',
    hours: { open: '00:00', close: '00:00' },
    services: ['personal'],
    at: Date.now(),
  });
  // From here on it is the server's own database, as in a small installation.
  await world.stopDatabase();
  const server = await keepServer(world.dataDir);
  const client = createClient(server.address, workers);
  try {
    await signInAll(client, world);
    const load = startLoad(client, world);
    const ready: Record<Victim, number[]> = { server: [], database: [], both: [] };
    for (let round = 0; round < options.rounds; round++) {
      for (const victim of victims) {
        await sleep(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
        ready[victim].push(await killAndWait(server, victim, world.dataDir));
      }
    }
    await sleep(pauseMs.most);
    const acknowledged = await load.stop();
    await server.stop();
    const all = victims.flatMap((victim) => ready[victim]);
    return {
      bench: 'crash',
      kills: all.length,
      // A database that is gone must not take its server with it.
      otherDeaths: server.deaths() - ready.server.length - ready.both.length,
      ...(await auditCrash(world.dataDir, acknowledged)),
      readyMedianMs: percentile(all, 0.5),
      readyWorstMs: Math.max(...all),
      ...Object.fromEntries(
        victims.map((victim) => [
          victim,
          { medianMs: percentile(ready[victim], 0.5), worstMs: Math.max(...ready[victim]) },
        ]),
      ),
    };
  } finally {
    await client.close();
    await server.stop();
    await world.close();
  }
}

const giveUpMs = 60_000;

/** Milliseconds from the kill until `/readyz` says 200 again, with new processes in the place of the killed ones. */
async function killAndWait(server: KeptServer, victim: Victim, dataDir: string): Promise<number> {
  const pidsNow = (): (number | null)[] => [
    ...(victim === 'database' ? [] : [server.pid()]),
    ...(victim === 'server' ? [] : [databasePid(dataDir)]),
  ];
  const killed = pidsNow();
  const started = performance.now();
  for (const pid of killed) {
    if (pid === null) throw new Error(`there is no ${victim} to kill`);
    process.kill(pid, 'SIGKILL');
  }
  for (;;) {
    const areNew = pidsNow().every((pid, at) => pid !== null && pid !== killed[at]);
    if (areNew && (await isReady(server.address))) return Math.round(performance.now() - started);
    if (performance.now() - started > giveUpMs) {
      throw new Error(`not ready ${giveUpMs / 1000} s after the kill of ${victim}`);
    }
    await sleep(10);
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const response = await fetch(`${address}/readyz`, { signal: AbortSignal.timeout(1_000) });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  }
}
