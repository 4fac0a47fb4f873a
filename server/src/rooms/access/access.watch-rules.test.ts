import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { customerEndpoints } from '@huiting/contracts/customer';
import { queueEndpoints } from '@huiting/contracts/queue';
import { testActor, testCtx } from '../../platform/testing.ts';
import { smallBank } from '../organization/organization.fixtures.ts';
import { isNight, standardRules, unusualReads } from './access.activity.domain.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
const hour = 3_600_000;
let house: AccessHouse;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'teller2', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'regional', role: 'securityAdmin', path: '/JH/NJ/' },
      { username: 'auditor', role: 'auditAdmin', path: '/JH/' },
    ],
  });
  // Whatever hour the tests run at: the middle of a working day in Nanjing.
  await toHour(10);
});
after(() => house.stop());

let moved = 0;
/** Moves the wall clock on to the next such hour of the day in Nanjing (UTC+8). */
async function toHour(wanted: number): Promise<void> {
  // oxlint-disable-next-line no-restricted-properties -- the wall clock of the house
  const now = new Date(Date.now() + moved + 8 * hour);
  const ahead = ((wanted - now.getUTCHours() + 24) % 24 || 24) * hour - now.getUTCMinutes() * 60_000;
  moved += ahead;
  house.passWall(ahead);
  await house.access.activity.flush();
}
function act(
  username: string,
  endpoint: (typeof customerEndpoints)['getView'] | (typeof queueEndpoints)['getBoard'],
  times = 1,
  access = house.access,
): void {
  const actor = { ...testActor({ permissions: [], path: '/' }), id: house.users[username]! };
  for (let i = 0; i < times; i++) access.acted(testCtx(house.platform, actor), endpoint as never, {}, 200);
}
const told = (type: string): { payload: unknown }[] =>
  house.platform.events.filter((event) => event.type === type);

test('reads beyond what is usual for oneself are told once an hour, whichever process counted them', async () => {
  const other = house.another();
  act('teller1', customerEndpoints.getView, standardRules.readsFloor - 1);
  await house.access.activity.flush();
  assert.equal(told('reads.unusual').length, 0);
  act('teller1', customerEndpoints.getView, 1, other);
  await other.activity.flush();
  assert.equal(told('reads.unusual').length, 1);
  act('teller1', customerEndpoints.getView, 50);
  act('teller1', customerEndpoints.getView, 50, other);
  await Promise.all([house.access.activity.flush(), other.activity.flush()]);
  assert.equal(told('reads.unusual').length, 1, 'once an hour');
  act('teller2', queueEndpoints.getBoard, 500);
  await house.access.activity.flush();
  assert.equal(told('reads.unusual').length, 1, 'boards are no customers');
  await other.revocations.stop();
});

test('whoever always reads much may read much: the measure is one’s own', async () => {
  for (let day = 0; day < 4; day++) {
    await toHour(10);
    await house.platform.pool.query(
      `insert into access.activity_hour (user_id, hour, requests, reads, told_reads) values ($1, to_timestamp($2), 100, 100, true)`,
      // oxlint-disable-next-line no-restricted-properties -- the wall clock of the house
      [house.users['teller2'], Math.floor((Date.now() + moved) / hour) * 3_600 - 7_200],
    );
  }
  const before = told('reads.unusual').length;
  act('teller2', customerEndpoints.getView, 4 * 100 - 1);
  await house.access.activity.flush();
  assert.equal(told('reads.unusual').length, before, 'usual for this one');
  act('teller2', customerEndpoints.getView, 1);
  await house.access.activity.flush();
  assert.equal(told('reads.unusual').length, before + 1);
});

test('at work in the night: told once a night, and no longer once it is usual', async () => {
  for (const night of [1, 2, 3, 4]) {
    await toHour(23);
    act('teller1', queueEndpoints.getBoard, 2);
    await house.access.activity.flush();
    await toHour(1);
    act('teller1', queueEndpoints.getBoard);
    await house.access.activity.flush();
    assert.equal(told('work.atOddHour').length, Math.min(night, standardRules.usualNights), `night ${night}`);
  }
  await toHour(12);
  act('teller1', queueEndpoints.getBoard);
  await house.access.activity.flush();
  assert.equal(told('work.atOddHour').length, standardRules.usualNights);
});

test('nights go over midnight, days do not; the floor holds whatever the mean is', () => {
  assert.deepEqual(
    ['21:29', '21:30', '00:00', '06:29', '06:30'].map((time) => isNight(time, standardRules)),
    [false, true, true, true, false],
  );
  const day = { ...standardRules, nightFrom: '01:00', nightUntil: '05:00' };
  assert.deepEqual(
    ['00:59', '01:00', '05:00'].map((time) => isNight(time, day)),
    [false, true, false],
  );
  assert.deepEqual(
    [unusualReads(0, standardRules), unusualReads(15, standardRules), unusualReads(30, standardRules)],
    [60, 60, 120],
  );
});

test('the rules are the whole bank’s: changed with what they were in the trail, never over somebody else’s change', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'security');
  const rules = { ...standardRules, readsFloor: 200 };
  const saved = await tab.ask('console', 'POST', '/watch-rules', { version: 0, rules });
  assert.deepEqual([saved.status, saved.body['version']], [200, 1], JSON.stringify(saved.body));
  assert.equal(
    (await tab.ask('console', 'POST', '/watch-rules', { version: 0, rules })).body['code'],
    'access.rules_changed',
  );
  const regional = browser(house.http);
  await regional.signIn('console', 'regional');
  assert.equal(
    (await regional.ask('console', 'POST', '/watch-rules', { version: 1, rules })).body['code'],
    'access.whole_bank_only',
  );
  const auditor = browser(house.http);
  await auditor.signIn('console', 'auditor');
  assert.equal((await auditor.ask('console', 'POST', '/watch-rules', { version: 1, rules })).status, 403);
  assert.equal(
    ((await auditor.ask('console', 'GET', '/watch-rules')).body['rules'] as { readsFloor: number })
      .readsFloor,
    200,
  );
  const { rows } = await house.platform.pool.query(
    `select canonical from access.audit_entry where action = 'watchRules.save'`,
  );
  assert.match(rows[0].canonical, /"before":\{"readsFloor":60.*"after":\{"readsFloor":200/);
});

test('roles come with a post: ordinary ones only, at the person’s own place, and only what is missing', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'security');
  const path = '/post-templates/teller';
  const privileged = await tab.ask('console', 'POST', path, {
    version: 0,
    roles: ['teller', 'securityAdmin'],
  });
  assert.equal(privileged.body['code'], 'access.template_not_ordinary');
  assert.equal(
    (await tab.ask('console', 'POST', path, { version: 0, roles: ['kiosk'] })).body['code'],
    'access.role_not_grantable',
  );
  const saved = await tab.ask('console', 'POST', path, { version: 0, roles: ['teller', 'lobbyManager'] });
  assert.equal(saved.status, 200, JSON.stringify(saved.body));
  assert.equal(
    (await tab.ask('console', 'POST', path, { version: 0, roles: ['teller'] })).body['code'],
    'access.rules_changed',
  );
  const give = () =>
    tab.ask('console', 'POST', `/users/${house.users['teller1']}/grants-by-post`, { reason: '轮岗' });
  assert.deepEqual((await give()).body['granted'], ['lobbyManager']);
  assert.deepEqual((await give()).body['granted'], []);
  const own = await tab.ask('console', 'POST', `/users/${house.users['security']}/grants-by-post`, {
    reason: '轮岗',
  });
  assert.equal(own.body['code'], 'access.own_account');
});

test('seeing as a user shows their surfaces, rights with places, and fields; it is in the trail and changes nothing', async () => {
  const tab = browser(house.http);
  await tab.signIn('console', 'security');
  const seen = await tab.ask('console', 'GET', `/users/${house.users['teller2']}/as`);
  assert.deepEqual(seen.body['surfaces'], ['teller']);
  assert.deepEqual(seen.body['fields'], ['identity', 'contact', 'wealth']);
  assert.equal(seen.body['branches'], 1);
  const serve = (seen.body['permissions'] as { permission: string; at: unknown[] }[]).find(
    ({ permission }) => permission === 'queue.serve',
  );
  assert.deepEqual(serve!.at, [{ unitName: '鼓楼支行', role: 'teller' }]);
  const { rows } = await house.platform.pool.query(
    `select count(*)::int as n from access.audit_entry where action = 'user.seeAs'`,
  );
  assert.equal(rows[0].n, 1);
  await tab.ask('console', 'POST', `/users/${house.users['teller2']}/frozen`, {
    frozen: true,
    reason: '离职',
  });
  const frozen = await tab.ask('console', 'GET', `/users/${house.users['teller2']}/as`);
  assert.deepEqual(
    [frozen.body['frozen'], frozen.body['surfaces'], frozen.body['permissions']],
    [true, [], []],
  );
});
