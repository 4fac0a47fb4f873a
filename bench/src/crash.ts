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
/** Load runs for so long before each kill; the exact moment is left to chance. */
const pauseMs = { least: 500, most: 1_500 };

/**
 * kill -9 of the server and of its embedded database, by turns, under load. The server is started again as a service manager
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
    const ready = { server: [] as number[], database: [] as number[] };
    for (let round = 0; round < options.rounds; round++) {
      for (const victim of ['server', 'database'] as const) {
        await sleep(pauseMs.least + Math.random() * (pauseMs.most - pauseMs.least));
        ready[victim].push(await killAndWait(server, victim, world.dataDir));
      }
    }
    await sleep(pauseMs.most);
    const acknowledged = await load.stop();
    await server.stop();
    const all = [...ready.server, ...ready.database];
    return {
      bench: 'crash',
      kills: all.length,
      // A database that is gone must not take its server with it.
      otherDeaths: server.deaths() - ready.server.length,
      ...(await auditCrash(world.dataDir, acknowledged)),
      readyMedianMs: percentile(all, 0.5),
      readyWorstMs: Math.max(...all),
      server: { medianMs: percentile(ready.server, 0.5), worstMs: Math.max(...ready.server) },
      database: { medianMs: percentile(ready.database, 0.5), worstMs: Math.max(...ready.database) },
    };
  } finally {
    await client.close();
    await server.stop();
    await world.close();
  }
}

const giveUpMs = 60_000;

/** Milliseconds from the kill until `/readyz` says 200 again, of a new server or with a new database behind it. */
async function killAndWait(
  server: KeptServer,
  victim: 'server' | 'database',
  dataDir: string,
): Promise<number> {
  const killed = victim === 'server' ? server.pid() : databasePid(dataDir);
  if (killed === null) throw new Error(`there is no ${victim} to kill`);
  const started = performance.now();
  process.kill(killed, 'SIGKILL');
  for (;;) {
    const present = victim === 'server' ? server.pid() : databasePid(dataDir);
    const isNew = present !== null && present !== killed;
    if (isNew && (await isReady(server.address))) return Math.round(performance.now() - started);
    if (performance.now() - started > giveUpMs)
      throw new Error(`not ready ${giveUpMs / 1000} s after the ${victim} was killed`);
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
