import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
let house: AccessHouse;
type Tab = ReturnType<typeof browser>;
let security: Tab;
let auditor: Tab;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'auditor', role: 'auditAdmin', path: '/JH/' },
      { username: 'system', role: 'systemAdmin', path: '/JH/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
    ],
  });
  security = browser(house.http);
  auditor = browser(house.http);
  await security.signIn('console', 'security');
  await auditor.signIn('console', 'auditor');
});
after(() => house.stop());

const path = '/emergency-account';
const state = async (): Promise<unknown> => (await auditor.ask('console', 'GET', path)).body['state'];
async function seal(): Promise<string> {
  const first = await security.ask('console', 'POST', `${path}/first-half`, {});
  assert.equal(first.status, 200, JSON.stringify(first.body));
  const second = await auditor.ask('console', 'POST', `${path}/second-half`, {});
  assert.equal(second.status, 200, JSON.stringify(second.body));
  return `${String(first.body['half'])}+${String(second.body['half'])}`;
}
const told = (): number => house.platform.events.filter(({ type }) => type === 'emergency.opened').length;

test('nobody seals it alone, and nobody but the two whose it is', async () => {
  assert.equal(await state(), 'none');
  assert.equal(
    (await auditor.ask('console', 'POST', `${path}/second-half`, {})).body['code'],
    'access.emergency_not_begun',
  );
  const manager = browser(house.http);
  await manager.signIn('console', 'manager1');
  for (const half of ['first-half', 'second-half'])
    assert.equal((await manager.ask('console', 'POST', `${path}/${half}`, {})).status, 403);
  assert.equal((await auditor.ask('console', 'POST', `${path}/first-half`, {})).status, 403);
  const first = await security.ask('console', 'POST', `${path}/first-half`, {});
  assert.equal((await security.ask('console', 'POST', `${path}/second-half`, {})).status, 403);
  assert.equal(await state(), 'sealing');
  assert.equal(
    (await browser(house.http).signIn('console', 'emergency', String(first.body['half']))).status,
    401,
    'one half opens nothing',
  );
});

test('its use is told at once, is in the trail, ends by itself, and takes two people to seal again', async () => {
  const password = await seal();
  assert.equal(await state(), 'sealed');
  const tab = browser(house.http);
  const answer = await tab.signIn('console', 'emergency', password);
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.ok((answer.body['permissions'] as string[]).includes('access.manage'));
  assert.equal(await state(), 'open');
  assert.equal(told(), 1);
  assert.equal(
    (await browser(house.http).signIn('console', 'emergency', password)).status,
    200,
    'while it is open',
  );
  assert.equal(told(), 1, 'told once');
  assert.equal(
    (await security.ask('console', 'POST', `${path}/first-half`, {})).body['code'],
    'access.emergency_open',
  );
  const { rows } = await house.platform.pool.query(
    `select count(*)::int as n from access.audit_entry where action = 'session.open' and canonical like '%"means":"emergency"%'`,
  );
  assert.equal(rows[0].n, 2);
  await tab.ask('console', 'GET', '/users');
  const traced = async () =>
    (
      await house.platform.pool.query(
        `select canonical from access.audit_entry where action = 'emergency.read' and canonical like '%endpoint:access.listUsers%'`,
      )
    ).rows.length;
  for (let tries = 0; tries < 50 && (await traced()) === 0; tries++)
    await new Promise((later) => setTimeout(later, 10));
  assert.equal(await traced(), 1, 'also what it reads');
  house.passWall(4 * 3_600_000 + 1);
  assert.equal((await tab.me('console')).status, 401, 'its time is over');
  await security.signIn('console', 'security');
  await auditor.signIn('console', 'auditor');
  assert.equal(await state(), 'spent');
  assert.equal(
    (await browser(house.http).signIn('console', 'emergency', password)).status,
    403,
    'what was opened stays opened',
  );
  const next = await seal();
  assert.equal((await browser(house.http).signIn('console', 'emergency', password)).status, 401);
  assert.equal((await browser(house.http).signIn('console', 'emergency', next)).status, 200);
});

test('it brings a security administrator back when the last one is gone, and is no administrator to count on', async () => {
  house.passWall(4 * 3_600_000 + 1);
  await security.signIn('console', 'security');
  await auditor.signIn('console', 'auditor');
  const password = await seal();
  const tab = browser(house.http);
  await tab.signIn('console', 'emergency', password);
  const { pool } = house.platform;
  const emergency = (await pool.query(`select id from access.user_account where username = 'emergency'`))
    .rows[0].id as string;
  // Nobody changes its password or roles by the ordinary road, and the real last one stays the last one.
  const reset = { reason: '试试' };
  assert.equal(
    (await security.ask('console', 'POST', `/users/${emergency}/reset-password`, reset)).body['code'],
    'access.emergency_account',
  );
  const last = await tab.ask('console', 'POST', `/users/${house.users['security']}/frozen`, {
    frozen: true,
    reason: '试试',
  });
  assert.equal(last.body['code'], 'access.last_security_admin');
  // The unit of the bank's head office.
  const granted = await tab.ask('console', 'POST', `/users/${house.users['manager1']}/grants`, {
    role: 'securityAdmin',
    orgUnitId: bank.units.JH,
    reason: '安全管理员无法登录',
  });
  assert.deepEqual([granted.status, granted.body['outcome']], [200, 'granted']);
  const frozen = await tab.ask('console', 'POST', `/users/${house.users['security']}/frozen`, {
    frozen: true,
    reason: '账号失窃',
  });
  assert.equal(frozen.status, 200, 'now there is another');
});
