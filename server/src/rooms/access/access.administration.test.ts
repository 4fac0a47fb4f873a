import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const day = 86_400_000;
const minute = 60_000;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    secondFactor: true,
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'teller2', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'guessed', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'security2', role: 'securityAdmin', path: '/JH/' },
      { username: 'system', role: 'systemAdmin', path: '/JH/' },
    ],
  });
});
after(() => house.stop());

const testPassword = 'Correct-Horse-9';
type Tab = ReturnType<typeof browser>;
/** Secrets as their owners' phones hold them; each code is good once, so the wall clock moves on between two. */
const phones = new Map<string, string>();
let moved = 0;
function pass(ms: number): void {
  moved += ms;
  house.passWall(ms);
}
function codeOf(username: string): string {
  pass(31_000);
  const secret = Secret.fromBase32(phones.get(username)!);
  // eslint-disable-next-line no-restricted-properties -- the wall clock, as the phone has it
  return new TOTP({ secret }).generate({ timestamp: Date.now() + moved });
}
async function enrol(tab: Tab, username: string): Promise<void> {
  const begun = await tab.ask('console', 'POST', '/session/second-factor', { password: testPassword });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  phones.set(username, begun.body['secret'] as string);
  const confirmed = await tab.ask('console', 'POST', '/session/second-factor/confirmation', {
    code: codeOf(username),
  });
  assert.equal(confirmed.status, 200, JSON.stringify(confirmed.body));
}
async function admin(username: string): Promise<Tab> {
  const tab = browser(house.http);
  await tab.signIn('console', username);
  if (!phones.has(username)) await enrol(tab, username);
  else
    await tab.ask('console', 'POST', '/session', {
      username,
      password: testPassword,
      code: codeOf(username),
    });
  return tab;
}
const codeIn = (answer: { body: Record<string, unknown> }) => answer.body['code'];

test('an administrator without a second factor may do nothing but enrol one', async () => {
  const tab = browser(house.http);
  const entered = await tab.signIn('console', 'system');
  assert.deepEqual([entered.body['duties'], entered.body['permissions']], [['enrolSecondFactor'], []]);
  assert.equal((await tab.ask('console', 'GET', '/users')).status, 403);
  await enrol(tab, 'system');
  const me = await tab.me('console');
  assert.deepEqual(me.body['duties'], []);
  assert.ok((me.body['permissions'] as string[]).includes('system.view'));
});

test('from then on a sign-in needs a code, each code is good once, and a wrong one counts as a wrong password', async () => {
  const tab = browser(house.http);
  assert.equal(codeIn(await tab.signIn('console', 'system')), 'access.second_factor_needed');
  const code = codeOf('system');
  const enter = (typed: string) =>
    tab.ask('console', 'POST', '/session', { username: 'system', password: testPassword, code: typed });
  assert.equal((await enter(code)).status, 200);
  assert.equal(codeIn(await enter(code)), 'access.second_factor_wrong');
  assert.equal(codeIn(await enter('000000')), 'access.second_factor_wrong');
  // Somebody without the password is not told that there is one.
  assert.equal(codeIn(await tab.signIn('console', 'system', 'wrong')), 'access.wrong_credentials');
});

test('a password is strong, none of the last five, and ends every other session when it changes', async () => {
  const tab = browser(house.http);
  const other = browser(house.http);
  await tab.signIn('teller', 'teller1');
  await other.signIn('teller', 'teller1');
  const change = (current: string, next: string) =>
    tab.ask('teller', 'POST', '/session/password', { current, next });
  assert.equal(codeIn(await change('wrong', 'Another-Horse-1')), 'access.password_wrong');
  assert.equal(codeIn(await change(testPassword, 'short')), 'access.password_weak');
  assert.equal(codeIn(await change(testPassword, testPassword)), 'access.password_used');
  const later = ['Horse-One-11', 'Horse-Two-22', 'Horse-Three-3', 'Horse-Four-44'];
  let current = testPassword;
  for (const next of later) {
    assert.equal((await change(current, next)).status, 200);
    current = next;
  }
  assert.equal((await tab.me('teller')).status, 200);
  assert.equal((await other.me('teller')).status, 401);
  assert.equal(
    codeIn(await change(current, testPassword)),
    'access.password_used',
    'the fifth is remembered',
  );
  assert.equal((await change(current, 'Horse-Five-55')).status, 200);
  assert.equal((await change('Horse-Five-55', testPassword)).status, 200, 'the sixth is forgotten');
});

test('a password older than 90 days opens nothing but its own change', async () => {
  pass(91 * day);
  const tab = browser(house.http);
  const entered = await tab.signIn('teller', 'teller2');
  assert.deepEqual([entered.body['duties'], entered.body['permissions']], [['changePassword'], []]);
  assert.equal(
    (await tab.ask('teller', 'POST', '/session/password', { current: testPassword, next: 'Renewed-Horse-1' }))
      .status,
    200,
  );
  assert.ok(((await tab.me('teller')).body['permissions'] as string[]).includes('queue.serve'));
  // Everybody's is old by now: the administrators renew theirs, with the same words as long as the history allows.
  await house.platform.pool.query('update access.user_account set password_set_at = $1', [
    // eslint-disable-next-line no-restricted-properties -- the wall clock of the test's house
    new Date(Date.now() + moved),
  ]);
});

test('a new login begins with a first password, without any role, and takes an ordinary one at once', async () => {
  const tab = await admin('security');
  const path = `/org-units/${bank.units.NJ01}/users`;
  const made = await tab.ask('console', 'POST', path, { username: 'newcomer', name: '新人' });
  assert.equal(made.status, 200, JSON.stringify(made.body));
  assert.equal(
    codeIn(await tab.ask('console', 'POST', path, { username: 'newcomer', name: '别人' })),
    'access.username_taken',
  );
  const { userId, initialPassword } = made.body as { userId: string; initialPassword: string };
  const theirs = browser(house.http);
  assert.equal(
    codeIn(await theirs.signIn('teller', 'newcomer', initialPassword)),
    'access.surface_not_allowed',
  );
  const grant = (role: string, orgUnitId: string = bank.units.NJ01) =>
    tab.ask('console', 'POST', `/users/${userId}/grants`, { role, orgUnitId, reason: '新入职' });
  assert.deepEqual((await grant('teller')).body, { outcome: 'granted' });
  assert.equal(codeIn(await grant('teller')), 'access.grant_held');
  assert.equal(codeIn(await grant('kiosk')), 'access.role_not_grantable');
  const entered = await theirs.signIn('teller', 'newcomer', initialPassword);
  assert.deepEqual(entered.body['duties'], ['changePassword']);
  const listed = await tab.ask('console', 'GET', `/users/${userId}/grants`);
  assert.deepEqual(
    (listed.body['grants'] as { role: string; unitName: string }[]).map(({ role, unitName }) => [
      role,
      unitName,
    ]),
    [['teller', '鼓楼支行']],
  );
  const serve = (listed.body['permissions'] as { permission: string; paths: string[] }[]).find(
    ({ permission }) => permission === 'queue.serve',
  );
  assert.deepEqual(serve?.paths, ['/JH/NJ/NJ01/']);
});

test('a privileged role waits for a second person, is never one’s own to give, and administrators exclude each other', async () => {
  const tab = await admin('security');
  const { users } = house;
  const grant = (who: string, role: string) =>
    tab.ask('console', 'POST', `/users/${users[who]}/grants`, {
      role,
      orgUnitId: bank.units.JH,
      reason: '任命',
    });
  assert.equal(codeIn(await grant('security', 'teller')), 'access.own_account');
  assert.equal(codeIn(await grant('system', 'auditAdmin')), 'access.admins_exclude');
  assert.deepEqual((await grant('manager1', 'auditAdmin')).body, { outcome: 'asked' });
  assert.equal(codeIn(await grant('manager1', 'auditAdmin')), 'access.grant_running');
  const asked = house.platform.events.filter(({ type }) => type === 'userGrant.approvalRequested');
  assert.equal(asked.length, 1);
  const held = await tab.ask('console', 'GET', `/users/${users['manager1']}/grants`);
  assert.deepEqual(
    [(held.body['grants'] as unknown[]).length, (held.body['requests'] as unknown[]).length],
    [1, 1],
  );
});

test('the last security administrator can neither be frozen nor lose the role', async () => {
  const tab = await admin('security');
  const { users } = house;
  const freeze = (who: string, frozen: boolean) =>
    tab.ask('console', 'POST', `/users/${users[who]}/frozen`, { frozen, reason: '离岗' });
  assert.equal(codeIn(await freeze('security', true)), 'access.own_account');
  const victim = await admin('security2');
  assert.equal((await freeze('security2', true)).status, 200);
  assert.equal((await victim.me('console')).status, 401);
  const remove = await tab.ask('console', 'POST', `/users/${users['security']}/remove-role`, {
    role: 'securityAdmin',
  });
  assert.equal(codeIn(remove), 'access.last_security_admin');
  assert.equal((await freeze('security2', false)).status, 200);
});

test('a lost phone or a forgotten password is another one’s to mend, and ends the sessions', async () => {
  const tab = await admin('security');
  const victim = await admin('security2');
  const { users } = house;
  const reset = await tab.ask('console', 'POST', `/users/${users['security2']}/reset-password`, {
    reason: '忘记口令',
  });
  assert.equal((await victim.me('console')).status, 401);
  assert.equal(
    (
      await tab.ask('console', 'POST', `/users/${users['security2']}/reset-second-factor`, {
        reason: '手机丢失',
      })
    ).status,
    200,
  );
  const entered = await victim.signIn('console', 'security2', reset.body['initialPassword'] as string);
  assert.deepEqual(entered.body['duties'], ['changePassword', 'enrolSecondFactor']);
});

test('five guesses at a real login are told to whoever manages access', async () => {
  const tab = browser(house.http);
  for (let tries = 0; tries < 5; tries++) await tab.signIn('teller', 'guessed', `Guess-${tries}-x`);
  const told = house.platform.events.filter(({ type }) => type === 'login.locked');
  assert.deepEqual(
    told.map(({ payload }) => (payload as { userId: string }).userId),
    [house.users['guessed']],
  );
  pass(31 * minute);
});
