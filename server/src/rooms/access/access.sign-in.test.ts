import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const minute = 60_000;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'teller2', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'teller3', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'lobby1', role: 'lobbyManager', path: '/JH/NJ/NJ01/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
    ],
  });
});
after(() => house.stop());

test('signing in sets a cookie of the surface that scripts cannot read, and tells who I am', async () => {
  const tab = browser(house.http);
  const answer = await tab.signIn('teller', ' Teller1 ');
  assert.equal(answer.status, 200);
  const [cookie] = answer.setCookies as {
    name: string;
    httpOnly?: boolean;
    sameSite?: string;
    path?: string;
    value: string;
  }[];
  assert.deepEqual(
    [cookie!.name, cookie!.httpOnly, cookie!.sameSite, cookie!.path],
    ['ht_teller', true, 'Strict', '/api'],
  );
  assert.match(cookie!.value, /^[\w-]{32}$/);
  const { body } = await tab.me('teller');
  assert.deepEqual(
    [body.kind, body.roles, body.idleLogoutMinutes, (body.branch as { code: string }).code],
    ['user', ['teller'], 15, 'NJ01'],
  );
  const { rows } = await house.platform.pool.query('select token_hash from access.session');
  assert.ok(
    rows.every(({ token_hash }) => token_hash !== cookie!.value),
    'the token itself rests nowhere',
  );
});

test('each surface has its own session in one browser, and ending one leaves the others', async () => {
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  await tab.signIn('pad', 'lobby1');
  await tab.signIn('console', 'manager1');
  const who = async (surface: 'teller' | 'pad' | 'console') => (await tab.me(surface)).body.name;
  assert.deepEqual(
    [await who('teller'), await who('pad'), await who('console')],
    ['员工teller1', '员工lobby1', '员工manager1'],
  );
  const padToken = tab.cookies.get('ht_pad')!;
  assert.equal((await tab.ask('pad', 'DELETE', '/session')).status, 200);
  assert.equal((await tab.me('pad')).status, 401);
  tab.cookies.set('ht_pad', padToken);
  assert.equal((await tab.me('pad')).status, 401, 'the ended token is worth nothing');
  // A token of one surface opens no other.
  tab.cookies.set('ht_pad', tab.cookies.get('ht_teller')!);
  assert.equal((await tab.me('pad')).status, 401);
  assert.equal((await tab.me('teller')).status, 200);
});

test('signing in again on a surface ends the session this browser had there', async () => {
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  const first = tab.cookies.get('ht_teller')!;
  await tab.signIn('teller', 'teller1');
  const old = browser(house.http);
  old.cookies.set('ht_teller', first);
  assert.equal((await old.me('teller')).status, 401);
  assert.equal((await tab.me('teller')).status, 200);
});

test('a post signs in only on its surfaces, and terminals’ surfaces take no password', async () => {
  const tab = browser(house.http);
  for (const surface of ['console', 'pad', 'kiosk', 'h5'] as const) {
    const answer = await tab.signIn(surface, 'teller1');
    assert.deepEqual([answer.status, answer.body.code], [403, 'access.surface_not_allowed'], surface);
  }
  assert.equal(tab.cookies.size, 0);
});

test('five wrong passwords lock the login for half an hour, also for the right password; a name that does not exist looks the same', async () => {
  const tab = browser(house.http);
  for (const username of ['teller2', 'nobody-has-this-name']) {
    for (let i = 0; i < 5; i++)
      assert.equal(
        (await tab.signIn('teller', username, 'Wrong-Pass-1')).body.code,
        'access.wrong_credentials',
      );
    const locked = await tab.signIn('teller', username);
    assert.deepEqual([locked.status, locked.body.code], [423, 'access.locked'], username);
  }
  assert.equal((await tab.signIn('teller', 'teller1')).status, 200, 'others are not locked out with it');
  house.passWall(29 * minute);
  assert.equal((await tab.signIn('teller', 'teller2')).status, 423);
  house.passWall(2 * minute);
  assert.equal((await tab.signIn('teller', 'teller2')).status, 200);
});

test('a right password in between starts the count anew; guesses sent at once are still counted one by one', async () => {
  const tab = browser(house.http);
  for (let i = 0; i < 4; i++) await tab.signIn('teller', 'teller3', 'Wrong-Pass-1');
  assert.equal((await tab.signIn('teller', 'teller3')).status, 200);
  const guesses = await Promise.all(
    Array.from({ length: 8 }, () => tab.signIn('teller', 'teller3', 'Wrong-Pass-2')),
  );
  assert.deepEqual(
    guesses.map(({ status }) => status).sort((a, b) => a - b),
    [401, 401, 401, 401, 401, 423, 423, 423],
  );
  house.passWall(31 * minute);
});

test('an address that keeps failing waits longer and longer, whatever names it tries', async () => {
  const tab = browser(house.http);
  house.passWall(60 * minute);
  for (let i = 0; i < 20; i++)
    assert.equal((await tab.signIn('teller', `guess-${i}`, 'Wrong-Pass-1')).status, 401);
  assert.equal((await tab.signIn('teller', 'teller1')).status, 429);
  house.passWall(1_100);
  assert.equal((await tab.signIn('teller', 'guess-20', 'Wrong-Pass-1')).status, 401);
  house.passWall(1_100);
  assert.equal((await tab.signIn('teller', 'teller1')).status, 429, 'the second wait is longer');
  house.passWall(60 * minute);
});

test('nobody moved for 15 minutes: signed out; 5 on the PAD; every request counts as a move', async () => {
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  await tab.signIn('pad', 'lobby1');
  house.passWall(4 * minute);
  assert.equal((await tab.me('pad')).status, 200);
  house.passWall(4 * minute);
  assert.equal((await tab.me('pad')).status, 200);
  house.passWall(5 * minute + 1);
  assert.equal((await tab.me('pad')).status, 401);
  assert.equal((await tab.me('teller')).status, 200);
  house.passWall(15 * minute + 1);
  assert.equal((await tab.me('teller')).status, 401);
  assert.equal((await tab.me('teller')).status, 401);
});

test('who moved in another process is not idle here', async () => {
  const other = house.another();
  const tab = browser(house.http);
  await tab.signIn('teller', 'teller1');
  assert.equal((await tab.me('teller')).status, 200);
  house.passWall(10 * minute);
  const request = { cookies: { ht_teller: tab.cookies.get('ht_teller') }, headers: {} } as never;
  assert.notEqual(await other.authenticator.actorOf(request, 'teller'), null);
  await other.revocations.stop();
  house.passWall(10 * minute);
  assert.equal((await tab.me('teller')).status, 200);
});

test('a frozen account is told so only after the right password', async () => {
  const { pool } = house.platform;
  await pool.query(
    `update access.user_account set frozen = true, changed_at = clock_timestamp() where username = 'teller2'`,
  );
  const tab = browser(house.http);
  assert.equal((await tab.signIn('teller', 'teller2', 'Wrong-Pass-1')).body.code, 'access.wrong_credentials');
  assert.equal((await tab.signIn('teller', 'teller2')).body.code, 'access.frozen');
});

test('sign-ins are announced and audited; what was typed as an unknown name is written nowhere', async () => {
  const tab = browser(house.http);
  await tab.signIn('teller', 'my-secret-passw0rd', 'x');
  await tab.signIn('teller', 'teller1');
  assert.ok(
    house.platform.events.some(
      ({ type, branchId }) => type === 'session.opened' && branchId === bank.branches.NJ01,
    ),
  );
  const { rows } = await house.platform.pool.query(
    `select canonical from access.audit_entry where action = 'session.open'`,
  );
  const texts = rows.map(({ canonical }) => canonical as string);
  assert.ok(texts.some((text) => text.includes('"outcome":"done"') && text.includes(house.users.teller1!)));
  assert.ok(texts.some((text) => text.includes('"why":"access.locked"')));
  const dump = await house.platform.pool.query(
    `select (select string_agg(e::text, ' ') from access.audit_entry e) || (select string_agg(f::text, ' ') from access.sign_in_failure f) as all`,
  );
  assert.ok(!dump.rows[0].all.includes('my-secret-passw0rd'));
});
