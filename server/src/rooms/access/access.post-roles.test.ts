import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { staffEvents } from '@huiting/contracts/staff';
import type { Post } from '@huiting/contracts/staff';
import { systemCtx } from '../../platform/context.ts';
import { newId } from '../../platform/ids.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';
import { permissionsOf } from './access.roles.domain.ts';

const bank = smallBank();
const staffId = newId();
let house: AccessHouse;
let userId: string;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'keeper', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'regional', role: 'securityAdmin', path: '/JH/NJ/' },
    ],
  });
  await house.platform.join(house.access);
  // A login that nobody has given anything yet.
  userId = newId();
  await house.platform.pool.query(
    'insert into access.user_account (id, username, name, org_unit_id) values ($1, $2, $3, $4)',
    [userId, 'newcomer', '林若溪', bank.units.NJ],
  );
});
after(() => house.stop());

/** The register says where a person is and at which post. */
async function told(post: Post, at: 'NJ01' | 'NJ02', name = '林若溪'): Promise<void> {
  const fact = {
    staffId,
    userId,
    number: '90001',
    name,
    post,
    homeBranchId: bank.branches[at],
    orgUnitId: bank.units[at],
  };
  await house.platform.db.transact(systemCtx(house.platform.clock.now, newId()), bank.branches[at], (tx) =>
    Promise.resolve(tx.emit(staffEvents.changed, fact)),
  );
  await house.platform.settle();
}
async function security() {
  const tab = browser(house.http);
  await tab.signIn('console', 'security');
  return tab;
}
const held = async () => {
  const { body } = await (await security()).ask('console', 'GET', `/users/${userId}/grants`);
  return (body['grants'] as { role: string; unitName: string; byPost: boolean }[])
    .map(({ role, unitName, byPost }) => `${role} ${unitName}${byPost ? ' by post' : ''}`)
    .toSorted();
};

test('whoever gets a post gets its roles at their own place; another post or place takes them along, and leaves what a person gave', async () => {
  await told('teller', 'NJ01');
  assert.deepEqual(await held(), ['teller 鼓楼支行 by post']);
  const tab = await security();
  const given = await tab.ask('console', 'POST', `/users/${userId}/grants`, {
    role: 'lobbyManager',
    orgUnitId: bank.units.NJ01,
    reason: '支援厅堂',
  });
  assert.equal(given.body['outcome'], 'granted');

  const before = house.platform.events.length;
  await told('teller', 'NJ01', '林若希');
  assert.deepEqual(await held(), ['lobbyManager 鼓楼支行', 'teller 鼓楼支行 by post']);
  assert.ok(!house.platform.events.slice(before).some(({ type }) => type === 'user.grantsChanged'));

  await told('relationshipManager', 'NJ02');
  assert.deepEqual(await held(), ['lobbyManager 鼓楼支行', 'relationshipManager 玄武支行 by post']);
  const { rows } = await house.platform.pool.query(
    `select canonical from access.audit_entry where action = 'user.grantByPost' order by id`,
  );
  assert.equal(rows.length, 2);
  assert.match(rows[1].canonical, /"roles":\["relationshipManager"\],"taken":\["teller"\]/);
});

test('a post gives what the bank has laid down for it, from then on; one without a template of its own what the product says', async () => {
  const tab = await security();
  const saved = await tab.ask('console', 'POST', '/post-templates/lobbyManager', {
    version: 0,
    roles: ['lobbyManager', 'relationshipManager'],
  });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.deepEqual(await held(), ['lobbyManager 鼓楼支行', 'relationshipManager 玄武支行 by post']);
  await told('lobbyManager', 'NJ02');
  assert.deepEqual(await held(), [
    'lobbyManager 玄武支行 by post',
    'lobbyManager 鼓楼支行',
    'relationshipManager 玄武支行 by post',
  ]);
  await told('headOffice', 'NJ01');
  assert.deepEqual(await held(), ['lobbyManager 鼓楼支行']);
});

test('a role that was taken from somebody by hand does not come back until they get another post', async () => {
  await told('teller', 'NJ01');
  const tab = await security();
  await tab.ask('console', 'POST', `/users/${userId}/remove-role`, { role: 'teller' });
  await told('teller', 'NJ01', '林若溪');
  assert.deepEqual(await held(), ['lobbyManager 鼓楼支行']);
});

test('the roles are told as they are enforced, with who holds them within one’s scope', async () => {
  const tab = await security();
  const { body } = await tab.ask('console', 'GET', '/roles');
  const roles = body['roles'] as {
    role: 'teller' | 'securityAdmin' | 'kiosk';
    kind: string;
    needsSecondFactor: boolean;
    permissions: string[];
    holders: number;
  }[];
  for (const { role, permissions } of roles)
    assert.deepEqual(permissions, permissionsOf(role, { demo: false }));
  const told = (role: string) => roles.find((one) => one.role === role)!;
  assert.deepEqual(
    ['teller', 'securityAdmin', 'kiosk', 'headOfficeOperations'].map((role) => told(role).kind),
    ['ordinary', 'privileged', 'terminal', 'privileged'],
  );
  assert.equal(told('securityAdmin').needsSecondFactor, true);
  assert.deepEqual([told('securityAdmin').holders, told('teller').holders], [2, 1]);
  assert.equal(
    roles.some(({ role }) => (role as string) === 'demoDirector'),
    false,
  );
  const near = browser(house.http);
  await near.signIn('console', 'regional');
  const seen = (await near.ask('console', 'GET', '/roles')).body['roles'] as typeof roles;
  assert.equal(seen.find(({ role }) => role === 'securityAdmin')!.holders, 1);
});
