import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { after, before, test } from 'node:test';
import type { PadGroup } from '@huiting/contracts/access/pads';
import { smallBank } from '../organization/organization.fixtures.ts';
import { proofText } from './access.device-proof.domain.ts';
import { browser, buildAccessHouse } from './access.fixtures.ts';
import type { AccessHouse } from './access.fixtures.ts';
import { isForPerson } from './access.pad.domain.ts';

const bank = smallBank();
let house: AccessHouse;
let branchId: string;
type Tab = ReturnType<typeof browser>;

before(async () => {
  house = await buildAccessHouse({
    plan: bank.plan,
    env: { SESSIONS_PER_SURFACE: '9' },
    people: [
      { username: 'manager1', role: 'branchManager', path: '/JH/NJ/NJ01/' },
      { username: 'lobby1', role: 'lobbyManager', path: '/JH/NJ/NJ01/' },
      { username: 'wealth1', role: 'relationshipManager', path: '/JH/NJ/NJ01/' },
    ],
  });
  branchId = (
    await house.platform.pool.query(
      `select branch_id as id from access.user_account where username = 'lobby1'`,
    )
  ).rows[0].id;
});
after(() => house.stop());

function device(): Record<string, string> {
  const keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const spki = keys.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url');
  // oxlint-disable-next-line no-restricted-properties -- the wall clock, as the browser has it
  const minute = Math.floor(Date.now() / 60_000);
  const signature = sign('sha256', Buffer.from(proofText('pad', minute)), {
    key: keys.privateKey,
    dsaEncoding: 'ieee-p1363',
  });
  return { 'x-device-proof': `${spki}.${minute}.${signature.toString('base64url')}` };
}
const nobodyInParticular: PadGroup = { roles: [], ofBranch: false, userIds: [] };

async function signIn(username: string, headers: Record<string, string>) {
  const tab = browser(house.http);
  const answer = await tab.ask('pad', 'POST', '/session', { username, password: 'Correct-Horse-9' }, headers);
  return { tab, status: answer.status, code: (answer.body as { code?: string }).code };
}
async function leader(): Promise<{ tab: Tab; headers: Record<string, string> }> {
  const headers = device();
  const { tab, status } = await signIn('manager1', headers);
  assert.equal(status, 200);
  return { tab, headers };
}
async function register(group: PadGroup) {
  const by = await leader();
  const made = await by.tab.ask(
    'pad',
    'POST',
    `/branches/${branchId}/pads`,
    { name: '大堂一号', group },
    by.headers,
  );
  assert.equal(made.status, 200, JSON.stringify(made.body));
  const { pad, code } = made.body as { pad: { id: string; version: number }; code: string };
  const key = device();
  const enrolled = await browser(house.http).ask('pad', 'POST', '/pads/enrol', { code }, key);
  assert.equal(enrolled.status, 200, JSON.stringify(enrolled.body));
  return { by, pad, key, code };
}
async function refusals(why: string): Promise<number> {
  const { rows } = await house.platform.pool.query(
    `select count(*)::int as n from access.audit_entry where action = 'session.open' and outcome = 'refused' and canonical like '%' || $1 || '%'`,
    [why],
  );
  return rows[0].n as number;
}

test('a group is roles, the branch, and people by name', () => {
  const person = { userId: 'u', branchId: 'b', roles: ['teller'] as const };
  const fits = (group: Partial<PadGroup>, who: Parameters<typeof isForPerson>[1] = person) =>
    isForPerson({ branchId: 'b', group: { ...nobodyInParticular, ...group } }, who);
  assert.ok(fits({}));
  assert.ok(fits({ roles: ['teller'] }) && !fits({ roles: ['lobbyManager'] }));
  assert.ok(fits({ ofBranch: true }) && !fits({ ofBranch: true }, { ...person, branchId: 'c' }));
  assert.ok(fits({ userIds: ['u'] }) && !fits({ userIds: ['v'] }));
  assert.ok(fits({ roles: ['lobbyManager'], userIds: ['u'] }), 'named people come in beside the roles');
});

test('a PAD bound to a group lets its people in, refuses others with a reason, and that is in the trail', async () => {
  const { key, by, pad } = await register({ roles: ['lobbyManager'], ofBranch: true, userIds: [] });
  assert.equal((await signIn('lobby1', key)).status, 200);
  const before = await refusals('access.pad_not_for_you');
  const other = await signIn('wealth1', key);
  assert.deepEqual([other.status, other.code], [403, 'access.pad_not_for_you']);
  assert.equal(await refusals('access.pad_not_for_you'), before + 1);
  assert.equal((await signIn('wealth1', device())).status, 200, 'another PAD is as it was');
  const list = await by.tab.ask('pad', 'GET', `/branches/${branchId}/pads`, undefined, by.headers);
  const shown = (list.body as { pads: { id: string; signedIn: string[] }[] }).pads.find(
    ({ id }) => id === pad.id,
  );
  assert.equal(shown?.signedIn.length, 1);
});

test('a narrower group signs out who is on it and not of it; a revoked PAD lets nobody in', async () => {
  const { key, by, pad, code } = await register(nobodyInParticular);
  const [lobby, wealth] = [await signIn('lobby1', key), await signIn('wealth1', key)];
  assert.deepEqual([lobby.status, wealth.status], [200, 200]);
  const at = `/branches/${branchId}/pads/${pad.id}`;
  const group = { ...nobodyInParticular, roles: ['lobbyManager'] };
  const stale = await by.tab.ask('pad', 'PUT', `${at}/group`, { basedOn: 7, group }, by.headers);
  assert.deepEqual([stale.status, (stale.body as { code: string }).code], [409, 'access.pad_changed']);
  const set = await by.tab.ask('pad', 'PUT', `${at}/group`, { basedOn: pad.version, group }, by.headers);
  assert.equal(set.status, 200, JSON.stringify(set.body));
  assert.equal((await lobby.tab.ask('pad', 'GET', '/session', undefined, key)).status, 200);
  assert.equal((await wealth.tab.ask('pad', 'GET', '/session', undefined, key)).status, 401);
  assert.equal((await by.tab.ask('pad', 'POST', `${at}/revoke`, {}, by.headers)).status, 200);
  assert.equal((await lobby.tab.ask('pad', 'GET', '/session', undefined, key)).status, 401);
  assert.equal((await signIn('lobby1', key)).code, 'access.pad_unregistered');
  const again = await browser(house.http).ask('pad', 'POST', '/pads/enrol', { code }, device());
  assert.equal((again.body as { code: string }).code, 'access.code_invalid');
});

test('where only registered PADs count, others are refused; a browser without a key cannot be registered', async () => {
  const { key, by } = await register(nobodyInParticular);
  house.platform.parameters.replace([
    { name: 'access.registeredPadsOnly', path: '/JH/', version: 1, value: 1, effectiveFrom: 0 },
  ]);
  assert.equal((await signIn('lobby1', device())).code, 'access.pad_unregistered');
  assert.equal((await signIn('lobby1', key)).status, 200);
  house.platform.parameters.replace([]);
  const made = await by.tab.ask(
    'pad',
    'POST',
    `/branches/${branchId}/pads`,
    { name: '二号', group: nobodyInParticular },
    by.headers,
  );
  const { code } = made.body as { code: string };
  const bare = await browser(house.http).ask('pad', 'POST', '/pads/enrol', { code });
  assert.equal((bare.body as { code: string }).code, 'access.device_has_no_key');
});

test('I see where I am signed in and sign out there, and nowhere of anybody else', async () => {
  const [here, there] = [device(), device()];
  const [mine, other] = [await signIn('wealth1', here), await signIn('wealth1', there)];
  const { body } = await mine.tab.ask('pad', 'GET', '/own-sessions', undefined, here);
  const { sessions } = body as {
    sessions: { id: string; current: boolean; address: string; surface: string }[];
  };
  assert.equal(sessions.filter(({ current }) => current).length, 1);
  assert.ok(sessions.every(({ address, surface }) => address !== '' && surface === 'pad'));
  const strange = await signIn('lobby1', device());
  const elsewhere = sessions.find(({ current }) => !current)!;
  void strange;
  const not = await (await leader()).tab.ask('pad', 'POST', `/own-sessions/${elsewhere.id}/end`, {});
  assert.notEqual((not.body as { ended?: boolean }).ended, true);
  for (const { id } of sessions.filter(({ current }) => !current))
    assert.deepEqual((await mine.tab.ask('pad', 'POST', `/own-sessions/${id}/end`, {}, here)).body, {
      ended: true,
    });
  assert.equal((await other.tab.ask('pad', 'GET', '/session', undefined, there)).status, 401);
  assert.equal((await mine.tab.ask('pad', 'GET', '/session', undefined, here)).status, 200);
});
