import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { after, before, test } from 'node:test';
import { smallBank } from '../organization/organization.fixtures.ts';
import { proofText } from './access.device-proof.domain.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';

const bank = smallBank();
let house: AccessHouse;
let moved = 0;
type Tab = ReturnType<typeof browser>;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    env: { SESSIONS_PER_SURFACE: '2' },
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'manager2', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
    ],
  });
});
after(() => house.stop());

/** A browser's key and the proofs it signs, as `web/src/lib/device-proof.ts` does. */
function device(kind: 'ec' | 'rsa' = 'ec') {
  const keys: { privateKey: KeyObject; publicKey: KeyObject } =
    kind === 'ec'
      ? generateKeyPairSync('ec', { namedCurve: 'P-256' })
      : generateKeyPairSync('rsa', { modulusLength: 2048 });
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  // oxlint-disable-next-line no-restricted-properties -- the wall clock, as the browser has it
  const minuteNow = (): number => Math.floor((Date.now() + moved) / 60_000);
  return (surface = 'console', minute = minuteNow()): Record<string, string> => {
    const signature = sign('sha256', Buffer.from(proofText(surface, minute)), {
      key: keys.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return { 'x-device-proof': `${spki}.${minute}.${signature.toString('base64url')}` };
  };
}
async function signIn(username: string, headers: Record<string, string>): Promise<Tab> {
  const tab = browser(house.http);
  const answer = await tab.ask(
    'console',
    'POST',
    '/session',
    { username, password: 'Correct-Horse-9' },
    headers,
  );
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  return tab;
}
const told = (): number => house.platform.events.filter(({ type }) => type === 'session.copied').length;

test('a cookie copied to another device opens nothing there, is told once, and leaves its owner signed in', async () => {
  const mine = device();
  const tab = await signIn('manager1', mine());
  assert.equal((await tab.me('console', mine())).status, 200);
  const thief = browser(house.http);
  thief.cookies.set('ht_console', tab.cookies.get('ht_console')!);
  const others = device();
  assert.equal((await thief.me('console')).status, 401, 'without a proof');
  assert.equal((await thief.me('console', others())).status, 401, 'with a proof of its own');
  for (let tries = 0; tries < 100 && told() === 0; tries++)
    await new Promise((later) => setTimeout(later, 10));
  assert.equal(told(), 1, 'once');
  assert.equal((await tab.me('console', mine())).status, 200);
  const { rows } = await house.platform.pool.query(
    `select count(*)::int as n from access.audit_entry where action = 'session.foreignDevice'`,
  );
  assert.equal(rows[0].n, 1);
});

test('an overheard proof is good for minutes, for its surface only; a made-up one for nothing', async () => {
  const mine = device();
  const tab = await signIn('manager1', mine());
  const overheard = mine();
  assert.equal((await tab.me('console', mine('pad'))).status, 401, 'signed for another surface');
  const [spki, minute, signature] = overheard['x-device-proof']!.split('.');
  for (const forged of [
    `${spki}.${Number(minute) + 1}.${signature}`,
    `${spki}.${minute}.${'A'.repeat(86)}`,
    `${device()()['x-device-proof']!.split('.')[0]}.${minute}.${signature}`,
    `${spki}.${minute}`,
    '..',
    'x'.repeat(5_000),
  ])
    assert.equal((await tab.me('console', { 'x-device-proof': forged })).status, 401, forged.slice(0, 40));
  house.passWall(6 * 60_000);
  moved += 6 * 60_000;
  assert.equal((await tab.me('console', overheard)).status, 401, 'too old');
  assert.equal((await tab.me('console', mine())).status, 200);
});

test('a key of another kind binds nothing: the session is as one of a browser without a key', async () => {
  const tab = await signIn('manager2', device('rsa')());
  assert.equal((await tab.me('console')).status, 200);
});

test('the oldest session of a surface ends beyond the limit; an administrator sees the others and ends one', async () => {
  await house.platform.pool.query(
    `update access.session set ended_at = clock_timestamp(), ended_why = 'revoked' where ended_at is null`,
  );
  const mine = device();
  const tabs = [await signIn('manager1', mine()), await signIn('manager1', {}), await signIn('manager1', {})];
  const states = async () => [
    (await tabs[0]!.me('console', mine())).status,
    (await tabs[1]!.me('console')).status,
    (await tabs[2]!.me('console')).status,
  ];
  assert.deepEqual(await states(), [401, 200, 200]);
  const admin = await signIn('security', {});
  const path = `/users/${house.users['manager1']}/sessions`;
  const listed = await admin.ask('console', 'GET', path);
  const sessions = listed.body['sessions'] as { id: string; bound: boolean }[];
  assert.deepEqual([sessions.length, listed.body['limit']], [2, 2]);
  assert.equal((await admin.ask('console', 'POST', `${path}/${sessions[0]!.id}/end`, {})).status, 200);
  assert.deepEqual(await states(), [401, 200, 401]);
  assert.equal(
    (await admin.ask('console', 'POST', `${path}/${sessions[0]!.id}/end`, {})).body['code'],
    'access.session_not_found',
  );
  const others = (await admin.ask('console', 'GET', `/users/${house.users['security']}/sessions`)).body[
    'sessions'
  ] as { id: string }[];
  assert.equal(
    (await admin.ask('console', 'POST', `${path}/${others[0]!.id}/end`, {})).status,
    404,
    'of another user',
  );
});

test('commands from other pages are refused before they are looked at, also with the right cookie and proof', async () => {
  const mine = device();
  const tab = await signIn('manager2', mine());
  for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
    const answer = await tab.ask('console', 'DELETE', '/session', undefined, { ...mine(), ...headers });
    assert.deepEqual([answer.status, answer.body['code']], [403, 'platform.cross_site']);
  }
  assert.equal((await tab.me('console', mine())).status, 200, 'still signed in');
});
