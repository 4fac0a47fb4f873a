import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { allEndpoints } from '@huiting/contracts';
import { accessEndpoints } from '@huiting/contracts/access';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { hallEndpoints } from '@huiting/contracts/hall';
import { platformEndpoints } from '@huiting/contracts/platform';
import { nobody } from './harness/client.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { wholeInputs } from './harness/day.ts';
import { plausibleInput } from './harness/inputs.ts';

/** What the demo allows must not exist in a bank that is none. */
let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open({ DEMO: '0' });
});
after(() => house.close());

test("the demo's director has no right at all", async () => {
  const director = house.bank.a.people.demoDirector;
  const me = await running.client.must(accessEndpoints.getMe, director, {});
  assert.deepEqual(me.permissions, []);
  assert.equal(me.demo, false);
  for (const endpoint of allEndpoints) {
    if (endpoint.access.kind !== 'permission') continue;
    const input = plausibleInput(endpoint, {
      ...wholeInputs,
      branchId: house.bank.a.id,
      userId: house.bank.a.spare.userId,
    });
    const answer = await running.client.call(endpoint, director, input as never);
    assert.equal(answer.status, 403, `${endpoint.id}: ${answer.text}`);
  }
});

test('nobody stands in for anybody', async () => {
  for (const person of Object.values(house.bank.a.people)) {
    const answer = await running.client.call(
      accessEndpoints.getMe,
      person,
      {},
      { headers: { 'x-act-as': house.bank.a.people.branchManager.id } },
    );
    assert.equal(answer.status, 403, person.role);
  }
});

test('everything under /demo answers as if it were not there', async () => {
  const demo = allEndpoints.filter(({ path }) => path.startsWith('/demo/'));
  assert.ok(demo.length >= 2);
  for (const endpoint of demo) {
    const known = {
      branchId: house.bank.a.id,
      kind: 'kiosk',
      userId: house.bank.a.people.teller.id,
      surface: 'teller',
    };
    const answer = await running.client.call(
      endpoint,
      { cookie: null, surface: 'kiosk' },
      plausibleInput(endpoint, known) as never,
    );
    assert.equal(answer.headers['set-cookie'], undefined, endpoint.id);
    if (answer.status === 200)
      assert.doesNotMatch(answer.text, /[0-9a-f]{8}-|1\d{10}/, `${endpoint.id}: ${answer.text}`);
    else assert.ok([403, 404].includes(answer.status), `${endpoint.id}: ${answer.text}`);
  }
});

test('without a gateway for messages no one-time code pretends to have been sent, and none can be read', async () => {
  const phone = '15400000001';
  const h5 = { cookie: null, surface: 'h5' as const };
  const sent = await running.client.call(appointmentEndpoints.sendPhoneCode, h5, { phone });
  assert.equal(sent.status, 503, sent.text);
  const inbox = await running.client.call(appointmentEndpoints.readInbox, nobody, { phone });
  assert.equal(inbox.status, 404);
});

test('the clock is the wall’s and cannot be set', async () => {
  const clock = await running.client.must(platformEndpoints.getClock, nobody, {});
  assert.equal(clock.mode, 'real');
  assert.ok(Math.abs(clock.now - Date.now()) < 5_000);
  const answer = await running.client.call(
    platformEndpoints.setClock,
    house.bank.a.people.headOfficeOperations,
    { rate: 60 },
  );
  assert.equal(answer.body.code, 'clock.not_simulated');
});

test('a password opens a session on one’s own surfaces only, and the answer is a cookie no script can read', async () => {
  const { a } = house.bank;
  const credentials = { username: a.people.branchManager.username!, password: house.bank.password };
  const on = (surface: 'console' | 'teller') =>
    running.client.call(accessEndpoints.signIn, { cookie: null, surface }, credentials);
  const opened = await on('console');
  assert.equal(opened.status, 200, opened.text);
  const [cookie] = opened.headers['set-cookie']!;
  assert.match(cookie!, /^ht_console=[\w-]{32,}; .*HttpOnly/);
  assert.match(cookie!, /SameSite=Strict/);
  const refused = await on('teller');
  assert.equal(refused.body.code, 'access.surface_not_allowed');
  assert.equal(refused.headers['set-cookie'], undefined);
  const session = { cookie: cookie!.split(';')[0]!, surface: 'console' as const };
  const pulse = await running.client.call(hallEndpoints.getPulse, session, { branchId: a.id });
  assert.equal(pulse.status, 200);
});

test('every answer carries the guards against other sites', async () => {
  for (const path of ['/api/clock', '/api/session', '/nowhere', '/healthz', '/api/%E0%A4%A']) {
    const { headers } = await running.client.raw({ method: 'GET', path });
    assert.match(headers['content-security-policy'] as string, /default-src 'self'/, path);
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.equal(headers['access-control-allow-origin'], undefined);
  }
});

test('what anybody can call is limited by address, in the form of every refusal; who is signed in is not', async () => {
  const strict = await house.open({ DEMO: '0', PUBLIC_PER_MINUTE: '5' });
  const ask = () => strict.client.call(platformEndpoints.getClock, nobody, {});
  for (let n = 0; n < 5; n++) assert.equal((await ask()).status, 200);
  const refused = await ask();
  assert.equal(refused.status, 429, refused.text);
  assert.equal(refused.body.code, 'platform.too_many_requests');
  assert.match(refused.headers['content-type']!, /problem\+json/);
  assert.match(refused.headers['retry-after']!, /^\d+$/);
  for (let n = 0; n < 12; n++)
    await strict.client.must(accessEndpoints.getMe, house.bank.a.people.teller, {});
  // An address the client only claims to have is not believed without a proxy.
  const claimed = await strict.client.call(
    platformEndpoints.getClock,
    nobody,
    {},
    { headers: { 'x-forwarded-for': '203.0.113.7' } },
  );
  assert.equal(claimed.status, 429);
  // A live stream is opened before any session is known, and costs memory as long as it stays.
  const streams = new AbortController();
  const opened = [];
  for (let n = 0; n < 6; n++)
    opened.push((await fetch(`${strict.client.address}/api/live`, { signal: streams.signal })).status);
  assert.deepEqual(opened, [200, 200, 200, 200, 200, 429]);
  streams.abort();
  await strict.stop();
});
