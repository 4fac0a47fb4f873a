import { accessEndpoints, permissions } from '@huiting/contracts/access';
import type { RoleCode } from '@huiting/contracts/access';
import { queueEndpoints } from '@huiting/contracts/queue';
import type { Actor } from '@huiting/server/platform/context';
import { newId } from '@huiting/server/platform/ids';
import { permits } from '@huiting/server/platform/permits';
import { permissionsOf } from '@huiting/server/rooms/access/index';
import { createClient } from './client.ts';
import { lobbyPlan } from './lobby.ts';
import { percentile, round } from './statistics.ts';
import { buildWorld, startServer } from './world.ts';

const people: readonly RoleCode[] = [
  'teller',
  'lobbyManager',
  'operationsSupervisor',
  'branchManager',
  'regionalManager',
  'headOfficeOperations',
];

/**
 * Two figures. `meanMs`: one check of a permission at a place, over people of every post with up to eight grants a role. And
 * `revokedWorstMs`: how long after a role was taken away by one process another one still answers, with requests all the time.
 */
export async function authz(options: { seconds: number; rounds: number }): Promise<Record<string, unknown>> {
  const checks = timeChecks(options.seconds);
  const world = await buildWorld(lobbyPlan());
  const [one, other] = await Promise.all([
    startServer(world, { SECOND_FACTOR: '0' }),
    startServer(world, { SECOND_FACTOR: '0' }),
  ]);
  const [here, there] = [createClient(one.address, 2), createClient(other.address, 4)];
  const delays: number[] = [];
  try {
    for (const branch of world.branches.slice(0, options.rounds)) {
      const users = await world.query<{ id: string }>(
        `select s.user_id as id from access.session s join access.user_account a on a.id = s.user_id
         where a.branch_id = $1 and s.surface = 'pad'`,
        [branch.id],
      );
      const ask = () => there.call(queueEndpoints.getBoard, branch.manager, { branchId: branch.id });
      if ((await ask()).status !== 200) throw new Error('the manager may not see the board to begin with');
      // Both processes have the right in memory when it is taken.
      const answered = await here.call(accessEndpoints.removeRole, world.security, {
        userId: users[0]!.id,
        role: 'lobbyManager',
      });
      if (answered.status !== 200) throw new Error(JSON.stringify(answered.body));
      const from = performance.now();
      let last = 0;
      while (performance.now() - from < 3_000) {
        const { status } = await ask();
        if (status === 200) last = performance.now() - from;
        else if (performance.now() - from > last + 500) break;
      }
      delays.push(last);
    }
    return {
      bench: 'authz',
      ...checks,
      revokedWorstMs: round(Math.max(...delays)),
      revokedMedianMs: percentile(delays, 0.5),
      revocations: delays.length,
    };
  } finally {
    await Promise.all([here.close(), there.close()]);
    await Promise.all([one.stop(), other.stop()]);
    await world.close();
  }
}

function timeChecks(seconds: number): { meanMs: number; checks: number; allowed: number } {
  const actors = people.flatMap((role) => [1, 3, 8].map((places) => actorOf(role, places)));
  const paths = Array.from({ length: 64 }, (_, i) => `/HQ/R${i % 8}/${100_000 + i}/`);
  let checks = 0;
  let allowed = 0;
  const from = performance.now();
  while (performance.now() - from < Math.min(seconds, 5) * 1000) {
    for (const actor of actors)
      for (const path of paths)
        for (const permission of permissions) {
          checks += 1;
          if (permits(actor, permission, path)) allowed += 1;
        }
  }
  return { meanMs: round((performance.now() - from) / checks, 6), checks, allowed };
}

function actorOf(role: RoleCode, places: number): Actor {
  const held = permissionsOf(role, { demo: false });
  return {
    kind: 'user',
    id: newId(),
    name: role,
    staff: null,
    branchId: null,
    windowId: null,
    surface: 'console',
    sessionId: null,
    grants: Array.from({ length: places }, (_, i) => `/HQ/R${i}/`).flatMap((path) =>
      held.map((permission) => ({ permission, path })),
    ),
  };
}
