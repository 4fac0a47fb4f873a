import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { smallBank } from '../organization/organization.fixtures.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';
import { startProvider } from './access.identity-provider.fixtures.ts';
import type { TestProvider } from './access.identity-provider.fixtures.ts';

/** Sign-in by a real OpenID Connect server that runs in this process. */
const bank = smallBank();
const origin = 'https://huiting.test';
const folder = mkdtempSync(join(tmpdir(), 'huiting-oidc-'));
let provider: TestProvider;
let house: AccessHouse;

before(async () => {
  const secret = 'a-secret-of-the-tests-alone-of-32-signs';
  writeFileSync(join(folder, 'client'), `${secret}\n`);
  provider = await startProvider({
    id: 'huiting',
    secret,
    redirects: [`${origin}/console/signed-in`, `${origin}/pad/signed-in`],
  });
  house = await buildAccessHouse({
    plan: bank.plan,
    secondFactor: true,
    env: {
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_SECRET_FILE: join(folder, 'client'),
      PUBLIC_ORIGIN: origin,
      PASSWORD_SIGN_IN: '0',
    },
    people: [
      { username: 'teller1', role: 'teller', path: '/JH/NJ/NJ01/' },
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'manager2', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'security', role: 'securityAdmin', path: '/JH/' },
      { username: 'auditor', role: 'auditAdmin', path: '/JH/' },
    ],
  });
});
afterEach(() => {
  provider.tamper(null);
});
after(async () => {
  await house.stop();
  await provider.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Tab = ReturnType<typeof browser>;
const numberOf = (username: string): string => `8${username}`;

async function begin(tab: Tab, surface: 'console' | 'pad' = 'console'): Promise<string> {
  const begun = await tab.ask(surface, 'POST', '/session/provider', {});
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  return begun.body['url'] as string;
}
const complete = (tab: Tab, query: string, more: object = {}, surface: 'console' | 'pad' = 'console') =>
  tab.ask(surface, 'POST', '/session/provider/completion', { query, ...more });
async function signIn(username: string, more: object = {}) {
  const tab = browser(house.http);
  const query = await provider.passThrough(await begin(tab), numberOf(username));
  return { tab, query, answer: await complete(tab, query, more) };
}
const code = (answer: { status: number; body: Record<string, unknown> }) => [
  answer.status,
  answer.body['code'],
];

test('the provider says who somebody is by staff number; what they may is decided here', async () => {
  const { tab, answer } = await signIn('manager1');
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  assert.equal(answer.body['name'], '员工manager1');
  assert.deepEqual(answer.body['roles'], ['branchManager']);
  assert.equal((await tab.me('console')).status, 200);
  assert.ok(!tab.cookies.has('ht_provider'), 'the cookie of the attempt is gone');
  const ways = await tab.ask('console', 'GET', '/session/ways');
  assert.deepEqual(ways.body, { password: false, provider: { name: '统一身份认证' } });
});

test('whoever has no login here gets none, and nobody gets a surface their role does not have', async () => {
  assert.deepEqual(code((await signIn('stranger')).answer), [403, 'access.provider_unknown_person']);
  assert.deepEqual(code((await signIn('teller1')).answer), [403, 'access.surface_not_allowed']);
  const { rows } = await house.platform.pool.query('select count(*)::int as n from access.user_account');
  assert.equal(rows[0].n, 5);
});

test('an answer counts once, in the browser and on the surface that asked, within ten minutes', async () => {
  const { tab, query } = await signIn('manager1');
  assert.deepEqual(code(await complete(tab, query)), [401, 'access.provider_attempt_over'], 'replayed');

  const begun = browser(house.http);
  const stolen = await provider.passThrough(await begin(begun), numberOf('manager1'));
  assert.deepEqual(code(await complete(browser(house.http), stolen)), [401, 'access.provider_attempt_over']);
  assert.deepEqual(
    code(await complete(begun, stolen)),
    [401, 'access.provider_attempt_over'],
    'spent by the thief',
  );

  const onPad = await provider.passThrough(await begin(begun, 'pad'), numberOf('manager1'));
  assert.deepEqual(code(await complete(begun, onPad)), [401, 'access.provider_attempt_over']);

  const late = await provider.passThrough(await begin(begun), numberOf('manager1'));
  house.passWall(10 * 60_000 + 1);
  assert.deepEqual(code(await complete(begun, late)), [401, 'access.provider_attempt_over']);
});

test('another state, a code of another sign-in, and an error of the provider are refused', async () => {
  const tab = browser(house.http);
  const query = await provider.passThrough(await begin(tab), numberOf('manager1'));
  const forged = new URLSearchParams(query);
  forged.set('state', 'made-up');
  assert.deepEqual(code(await complete(tab, forged.toString())), [401, 'access.provider_attempt_over']);

  // The code of one attempt under the state of another: the PKCE verifier does not fit.
  const mixed = new URLSearchParams(await provider.passThrough(await begin(tab), numberOf('manager1')));
  mixed.set('code', new URLSearchParams(query).get('code')!);
  assert.deepEqual(code(await complete(tab, mixed.toString())), [401, 'access.provider_refused']);

  const state = new URL(await begin(tab)).searchParams.get('state')!;
  const denied = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
  assert.deepEqual(code(await complete(tab, denied.toString())), [401, 'access.provider_refused']);
  // Mix-up of providers (RFC 9207).
  const foreign = new URLSearchParams(await provider.passThrough(await begin(tab), numberOf('manager1')));
  foreign.set('iss', 'https://elsewhere.example');
  assert.deepEqual(code(await complete(tab, foreign.toString())), [401, 'access.provider_refused']);
});

const second = 1;
const nowSeconds = (): number => Math.floor(Date.now() / 1000);
const hostile = {
  'of another nonce': (claims) => ({ ...claims, nonce: 'of-another-sign-in' }),
  'of another issuer': (claims) => ({ ...claims, iss: 'https://elsewhere.example' }),
  'for another client': (claims) => ({ ...claims, aud: 'somebody-else' }),
  expired: (claims) => ({ ...claims, exp: nowSeconds() - 31 * second }),
  'not valid yet': (claims) => ({ ...claims, nbf: nowSeconds() + 60 * second }),
  unsigned: () => ({ unsigned: true }) as const,
  'without the staff number': ({ staff_number: _gone, ...claims }) => claims,
} satisfies Record<string, NonNullable<Parameters<TestProvider['tamper']>[0]>>;
for (const [name, change] of Object.entries(hostile)) {
  test(`an identity token ${name} is refused and told to the trail`, async () => {
    provider.tamper(change);
    const { tab, answer } = await signIn('manager1');
    assert.deepEqual(code(answer), [401, 'access.provider_refused']);
    assert.equal((await tab.me('console')).status, 401);
    const { rows } = await house.platform.pool.query(
      `select canonical from access.audit_entry where outcome = 'refused' order by recorded_at desc limit 1`,
    );
    assert.match(rows[0].canonical, /access\.provider_refused/);
  });
}

test('clocks may differ by half a minute', async () => {
  provider.tamper((claims) => ({ ...claims, exp: nowSeconds() - 20 * second }));
  assert.equal((await signIn('manager1')).answer.status, 200);
});

test('keys are rotated at the provider: the new ones are fetched, a signature by the old one is no longer good', async () => {
  assert.equal((await signIn('manager1')).answer.status, 200);
  await provider.rotateKeys();
  house.passWall(5 * 60_000 + 1);
  assert.equal((await signIn('manager1')).answer.status, 200);
});

test('an administrator without a second factor may do nothing but enrol one, unless the provider asked for one', async () => {
  const weak = await signIn('security');
  assert.deepEqual([weak.answer.status, weak.answer.body['duties']], [200, ['enrolSecondFactor']]);
  provider.tamper((claims) => ({ ...claims, amr: ['pwd', 'otp'] }));
  const strong = await signIn('security');
  assert.deepEqual(strong.answer.body['duties'], []);
  assert.ok((strong.answer.body['permissions'] as string[]).includes('access.manage'));
  assert.deepEqual(
    (await weak.tab.me('console')).body['duties'],
    ['enrolSecondFactor'],
    'the other session is as it was',
  );
});

test('a second factor enrolled here is asked for after the provider; a wrong code leaves the sign-in open for the right one', async () => {
  const { tab } = await signIn('auditor');
  const begun = await tab.ask('console', 'POST', '/session/second-factor', {});
  assert.equal(begun.status, 200, 'just come from the provider: no password is asked for');
  const phone = new TOTP({ secret: Secret.fromBase32(begun.body['secret'] as string) });
  let moved = 0;
  // The wall clock of this house has been moved by the tests before.
  const offset = await wallOffset();
  const at = (): string => phone.generate({ timestamp: Date.now() + offset + moved });
  assert.equal(
    (await tab.ask('console', 'POST', '/session/second-factor/confirmation', { code: at() })).status,
    200,
  );
  moved += 31_000;
  house.passWall(31_000);
  const again = browser(house.http);
  const query = await provider.passThrough(await begin(again), numberOf('auditor'));
  assert.deepEqual(code(await complete(again, query)), [401, 'access.second_factor_needed']);
  assert.deepEqual(code(await complete(again, query, { oneTimeCode: '000000' })), [
    400,
    'access.second_factor_wrong',
  ]);
  const entered = await complete(again, query, { oneTimeCode: at() });
  assert.equal(entered.status, 200, JSON.stringify(entered.body));
  assert.deepEqual(entered.body['duties'], []);
});

/** How far the house's wall clock is ahead of this process's: a session's last use tells. */
async function wallOffset(): Promise<number> {
  await signIn('manager2');
  const { rows } = await house.platform.pool.query('select max(opened_at) as at from access.session');
  return Number(rows[0].at) - Date.now();
}

test('where passwords are switched off, the right one opens nothing', async () => {
  const tab = browser(house.http);
  assert.deepEqual(code(await tab.signIn('console', 'manager1')), [403, 'access.password_off']);
  assert.deepEqual(code(await tab.signIn('console', 'nobody-has-this-name')), [403, 'access.password_off']);
});

test('a session a browser brought along does not go on: its cookie is replaced and worth nothing', async () => {
  const tab = browser(house.http);
  tab.cookies.set('ht_console', 'planted-by-somebody-else-0000000');
  const query = await provider.passThrough(await begin(tab), numberOf('manager1'));
  assert.equal((await complete(tab, query)).status, 200);
  assert.notEqual(tab.cookies.get('ht_console'), 'planted-by-somebody-else-0000000');
  const planter = browser(house.http);
  planter.cookies.set('ht_console', 'planted-by-somebody-else-0000000');
  assert.equal((await planter.me('console')).status, 401);
});

test('a provider that is away says so', async () => {
  house.passWall(5 * 60_000 + 1);
  await provider.stop();
  const answer = await browser(house.http).ask('console', 'POST', '/session/provider', {});
  assert.deepEqual(code(answer), [503, 'access.provider_unreachable']);
});
