import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { newId } from '../../platform/ids.ts';
import { permits } from '../../platform/permits.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';
import { permissionsOf } from './index.ts';

const bank = smallBank();
const { NJ01 } = bank.branches;
const evaluatorId = newId();
const kioskId = newId();
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'director', role: 'demoDirector', path: '/JH/' },
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
    ],
    terminals: [
      { id: evaluatorId, branchId: NJ01, kind: 'evaluator', name: '评价器', windowId: bank.windows.NJ01[1] },
      { id: kioskId, branchId: NJ01, kind: 'kiosk', name: '取号机', windowId: null },
    ],
    demo: true,
  });
});
after(() => house.stop());

const asked = (
  tab: ReturnType<typeof browser>,
  surface: 'teller' | 'kiosk' | 'pad' | 'console',
  who: string,
) =>
  house.access.authenticator.actorOf(
    { cookies: Object.fromEntries(tab.cookies), headers: { 'x-act-as': who } } as never,
    surface,
  );

test('the director acts as a teller or a terminal with their rights at their branch, not with its own', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'director');
  const teller = await asked(tab, 'teller', house.users.teller1!);
  assert.deepEqual([teller!.id, teller!.surface, teller!.branchId], [house.users.teller1, 'teller', NJ01]);
  assert.ok(permits(teller!, 'queue.serve', '/JH/NJ/NJ01/') && !permits(teller!, 'clock.control', '/JH/'));
  const kiosk = await asked(tab, 'kiosk', kioskId);
  assert.deepEqual([kiosk!.kind, kiosk!.id, kiosk!.branchId], ['terminal', kioskId, NJ01]);
  assert.ok(!permits(kiosk!, 'queue.issue', '/JH/NJ/NJ02/'));
  const me = await tab.me('teller', { 'x-act-as': house.users.teller1! });
  assert.deepEqual([me.status, me.body.name, me.body.demo], [200, '员工teller1', true]);
});

test('nobody else acts as another, and a name that does not exist is never silently the director', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'manager1');
  assert.equal((await tab.me('console', { 'x-act-as': house.users.director! })).status, 403);
  assert.equal((await browser(house.http).me('teller', { 'x-act-as': house.users.teller1! })).status, 403);
  await tab.signIn('console', 'director');
  for (const who of [newId(), 'teller1', '', `${house.users.teller1} or 1=1`]) {
    assert.equal((await tab.me('console', { 'x-act-as': who })).status, 403, who);
  }
});

test('acting is audited once, when the director signs in', async () => {
  const { pool } = house.platform;
  const count = async (): Promise<number> =>
    (await pool.query('select count(*) as n from access.audit_entry')).rows[0].n;
  const tab = browser(house.http);
  await tab.signIn('console', 'director');
  const before = await count();
  for (let i = 0; i < 20; i++) await tab.me('teller', { 'x-act-as': house.users.teller1! });
  assert.equal(await count(), before);
  const { rows } = await pool.query(
    `select canonical::jsonb as fact from access.audit_entry where actor_id = $1`,
    [house.users.director],
  );
  assert.ok(
    rows.every(({ fact }) => fact.action === 'session.open' && fact.detail.roles.includes('demoDirector')),
  );
});

test('a stand-in ends with the director’s session, and with the rights of the one it plays', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'director');
  const actor = await asked(tab, 'teller', house.users.teller1!);
  const ended = new Set<string>();
  house.access.revocations.onEnded((ids) => ids.forEach((id) => ended.add(id)));
  assert.equal((await house.access.revocations.actorOf(actor!.sessionId!))?.id, house.users.teller1);
  await tab.ask('console', 'DELETE', '/session');
  assert.ok(ended.has(actor!.sessionId!), 'its streams are checked again');
  assert.equal(await house.access.revocations.actorOf(actor!.sessionId!), null);
});

test('any browser may stand at a branch as a terminal; several at once', async () => {
  const [one, two] = [browser(house.http), browser(house.http)];
  for (const tab of [one, two]) {
    const answer = await tab.ask('evaluator', 'POST', '/demo/terminals', {
      branchId: NJ01,
      kind: 'evaluator',
      windowId: bank.windows.NJ01[1],
    });
    assert.deepEqual(
      [answer.status, answer.body.id, answer.body.windowId],
      [200, evaluatorId, bank.windows.NJ01[1]],
    );
  }
  assert.equal((await one.me('evaluator')).status, 200);
  const none = await one.ask('evaluator', 'POST', '/demo/terminals', {
    branchId: NJ01,
    kind: 'evaluator',
    windowId: bank.windows.NJ01[0],
  });
  assert.equal(none.body.code, 'access.terminal_not_found');
});

test('twenty browsers at once become terminals: nobody waits for a second connection', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, () =>
      browser(house.http).ask('kiosk', 'POST', '/demo/terminals', { branchId: NJ01, kind: 'kiosk' }),
    ),
  );
  assert.deepEqual(
    answers.filter(({ status }) => status !== 200),
    [],
  );
});

test('five roles in one browser are all signed in at once', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'manager1');
  await tab.signIn('pad', 'manager1');
  await tab.signIn('teller', 'teller1');
  await tab.ask('kiosk', 'POST', '/demo/terminals', { branchId: NJ01, kind: 'kiosk' });
  await tab.ask('evaluator', 'POST', '/demo/terminals', { branchId: NJ01, kind: 'evaluator' });
  const names = await Promise.all(
    (['console', 'pad', 'teller', 'kiosk', 'evaluator'] as const).map(
      async (surface) => (await tab.me(surface)).body.name,
    ),
  );
  assert.deepEqual(names, ['员工manager1', '员工manager1', '员工teller1', '取号机', '评价器']);
});

test('outside a demo the director’s role gives nothing', () => {
  assert.deepEqual(permissionsOf('demoDirector', { demo: false }), []);
});
