import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { allEndpoints } from '@huiting/contracts';
import { RoleCode, Surface } from '@huiting/contracts/access';
import type { Permission } from '@huiting/contracts/access';
import { fieldGroups } from '@huiting/contracts/core/classification';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { permissionsOf } from '../src/rooms/access/index.ts';
import { openSession } from './harness/bank.ts';
import type { Caller, Person, TestBranch } from './harness/bank.ts';
import { nobody } from './harness/client.ts';
import type { Answer, CallOptions } from './harness/client.ts';
import { liveMorning } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { plausibleInput } from './harness/inputs.ts';
import type { Values } from './harness/inputs.ts';

/** Every endpoint of the contract as everybody, inside and outside their scope; what is expected comes from the role table. */
let house: House;
let running: RunningApp;
let inA: Values;
let inB: Values;
/** Refusals for want of right that were answered, to be found in the audit trail. */
let forbidden = 0;
const called = new Set<string>();

before(async () => {
  house = await buildHouse();
  running = await house.open();
  inA = await liveMorning(running, house.bank.a);
  inB = await liveMorning(running, house.bank.b);
});
after(() => house.close());

type Access = Endpoint['access']['kind'];
const of = (kind: Access): Endpoint[] => allEndpoints.filter(({ access }) => access.kind === kind);
const everybody = (branch: TestBranch): Person[] => RoleCode.options.map((role) => branch.people[role]);

async function ask(
  endpoint: Endpoint,
  caller: Caller,
  known: Values,
  options?: CallOptions,
): Promise<Answer<unknown>> {
  called.add(endpoint.id);
  const answer = await running.client.call(
    endpoint,
    caller,
    plausibleInput(endpoint, known) as never,
    options,
  );
  if (answer.status !== 200)
    assert.equal(typeof answer.body.code, 'string', `${endpoint.id}: ${answer.text}`);
  // Unmasking somebody else's customer is answered as if there were none, and told as what it is.
  const isUnmasking = endpoint.id === 'customer.unmask' && answer.status === 404;
  if (isUnmasking || (answer.status === 403 && answer.body.code === 'platform.forbidden')) forbidden++;
  return answer;
}

function holds(role: RoleCode, endpoint: Endpoint): boolean {
  const { access } = endpoint;
  return (
    access.kind === 'permission' &&
    permissionsOf(role, { demo: true }).includes(access.permission as Permission)
  );
}

function isAboutNothing({ path, takes }: Endpoint): boolean {
  return /\/:(approvalId|fileId)/.test(path) || takes === 'file';
}

function assertRefused(
  answer: Answer<unknown>,
  status: number | readonly number[],
  code: string,
  who: string,
): void {
  const found = `${who} got ${answer.status} ${answer.text.slice(0, 200)}`;
  assert.ok([status].flat().includes(answer.status), found);
  if (answer.status !== 404) assert.equal(answer.body.code, code, found);
}

describe('an endpoint behind a permission', () => {
  for (const endpoint of of('permission')) {
    test(`${endpoint.id}: whoever holds the right, at its place, and nobody else`, async () => {
      let served = 0;
      for (const person of everybody(house.bank.a)) {
        const answer = await ask(endpoint, person, inA);
        if (!holds(person.role, endpoint)) {
          assertRefused(answer, 403, 'platform.forbidden', person.role);
          continue;
        }
        served++;
        assert.ok([200, 404, 409].includes(answer.status), `${person.role}: ${answer.status} ${answer.text}`);
        assertTellsNothingOf(house.bank.b, endpoint, answer);
        assertWithinFields(person.role, endpoint, answer);
      }
      assert.ok(served > 0, 'no role may use it');
    });

    test(`${endpoint.id}: not at another branch`, async () => {
      const isPlaced = Object.keys(plausibleInput(endpoint, inA)).some((name) =>
        /^(branch|user)Id$/.test(name),
      );
      for (const person of everybody(house.bank.a)) {
        const answer = await ask(endpoint, person, inB);
        if (isPlaced) assertRefused(answer, [403, 404], 'platform.forbidden', person.role);
        else assertTellsNothingOf(house.bank.b, endpoint, answer);
      }
    });

    test(`${endpoint.id}: nothing of another branch by way of one's own`, async () => {
      // Customers walk into any branch, so that whose number it is may be asked anywhere.
      const input = { ...inB, branchId: house.bank.a.id, identifier: inA['identifier'] };
      for (const person of everybody(house.bank.a)) {
        if (!holds(person.role, endpoint) || endpoint.id === 'customer.getView') continue;
        const answer = await ask(endpoint, person, input);
        assert.ok(
          [200, 403, 404, 409].includes(answer.status),
          `${person.role}: ${answer.status} ${answer.text}`,
        );
        assertTellsNothingOf(house.bank.b, endpoint, answer);
      }
    });

    test(`${endpoint.id}: not without a session, nor with that of another surface`, async () => {
      await assertNeedsSession(endpoint);
    });
  }
});

describe('an endpoint for anybody signed in', () => {
  for (const endpoint of of('session')) {
    test(`${endpoint.id}: every role, and nobody without a session`, async () => {
      for (const person of everybody(house.bank.a)) {
        const own = await openSession(house.pool, person);
        const answer = await ask(endpoint, own, inA);
        const found = `${person.role}: ${answer.text}`;
        // Nobody of the morning types their own password right, or has begun a second factor; terminals have neither.
        if (endpoint.path.startsWith('/session/')) assert.ok([400, 403, 409].includes(answer.status), found);
        // Nor has the morning an approval or a file: to everybody it is as if it did not exist.
        else assert.equal(answer.status, isAboutNothing(endpoint) ? 404 : 200, found);
      }
      await assertNeedsSession(endpoint);
    });
  }
});

describe('an endpoint behind an unguessable link', () => {
  for (const endpoint of of('link')) {
    test(`${endpoint.id}: the bearer of the link, whoever it is`, async () => {
      for (const caller of [{ cookie: null, surface: 'h5' as const }, ...everybody(house.bank.b)]) {
        const answer = await ask(endpoint, caller, inA);
        assert.ok([200, 404, 409].includes(answer.status), `${answer.status} ${answer.text}`);
        const guessed = await ask(endpoint, caller, { ...inA, token: 'A'.repeat(67) });
        assertRefused(guessed, 404, '', 'a guess');
      }
    });
  }
});

describe('an endpoint for everybody', () => {
  for (const endpoint of of('public')) {
    test(`${endpoint.id}: never asks who it is`, async () => {
      for (const caller of [{ cookie: null, surface: 'h5' as const }, ...everybody(house.bank.a)]) {
        const answer = await ask(endpoint, caller, inA);
        assert.ok(answer.status < 500 && answer.body.code !== 'platform.bad_input', answer.text);
        assert.ok(
          !['platform.not_signed_in', 'platform.forbidden'].includes(answer.body.code ?? ''),
          answer.text,
        );
      }
    });
  }
});

describe('an endpoint for signed messages', () => {
  for (const endpoint of of('signed')) {
    test(`${endpoint.id}: no cookie makes up for a missing signature`, async () => {
      for (const caller of [nobody, ...everybody(house.bank.a)])
        assert.equal((await ask(endpoint, caller, inA)).status, 401);
    });
  }
});

test('a command from another site is refused before anything is looked at', async () => {
  for (const endpoint of allEndpoints) {
    if (endpoint.method === 'GET' || endpoint.access.kind === 'signed') continue;
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { 'sec-fetch-site': 'same-site' }]) {
      const answer = await ask(endpoint, house.bank.a.people.branchManager, inA, { headers });
      assertRefused(answer, 403, 'platform.cross_site', endpoint.id);
    }
    const { cookie } = house.bank.a.people.branchManager;
    const answer = await ask(endpoint, { cookie, surface: null }, inA);
    assertRefused(answer, 403, 'platform.cross_site', `${endpoint.id} without a surface`);
  }
});

test("a kiosk's credential opens nothing at another branch and no staff endpoint, also under a staff surface", async () => {
  const { kiosk } = house.bank.a.people;
  const token = kiosk.cookie.split('=')[1]!;
  for (const endpoint of of('permission')) {
    const elsewhere = await ask(endpoint, kiosk, inB);
    const branchIsNamed = 'branchId' in plausibleInput(endpoint, inB);
    if (branchIsNamed || !holds('kiosk', endpoint))
      assertRefused(elsewhere, [403, 404], 'platform.forbidden', endpoint.id);
    if (holds('kiosk', endpoint)) continue;
    for (const surface of Surface.options) {
      const borrowed = { cookie: `ht_${surface}=${token}`, surface };
      const answer = await ask(endpoint, borrowed, inA);
      assertRefused(
        answer,
        surface === 'kiosk' ? 403 : 401,
        answer.body.code ?? '',
        `${endpoint.id} as ${surface}`,
      );
    }
  }
});

test('nothing was done at the other branch, and every refusal is in the audit trail', async () => {
  const touched = await house.rows<{ actor_id: string; endpoint: string }>(
    `select actor_id, endpoint from platform.command_answer where branch_id = $1 and actor_id = any ($2)`,
    [house.bank.b.id, everybody(house.bank.a).map(({ id }) => id)],
  );
  assert.deepEqual(touched, []);
  const foreign = await house.rows(
    `select type from platform.event where branch_id = $1 and actor_id = any ($2)`,
    [house.bank.b.id, everybody(house.bank.a).map(({ id }) => id)],
  );
  assert.deepEqual(foreign, []);
  // Written beside the answer, not before it.
  await running.stop();
  const [{ refused } = { refused: -1 }] = await house.rows<{ refused: number }>(
    `select count(*)::int as refused from access.audit_entry where outcome = 'refused' and action = any ($1)`,
    [allEndpoints.map(({ id }) => id)],
  );
  assert.equal(refused, forbidden);
});

test('every group of fields was shown to somebody, so that not showing it means something', () => {
  assert.deepEqual([...shownGroups].sort(), ['contact', 'identity', 'wealth']);
});

test('no endpoint was left out', () => {
  assert.deepEqual(
    allEndpoints.map(({ id }) => id).filter((id) => !called.has(id)),
    [],
  );
  assert.ok(allEndpoints.length > 50);
});

async function assertNeedsSession(endpoint: Endpoint): Promise<void> {
  const anonymous = await ask(endpoint, { cookie: null, surface: 'console' }, inA);
  assertRefused(anonymous, 401, 'platform.not_signed_in', 'anonymous');
  const forged = await ask(endpoint, { cookie: 'ht_console=forged', surface: 'console' }, inA);
  assertRefused(forged, 401, 'platform.not_signed_in', 'forged');
  const unnamed = await ask(endpoint, nobody, inA);
  if (endpoint.method === 'GET') assertRefused(unnamed, 401, 'platform.not_signed_in', 'unnamed');
  else assertRefused(unnamed, 403, 'platform.cross_site', 'unnamed');
  for (const person of everybody(house.bank.a)) {
    const surface = person.surface === 'pad' ? 'teller' : 'pad';
    const wrong = await ask(endpoint, { cookie: person.cookie, surface }, inA);
    assertRefused(wrong, 401, 'platform.not_signed_in', `${person.role} on ${surface}`);
  }
}

const shownGroups = new Set<string>();
/** Of staff, by the rules of the staff register, or a person's own: no customer's. */
const notOfCustomers = /^(staff|access)\./;

/** No answer has a field of a group the role may not see (SE-02), however deep. */
function assertWithinFields(role: RoleCode, endpoint: Endpoint, answer: Answer<unknown>): void {
  if (notOfCustomers.test(endpoint.id) || answer.status !== 200) return;
  const held = permissionsOf(role, { demo: true });
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [name, inner] of Object.entries(value)) {
      const group = fieldGroups[name];
      const isEmpty = inner === null || inner === '' || (Array.isArray(inner) && inner.length === 0);
      if (group !== undefined && !isEmpty) {
        shownGroups.add(group);
        assert.ok(held.includes(`field.${group}`), `${endpoint.id} shows ${role} ${name}`);
      }
      look(inner);
    }
  };
  look(answer.body);
}

/** What a branch's own people are told never names another branch, its customers or its staff. */
function assertTellsNothingOf(other: TestBranch, endpoint: Endpoint, { text }: Answer<unknown>): void {
  // The trail of one's own people says whom they tried to reach.
  const reached = endpoint.id === 'access.listAudit' ? [other.spare.userId] : [];
  // As a file, all of them: ids that were asked for and refused, never what they stand for.
  if (endpoint.id === 'access.exportAudit') {
    assert.ok(!text.includes(other.name), `${endpoint.id} names the other branch`);
    return;
  }
  // To whom one may propose customers: branches by name, as any passer-by may read them, and who there looks after customers.
  const isProposal = endpoint.id === 'customer.listHandoverReceivers';
  const namesOfCustomers = [other.customer.id];
  const names = [
    other.id,
    other.orgUnitId,
    other.name,
    other.customer.id,
    other.spare.userId,
    ...Object.values(other.people).map(({ id }) => id),
  ];
  const told = (isProposal ? namesOfCustomers : names).filter(
    (name) => text.includes(name) && !reached.includes(name),
  );
  assert.deepEqual(told, [], `${endpoint.id} tells of the other branch: ${text.slice(0, 300)}`);
}
