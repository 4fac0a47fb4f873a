import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../platform/ids.ts';
import { permits } from '../../platform/permits.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { countTerminals } from './access.store.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const { NJ01, NJ02 } = bank.branches;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
    ],
  });
});
after(() => house.stop());

async function manager() {
  const tab = browser(house.http);
  await tab.signIn('console', 'manager1');
  return tab;
}
type Made = { terminal: { id: string; enrolledAt: number | null; revoked: boolean }; code: string };
async function register(kind: string, windowId: string | null = null, branchId = NJ01) {
  const answer = await (
    await manager()
  ).ask('console', 'POST', `/branches/${branchId}/terminals`, { kind, name: '大厅 1 号机', windowId });
  return { status: answer.status, ...(answer.body as unknown as Made) };
}

test('a code turns one browser into the kiosk, once, however it is typed', async () => {
  const { code, terminal } = await register('kiosk');
  const lobby = browser(house.http);
  const answer = await lobby.ask('kiosk', 'POST', '/terminals/enrol', {
    code: ` ${code.toLowerCase().replace('-', ' ')}`,
  });
  assert.equal(answer.status, 200);
  assert.deepEqual(
    [answer.body.kind, answer.body.id, answer.body.surface, answer.body.idleLogoutMinutes],
    ['terminal', terminal.id, 'kiosk', null],
  );
  const [cookie] = answer.setCookies as { name: string; maxAge?: number }[];
  assert.deepEqual(
    [cookie!.name, cookie!.maxAge],
    ['ht_kiosk', 400 * 24 * 3600],
    'it outlives a restart of the kiosk',
  );
  assert.equal((await lobby.me('kiosk')).status, 200);
  const second = await browser(house.http).ask('kiosk', 'POST', '/terminals/enrol', { code });
  assert.equal(second.body.code, 'access.code_invalid');
});

test('two browsers that type the same code at once: one becomes the terminal', async () => {
  const { code } = await register('hallDisplay');
  const answers = await Promise.all(
    [1, 2].map(() => browser(house.http).ask('hallDisplay', 'POST', '/terminals/enrol', { code })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [200, 400],
  );
});

test('a code lives ten minutes, and rests only as a hash', async () => {
  const { code, terminal } = await register('kiosk');
  const { rows } = await house.platform.pool.query(
    'select t::text as row from access.terminal t where id = $1',
    [terminal.id],
  );
  assert.ok(!rows[0].row.includes(code) && !rows[0].row.includes(code.replace('-', '')));
  house.passWall(10 * 60_000 + 1);
  assert.equal(
    (await browser(house.http).ask('kiosk', 'POST', '/terminals/enrol', { code })).body.code,
    'access.code_invalid',
  );
});

test('guessing codes slows the address down', async () => {
  const guesser = browser(house.http);
  let status = 0;
  for (let i = 0; i < 25 && status !== 429; i++)
    status = (await guesser.ask('kiosk', 'POST', '/terminals/enrol', { code: `ABCD-EF${20 + i}` })).status;
  assert.equal(status, 429);
  house.passWall(3_600_000);
});

test('window displays and evaluators need a window of the branch; the others none', async () => {
  assert.equal((await register('evaluator', bank.windows.NJ01[0])).status, 200);
  for (const [kind, windowId] of [
    ['evaluator', null],
    ['windowDisplay', bank.windows.NJ02[0]],
    ['kiosk', bank.windows.NJ01[0]],
    ['evaluator', newId()],
  ] as const) {
    assert.equal((await register(kind, windowId)).status, 400, `${kind} ${windowId}`);
  }
});

test('only who may enrol, and only within the scope; the refusal is in the trail', async () => {
  assert.equal((await register('kiosk', null, NJ02)).status, 403);
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  assert.equal(
    (await tab.ask('teller', 'POST', `/branches/${NJ01}/terminals`, { kind: 'kiosk', name: 'x' })).status,
    403,
  );
  assert.equal((await tab.ask('teller', 'GET', `/branches/${NJ01}/terminals`)).status, 403);
  const { rows } = await house.platform.pool.query(
    `select canonical::jsonb as fact from access.audit_entry where outcome = 'refused' and action = 'access.createTerminal'`,
  );
  const refusals = rows.map(({ fact }) => [fact.actorName, fact.detail.permission, fact.object]);
  assert.ok(
    refusals.some(
      ([name, permission, object]) =>
        name === '员工manager1' && permission === 'terminal.enrol' && object === `branch:${NJ02}`,
    ),
  );
});

test('a kiosk’s credential works at its own branch with a kiosk’s rights, and nowhere else', async () => {
  const { code } = await register('kiosk');
  const kiosk = browser(house.http);
  await kiosk.ask('kiosk', 'POST', '/terminals/enrol', { code });
  assert.equal((await kiosk.ask('kiosk', 'GET', `/branches/${NJ01}`)).status, 200);
  assert.equal((await kiosk.ask('kiosk', 'GET', `/branches/${NJ02}`)).status, 403);
  for (const [method, path] of [
    ['GET', '/users'],
    ['GET', '/audit'],
    ['GET', `/branches/${NJ01}/terminals`],
    ['POST', `/branches/${NJ01}/stage`],
  ] as const) {
    const body = path.endsWith('/stage') ? { stage: 'suspended', reason: 'x' } : undefined;
    assert.equal((await kiosk.ask('kiosk', method, path, body)).status, 403, path);
  }
  // Its token in the cookie of a staff surface is nobody's.
  kiosk.cookies.set('ht_console', kiosk.cookies.get('ht_kiosk')!);
  assert.equal((await kiosk.me('console')).status, 401);
  const actor = await house.access.authenticator.actorOf(
    { cookies: { ht_kiosk: kiosk.cookies.get('ht_kiosk') }, headers: {} } as never,
    'kiosk',
  );
  assert.ok(permits(actor!, 'queue.issue', '/JH/NJ/NJ01/'));
  assert.ok(!permits(actor!, 'queue.issue', '/JH/NJ/NJ02/'));
  for (const right of ['queue.serve', 'queue.view', 'customer.view', 'access.manage'] as const)
    assert.ok(!permits(actor!, right, '/JH/NJ/NJ01/'), right);
});

test('a revoked terminal is signed out at once and cannot be taken up again with its old code', async () => {
  const { code, terminal } = await register('kiosk');
  const unused = await register('kiosk');
  const kiosk = browser(house.http);
  await kiosk.ask('kiosk', 'POST', '/terminals/enrol', { code });
  assert.equal((await kiosk.me('kiosk')).status, 200);
  const tab = await manager();
  const elsewhere = await tab.ask('console', 'POST', `/branches/${NJ01}/terminals/${newId()}/revoke`);
  assert.equal(elsewhere.body.code, 'access.terminal_not_found');
  assert.equal(
    (await tab.ask('console', 'POST', `/branches/${NJ01}/terminals/${terminal.id}/revoke`)).status,
    200,
  );
  assert.equal((await kiosk.me('kiosk')).status, 401);
  await tab.ask('console', 'POST', `/branches/${NJ01}/terminals/${unused.terminal.id}/revoke`);
  assert.equal(
    (await kiosk.ask('kiosk', 'POST', '/terminals/enrol', { code: unused.code })).body.code,
    'access.code_invalid',
  );
  const listed = (await tab.ask('console', 'GET', `/branches/${NJ01}/terminals`)).body
    .terminals as unknown as Made['terminal'][];
  assert.ok(listed.find(({ id }) => id === terminal.id)?.revoked);
});

test('without a demo there is no terminal without a code, and nobody acts as another', async () => {
  const taken = await browser(house.http).ask('kiosk', 'POST', '/demo/terminals', {
    branchId: NJ01,
    kind: 'kiosk',
  });
  assert.equal(taken.body.code, 'access.terminal_not_found');
  const tab = await manager();
  assert.equal((await tab.me('console', { 'x-act-as': house.users.teller1! })).status, 403);
});

test('it counts the terminals of each branch by kind, without revoked ones', async () => {
  const { db } = house.platform;
  const of = async () => (await countTerminals(db, [NJ01])).get(NJ01) ?? {};
  const before = await of();
  const { terminal } = await register('kiosk');
  assert.deepEqual(await of(), { ...before, kiosk: (before['kiosk'] ?? 0) + 1 });
  await (await manager()).ask('console', 'POST', `/branches/${NJ01}/terminals/${terminal.id}/revoke`, {});
  assert.deepEqual(await of(), before);
});
