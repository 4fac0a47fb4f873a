import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { CustomerTodo } from '@huiting/contracts/customer';
import fc from 'fast-check';
import type { FastifyInstance } from 'fastify';
import { bindRoutes } from '../../platform/http/binder.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { createHttpServer } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { loadWebhookSender } from '../../platform/webhooks/senders.ts';
import { signMessage } from '../../platform/webhooks/signature.ts';
import { addCustomers, openBank, seedOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { createCustomer } from './index.ts';

const wall = 1_800_000_000_000;
const core = { sender: 'core-bank', secret: 'list-secret', scopePath: '/', purpose: 'dueList' } as const;
const counter = { sender: 'stm', secret: 'stm-secret', scopePath: '/', purpose: 'smartCounter' } as const;
let platform: TestPlatform;
let bank: CustomerBank;
let room: ReturnType<typeof createCustomer>;
let http: FastifyInstance;
let people: CustomerSeed[];

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
  bank = await openBank(platform);
  for (const sender of [core, counter]) await loadWebhookSender(platform.db, platform.crypto, sender);
  room = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: () => wall });
  people = [1, 2, 3].map((serial) =>
    seedOf(serial, { homeBranchId: bank.nanjing.id, ownerStaffId: bank.owner.id }),
  );
  await addCustomers(platform, people);
  http = await createHttpServer({ log: platform.log, tls: null, trustProxy: false });
  const binder = {
    authenticator: { actorOf: () => Promise.resolve(null) },
    now: () => platform.clock.now(),
    driven: null,
    isUp: () => true,
    publicPerMinute: 100_000,
    refused: () => undefined,
    observe: () => undefined,
    checkOutput: true,
  };
  bindRoutes(http, binder, room.routes!);
});
after(async () => {
  await http.close();
  await platform.stop();
});

interface Told {
  status: number;
  taken?: number;
  unknown?: number;
  inForce?: boolean;
  matched?: boolean;
  code?: string;
}
async function send(path: string, message: unknown, from: { sender: string; secret: string }): Promise<Told> {
  const body = JSON.stringify(message);
  const answer = await http.inject({
    method: 'POST',
    url: `/api${path}`,
    headers: {
      'content-type': 'application/json',
      'x-sender': from.sender,
      'x-timestamp': String(wall),
      'x-signature': signMessage(from.secret, wall, body),
    },
    payload: body,
  });
  return { status: answer.statusCode, ...(answer.json() as Omit<Told, 'status'>) };
}
const entry = (person: CustomerSeed | null, reference: string, until = '2026-12-31') => ({
  reference,
  identifier: { kind: 'phone', value: person?.phone ?? '15499999999' },
  subject: { zh: '定期存款', en: 'time deposit' },
  dueOn: '2026-11-25',
  until,
});
const list = (
  listDay: string,
  entries: unknown[],
  more: { part?: number; parts?: number; kind?: string } = {},
  from: { sender: string; secret: string } = core,
) => send('/webhooks/due-list', { kind: 'maturity', listDay, part: 1, parts: 1, entries, ...more }, from);

const clerk = () =>
  testActor({
    permissions: ['customer.view'],
    path: bank.nanjing.path,
    staff: { id: newId(), number: '1', post: 'teller' },
  });
async function todos(person: CustomerSeed): Promise<CustomerTodo[]> {
  const input = { branchId: bank.nanjing.id, customerId: person.id };
  const { todos: found } = (await callEndpoint(room, 'listTodos', testCtx(platform, clerk()), input)) as {
    todos: CustomerTodo[];
  };
  return found;
}
const references = async (person: CustomerSeed) => (await todos(person)).map(({ key }) => key.split('|')[1]);
const settle = (person: CustomerSeed, key: string, result = 'done', who = clerk()) =>
  callEndpoint(room, 'settleDue', testCtx(platform, who, { endpoint: 'customer.settleDue' }), {
    branchId: bank.nanjing.id,
    customerId: person.id,
    key,
    outcome: 'handled',
    result,
  }) as Promise<{ todos: CustomerTodo[] }>;
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;

test('a list is in force when all its parts are in, and replaces the one of the day before', async () => {
  const [a, b] = people as [CustomerSeed, CustomerSeed];
  assert.deepEqual(await list('2026-11-18', [entry(a, 'd-1'), entry(null, 'd-2')]), {
    status: 200,
    taken: 1,
    unknown: 1,
    inForce: true,
  });
  assert.deepEqual(await references(a), ['d-1']);
  assert.equal((await list('2026-11-19', [entry(b, 'd-3')], { part: 2, parts: 2 })).inForce, false);
  assert.deepEqual([await references(a), await references(b)], [['d-1'], []]);
  assert.equal((await list('2026-11-19', [entry(a, 'd-4')], { parts: 2 })).inForce, true);
  assert.deepEqual([await references(a), await references(b)], [['d-4'], ['d-3']]);
  assert.equal((await list('2026-11-18', [entry(a, 'd-1')])).code, 'customer.list_outdated');
  assert.equal((await list('2026-11-19', [], { part: 1, parts: 3 })).code, 'customer.list_parts_differ');
  // Another kind is a list of its own.
  assert.equal((await list('2026-11-19', [entry(a, 'id-1')], { kind: 'idExpiry' })).inForce, true);
  assert.deepEqual(new Set(await references(a)), new Set(['d-4', 'id-1']));
});

test('nobody’s signature, another purpose’s, or a changed word brings nothing in', async () => {
  for (const from of [{ sender: 'nobody', secret: 'x' }, { ...core, secret: 'wrong' }, counter])
    assert.equal((await list('2026-11-20', [], {}, from)).code, 'customer.bad_signature');
});

test('what to say names what is due and when, and expires by its day', async () => {
  const [, , c] = people as [CustomerSeed, CustomerSeed, CustomerSeed];
  await list('2026-11-20', [entry(c, 'soon'), entry(c, 'gone', '2026-11-19')]);
  const [told, ...more] = await todos(c);
  assert.equal(more.length, 0);
  assert.equal(told!.say.zh, '您的定期存款将于 11 月 25 日到期，需要先了解到期后的安排吗？');
  assert.match(told!.say.en, /time deposit matures on 25 November/);
});

test('handled it is gone, also from later lists; the same again is the same, another hand comes too late', async () => {
  const [a] = people as [CustomerSeed];
  await list('2026-11-21', [entry(a, 'd-9')]);
  const { key } = (await todos(a)).find((todo) => todo.kind === 'maturity')!;
  const who = clerk();
  const { todos: left } = await settle(a, key, 'booked', who);
  assert.ok(left.every((todo) => todo.key !== key));
  await settle(a, key, 'booked', who);
  await assert.rejects(settle(a, key), refusal('customer.due_settled'));
  await assert.rejects(settle(a, 'maturity|unheard|core-bank'), refusal('customer.due_not_found'));
  await assert.rejects(settle(a, 'nonsense'), refusal('customer.due_not_found'));
  await list('2026-11-22', [entry(a, 'd-9')]);
  assert.ok(!(await references(a)).includes('d-9'));
  const told = platform.events.filter(({ type }) => type === 'customer.dueSettled');
  assert.doesNotMatch(JSON.stringify(told), /定期|沈/);
});

test('a smart counter’s unfinished application is shown until it is finished, each message once', async () => {
  const [, b] = people as [CustomerSeed, CustomerSeed];
  const branchId = bank.nanjing.id;
  const message = (state: string, messageId = newId()) => ({
    branchId,
    messageId,
    state,
    reference: 'app-7',
    identifier: { kind: 'idNumber', value: b.idNumber },
    subject: { zh: '开户申请', en: 'account application' },
    until: '2026-12-20',
    leftAt: platform.clock.now(),
  });
  const path = `/branches/${branchId}/webhooks/application`;
  const first = message('unfinished');
  assert.deepEqual(await send(path, first, counter), { status: 200, matched: true });
  assert.equal((await send(path, first, counter)).code, 'customer.stale_message');
  assert.ok((await references(b)).includes('app-7'));
  const elsewhere = `/branches/${bank.london.id}/webhooks/application`;
  assert.equal((await send(elsewhere, message('unfinished'), counter)).code, 'customer.bad_signature');
  await send(path, message('finished'), counter);
  assert.ok(!(await references(b)).includes('app-7'));
  await send(path, message('unfinished'), counter);
  assert.ok((await references(b)).includes('app-7'));
});

test('a promised call is told from its day on, and left to the relationship manager', async () => {
  const [, , c] = people as [CustomerSeed, CustomerSeed, CustomerSeed];
  const owner = testActor({
    permissions: ['customer.relate'],
    path: bank.nanjing.path,
    name: bank.owner.name,
    staff: { id: bank.owner.id, number: '1', post: 'relationshipManager' },
  });
  await callEndpoint(room, 'planContact', testCtx(platform, owner, { endpoint: 'customer.planContact' }), {
    branchId: bank.nanjing.id,
    customerId: c.id,
    version: 1,
    plan: { on: '2026-11-20', purpose: 'callback', note: '' },
  });
  const [promised] = await todos(c);
  assert.deepEqual([promised!.kind, promised!.canSettle], ['callback', false]);
  assert.match(promised!.say.zh, /许薇/);
});

test('parts in any order, sent again or corrected, give what one list in order gives', async () => {
  let day = Date.parse('2027-01-01T00:00:00Z');
  const parts = [1, 2, 3].map((part) => ({
    part,
    entries: [entry(people[0]!, `p-${part}`), entry(people[part - 1]!, `q-${part}`)],
  }));
  await fc.assert(
    fc.asyncProperty(
      fc.shuffledSubarray([0, 1, 2, 0, 1, 2], { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      async (order, isCorrected) => {
        day += 86_400_000;
        const listDay = new Date(day).toISOString().slice(0, 10);
        const until = '2029-01-01';
        const dated = (entries: ReturnType<typeof entry>[]) => entries.map((one) => ({ ...one, until }));
        // A first, wrong version of a part goes ahead; what is sent after it counts.
        if (isCorrected)
          await list(listDay, dated([entry(people[1]!, 'wrong')]), { part: order[0]! + 1, parts: 3 });
        for (const index of order)
          await list(listDay, dated(parts[index]!.entries), { part: index + 1, parts: 3 });
        const found = (await todos(people[0]!))
          .filter(({ kind }) => kind === 'maturity')
          .map(({ key }) => key.split('|')[1]);
        assert.equal(found.length, 4);
        assert.deepEqual(new Set(found), new Set(['p-1', 'p-2', 'p-3', 'q-1']));
        assert.ok(!(await references(people[1]!)).includes('wrong'));
      },
    ),
    { numRuns: 12 },
  );
});
