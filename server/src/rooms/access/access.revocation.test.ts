import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, before, test } from 'node:test';
import { topic } from '@huiting/contracts/core/topic';
import { z } from 'zod';
import { createTail } from '../../platform/events/tail.ts';
import { authorize, permits } from '../../platform/permits.ts';
import { createHub } from '../../platform/realtime/hub.ts';
import { feed } from '../../platform/realtime/projection.ts';
import { testCtx } from '../../platform/testing.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { actorOf, browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';
import type { Access } from './index.ts';

const bank = smallBank();
const path = '/JH/NJ/NJ01/';
let house: AccessHouse;
/** Another process: revocations are done here, streams are open there. */
let there: Access;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'lobby1', role: 'lobbyManager', path },
      { username: 'teller1', role: 'teller', path },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'regionalsecurity', role: 'securityAdmin', path: '/JH/SZ/' },
    ],
    terminals: [
      {
        id: '01900000-0000-7000-8000-000000000001',
        branchId: bank.branches.NJ01,
        kind: 'hallDisplay',
        name: '大屏',
        windowId: null,
      },
    ],
  });
  there = house.another();
  there.revocations.start();
});
after(async () => {
  await there.revocations.stop();
  await house.stop();
});

const board = topic({
  name: 'test.board',
  key: 'branch',
  access: 'hall.view',
  delta: z.object({}),
  gauge: z.object({}),
});

/** A stream open in the other process, on a topic that needs a permission of the branch. */
async function watching(
  access: Access,
  sessionId: string,
  permission: 'hall.view' | 'queue.view' | 'queue.display',
) {
  const { platform } = house;
  const admit = feed({
    topic: board,
    admit: async (actor, key) => {
      authorize(testCtx(platform, actor), permission, path);
      return { branchIds: [key] };
    },
  });
  const tail = createTail({ pool: platform.pool, log: platform.log });
  const hub = createHub({ feeds: [admit], tail, log: platform.log });
  access.revocations.onEnded((ids) => void hub.recheck(ids, access.revocations.actorOf));
  const lines: string[] = [];
  const response = new PassThrough();
  response.on('data', (chunk: Buffer) => void lines.push(...chunk.toString().split('\n\n').filter(Boolean)));
  const streamId = hub.open(response as never);
  const actor = (await access.revocations.actorOf(sessionId))!;
  await hub.subscribe(streamId, actor, { topic: 'test.board', key: bank.branches.NJ01, after: null });
  return {
    hub,
    revokedWithin: async (ms: number): Promise<boolean> => {
      for (const end = Date.now() + ms; Date.now() < end; await sleep(20))
        if (lines.some((line) => line.includes('"revoked"'))) return true;
      return false;
    },
  };
}

async function security() {
  const tab = browser(house.http);
  await tab.signIn('console', 'security');
  return tab;
}
const openSession = (access: Access, username: string) =>
  access.service
    .openSession({ kind: 'user', id: house.users[username]! }, 'pad')
    .then(({ sessionId }) => sessionId);

test('sessions revoked in one process end the streams open in another within a second', async () => {
  const { hub, revokedWithin } = await watching(there, await openSession(there, 'lobby1'), 'hall.view');
  const answer = await (
    await security()
  ).ask('console', 'POST', `/users/${house.users.lobby1}/revoke-sessions`);
  assert.deepEqual([answer.status, answer.body.ended], [200, 1]);
  assert.ok(await revokedWithin(1_000));
  hub.close();
});

test('a terminal revoked in one process loses its stream in another within a second', async () => {
  const id = '01900000-0000-7000-8000-000000000001';
  const { sessionId } = await there.service.openSession({ kind: 'terminal', id }, 'hallDisplay');
  const { hub, revokedWithin } = await watching(there, sessionId, 'queue.display');
  await house.platform.pool.query(
    'update access.terminal set revoked_at = clock_timestamp(), changed_at = clock_timestamp() where id = $1',
    [id],
  );
  assert.ok(await revokedWithin(1_000));
  hub.close();
});

test('a role taken away ends what it allowed to watch, and the session lives on with what is left', async () => {
  const sessionId = await openSession(there, 'lobby1');
  const { hub, revokedWithin } = await watching(there, sessionId, 'hall.view');
  const userId = house.users.lobby1!;
  const answer = await (
    await security()
  ).ask('console', 'POST', `/users/${userId}/remove-role`, { role: 'lobbyManager' });
  assert.equal(answer.status, 200);
  assert.ok(await revokedWithin(1_000));
  const left = await there.revocations.actorOf(sessionId);
  assert.ok(left !== null && !permits(left, 'hall.view', path));
  assert.ok(
    house.platform.events.some(
      ({ type, payload }) =>
        type === 'user.grantsChanged' && (payload as { userId: string }).userId === userId,
    ),
  );
  hub.close();
});

test('a stream nobody moved at ends with the idle session', async () => {
  const watcher = house.another();
  const { sessionId } = await watcher.service.openSession(
    { kind: 'user', id: house.users.teller1! },
    'teller',
  );
  const { hub, revokedWithin } = await watching(watcher, sessionId, 'queue.view');
  house.passWall(17 * 60_000);
  watcher.revocations.start();
  assert.ok(await revokedWithin(1_500));
  await watcher.revocations.stop();
  hub.close();
});

test('in the process that revokes, the very next request is refused', async () => {
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  assert.equal((await tab.me('teller')).status, 200);
  await (await security()).ask('console', 'POST', `/users/${house.users.teller1}/revoke-sessions`);
  assert.equal((await tab.me('teller')).status, 401);
});

test('a right is never older than a second, even where nobody watches for changes', async () => {
  const lone = house.another();
  const { sessionId: _id, token } = await lone.service.openSession(
    { kind: 'user', id: house.users.teller1! },
    'teller',
  );
  const ask = () =>
    lone.authenticator.actorOf({ cookies: { ht_teller: token }, headers: {} } as never, 'teller');
  assert.notEqual(await ask(), null);
  await house.platform.pool.query(
    `update access.session set ended_at = clock_timestamp(), ended_why = 'revoked' where user_id = $1 and ended_at is null`,
    [house.users.teller1],
  );
  await sleep(1_050);
  assert.equal(await ask(), null);
});

test('the hot path asks the database about a session once, not once a request', async () => {
  const { token } = await there.service.openSession({ kind: 'user', id: house.users.teller1! }, 'teller');
  const request = { cookies: { ht_teller: token }, headers: {} } as never;
  await there.authenticator.actorOf(request, 'teller');
  const { pool } = house.platform;
  const query = pool.query.bind(pool);
  const asked: string[] = [];
  pool.query = ((config: { text: string }) => {
    if (/access\.(session|user_account) \w where/.test(config.text)) asked.push(config.text);
    return query(config as never);
  }) as never;
  try {
    const until = Date.now() + 1_500;
    let answered = 0;
    for (; Date.now() < until; answered++) {
      assert.notEqual(await there.authenticator.actorOf(request, 'teller'), null);
      // Requests come from the network: between them the watch has its turn.
      if (answered % 50 === 0) await sleep(1);
    }
    assert.ok(answered > 1_000);
    assert.deepEqual(asked, []);
  } finally {
    pool.query = query;
  }
});

test('an administrator manages only users of the own scope, and finds no others in the list', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'regionalsecurity');
  assert.equal(
    (await tab.ask('console', 'POST', `/users/${house.users.teller1}/revoke-sessions`)).status,
    403,
  );
  assert.equal(
    (await tab.ask('console', 'POST', `/users/${house.users.teller1}/remove-role`, { role: 'teller' }))
      .status,
    403,
  );
  const names = async (by: typeof tab, query = '') =>
    ((await by.ask('console', 'GET', `/users${query}`)).body.items as unknown as { username: string }[]).map(
      ({ username }) => username,
    );
  assert.deepEqual(await names(tab), ['regionalsecurity']);
  const all = await security();
  assert.deepEqual(await names(all), ['lobby1', 'regionalsecurity', 'security', 'teller1']);
  const first = (await all.ask('console', 'GET', '/users?limit=3')).body;
  assert.deepEqual(await names(all, `?limit=3&cursor=${first.nextCursor as string}`), ['teller1']);
  assert.equal(
    (await all.ask('console', 'POST', `/users/${bank.units.JH}/revoke-sessions`)).body.code,
    'access.user_not_found',
  );
  const actor = await actorOf(house.access, house.users.teller1!, 'teller');
  await assert.rejects(house.access.service.listUsers(testCtx(house.platform, actor), { limit: 5 }), {
    code: 'platform.forbidden',
  });
});
