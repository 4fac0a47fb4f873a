import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { PrivacyRequest } from '@huiting/contracts/privacy';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { newId } from '../../platform/ids.ts';
import type { SubjectPart } from '../../platform/personal-data.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf } from '../customer/customer.bank.fixtures.ts';
import type { CustomerBank } from '../customer/customer.bank.fixtures.ts';
import { createCustomer } from '../customer/index.ts';
import { createPrivacy } from './index.ts';

let platform: TestPlatform;
let bank: CustomerBank;
let room: ReturnType<typeof createPrivacy>;
let customers: ReturnType<typeof createCustomer>['service'];
let serial = 40;
/** A second room that knows customers, and may be down. */
const diary = { isDown: false, of: new Set<string>(), tries: 0 };
const diaryPart: SubjectPart = {
  name: { zh: '日记', en: 'Diary' },
  collect: (customerId) => Promise.resolve(diary.of.has(customerId) ? [{ part: 'note', words: '来过' }] : []),
  forget: (customerId) => {
    diary.tries++;
    if (diary.isDown) return Promise.reject(new Error('the diary is down'));
    return Promise.resolve(diary.of.delete(customerId) ? 1 : 0);
  },
};

before(async () => {
  // Friday.
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
  bank = await openBank(platform);
  const customer = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: Date.now });
  customers = customer.service;
  room = createPrivacy(platform, {
    directory: bank.directory,
    customers: customer.service,
    appointments: { provePhone: () => Promise.reject(new Error('nobody proves a phone here')) },
    crypto: platform.crypto,
    subjects: [
      { room: 'customer', part: customer.subject! },
      { room: 'diary', part: diaryPart },
    ],
    retained: [],
    wall: Date.now,
  });
  await platform.join(room);
});
after(() => platform.stop());

async function add(): Promise<string> {
  const seed = seedOf(++serial, { homeBranchId: bank.nanjing.id });
  await addCustomers(platform, [seed]);
  return seed.id;
}
const as = (permissions: Parameters<typeof testActor>[0]['permissions'], path = '/') =>
  testCtx(platform, testActor({ permissions, path, name: '专员' }), { endpoint: 'test', key: newId() });
const officer = () => as(['privacy.handle', 'privacy.manage']);
const ask = async (name: string, input: object, ctx = officer()): Promise<PrivacyRequest> =>
  ((await callEndpoint(room, name, ctx, input)) as { request: PrivacyRequest }).request;
const clerk = () => as(['customer.consent', 'customer.unmask'], bank.nanjing.path);
const file = (
  customerId: string,
  kind: PrivacyRequest['kind'],
  words = '',
  correction: { field: string; value: string } | null = null,
  ctx = clerk(),
) => ask('fileRequest', { branchId: bank.nanjing.id, customerId, kind, words, correction }, ctx);
async function customerOf(requestId: string): Promise<string> {
  const { rows } = await platform.pool.query(
    'select customer_id as id from privacy.request where request_id = $1',
    [requestId],
  );
  return (rows[0] as { id: string }).id;
}
const ref = ({ branchId, id }: PrivacyRequest) => ({ branchId, requestId: id });
async function listed(id: string): Promise<PrivacyRequest> {
  const { items } = (await callEndpoint(room, 'listRequests', officer(), { limit: 200 })) as {
    items: PrivacyRequest[];
  };
  return items.find((one) => one.id === id)!;
}

test('a request has a day by which the law wants it answered, and one of a kind runs at a time', async () => {
  const id = await add();
  const request = await file(id, 'access');
  assert.deepEqual(
    [request.state, request.identity, request.branchId, request.late],
    ['filed', 'inPerson', bank.nanjing.id, false],
  );
  // Fifteen business days after a Friday: three weeks, no holidays between.
  assert.equal(request.dueOn, '2026-12-11');
  await assert.rejects(file(id, 'access'), { code: 'privacy.request_running' });
  await assert.rejects(file(id, 'correct'), { code: 'privacy.words_missing' });
  await file(id, 'correct', '手机号已换');
  const rows = await platform.pool.query('select words_sealed from privacy.request where kind = $1', [
    'correct',
  ]);
  assert.doesNotMatch(JSON.stringify(rows.rows), /手机号已换/);
  assert.ok(platform.events.some(({ type }) => type === 'privacyRequest.filed'));
});

test('access and export hand over everything every room knows, sealed until the customer takes it', async () => {
  const id = await add();
  diary.of.add(id);
  const done = await ask('finishRequest', { ...ref(await file(id, 'export')), answer: '已生成副本' });
  assert.deepEqual([done.state, done.hasPackage, done.handledBy], ['done', true, '专员']);
  const { rows } = await platform.pool.query(
    'select package_sealed as sealed from privacy.request where request_id = $1',
    [done.id],
  );
  const sealed = (rows[0] as { sealed: string }).sealed;
  assert.doesNotMatch(sealed, /来过/);
  const { sections } = JSON.parse(platform.crypto.open(sealed)) as {
    sections: { room: string; rows: Record<string, unknown>[] }[];
  };
  assert.deepEqual(
    sections.map(({ room: name, rows: own }) => [name, own.length > 0]),
    [
      ['customer', true],
      ['diary', true],
    ],
  );
  const own = sections[0]!.rows.find(({ part }) => part === 'file')!;
  assert.equal(own['ownerStaffId'], undefined, 'nothing of other people');
  await assert.rejects(ask('finishRequest', { ...ref(done), answer: '再来' }), {
    code: 'privacy.request_state',
  });
});

test('a correction of a field is carried out on the file when somebody else agrees, and not before', async () => {
  const [id, other] = [await add(), await add()];
  const otherPhone = seedOf(serial, { homeBranchId: bank.nanjing.id }).phone;
  const found = async (value: string) => (await customers.find({ kind: 'phone', value }))?.id ?? null;
  const before = seedOf(serial - 1, { homeBranchId: bank.nanjing.id }).phone;
  assert.equal(await found(before), id);
  await assert.rejects(file(id, 'correct', '', { field: 'phone', value: '12345' }), {
    code: 'customer.bad_identifier',
  });
  await assert.rejects(file(id, 'correct', '', { field: 'birthDate', value: '1990-02-30' }), {
    code: 'customer.bad_identifier',
  });
  const who = as(['customer.consent', 'customer.unmask', 'privacy.handle']);
  const request = await file(id, 'correct', '', { field: 'phone', value: '+86 154 0000 7777' }, who);
  assert.deepEqual(request.correction, { field: 'phone', masked: '154****7777' });
  assert.deepEqual([await found('15400007777'), await found(before)], [null, id], 'nothing has changed yet');
  const { rows } = await platform.pool.query('select * from privacy.request where request_id = $1', [
    request.id,
  ]);
  assert.doesNotMatch(JSON.stringify(rows), /15400007777/);
  await assert.rejects(
    callEndpoint(room, 'finishRequest', { ...who, command: null }, { ...ref(request), answer: '核准' }),
    { code: 'privacy.own_request' },
  );
  const read = (await callEndpoint(room, 'readRequest', officer(), ref(request))) as { correction: unknown };
  assert.deepEqual(read.correction, { field: 'phone', value: '15400007777' });
  assert.equal(platform.audited.at(-1)!.action, 'privacy.readRequest');
  assert.equal((await ask('finishRequest', { ...ref(request), answer: '已核验' })).state, 'done');
  assert.deepEqual([await found('15400007777'), await found(before)], [id, null]);

  const taken = await file(id, 'correct', '', { field: 'phone', value: otherPhone });
  await assert.rejects(ask('finishRequest', { ...ref(taken), answer: '核准' }), {
    code: 'privacy.number_taken',
  });
  assert.deepEqual([await found(otherPhone), await found('15400007777')], [other, id], 'nothing was moved');
  assert.equal((await listed(taken.id)).state, 'filed');

  const born = await file(await add(), 'correct', '', { field: 'name', value: '欧阳新名' });
  await ask('finishRequest', { ...ref(born), answer: '已核验' });
  const card = await customers.card(await customerOf(born.id));
  assert.equal(card?.maskedName, '欧阳*名');
});

test('at the counter it is seen what a customer has asked for, and nobody else’s', async () => {
  const id = await add();
  const filed = await file(id, 'access');
  const { requests } = (await callEndpoint(room, 'listOfCustomer', clerk(), {
    branchId: bank.nanjing.id,
    customerId: id,
  })) as { requests: PrivacyRequest[] };
  assert.deepEqual(
    requests.map((one) => [one.id, one.state]),
    [[filed.id, 'filed']],
  );
});

test('a refusal names the law’s reason', async () => {
  const request = await file(await add(), 'delete');
  const refused = await ask('refuseRequest', {
    ...ref(request),
    reason: 'retention',
    answer: '交易记录须保存五年',
  });
  assert.deepEqual(
    [refused.state, refused.refusal, refused.answer],
    ['refused', 'retention', '交易记录须保存五年'],
  );
  await assert.rejects(ask('takeRequest', ref(refused)), { code: 'privacy.request_state' });
});

test('erasure: every room forgets its part and answers; one that is down is waited for, asked again, and then it is done', async () => {
  const id = await add();
  diary.of.add(id);
  diary.isDown = true;
  const begun = await ask('finishRequest', { ...ref(await file(id, 'delete')), answer: '同意删除' });
  assert.equal(begun.state, 'working');
  await platform.settle();
  const waiting = await listed(begun.id);
  assert.deepEqual(
    waiting.parts.map(({ room: name, answeredAt, rows }) => [name, answeredAt !== null, (rows ?? 0) > 0]),
    [
      ['customer', true, true],
      ['diary', false, false],
    ],
  );
  assert.equal(waiting.state, 'working', 'not done while a room has not answered');
  assert.ok(diary.tries > 1, 'tried again by itself');
  await assert.rejects(ask('refuseRequest', { ...ref(waiting), reason: 'hold', answer: '晚了' }), {
    code: 'privacy.request_state',
  });
  diary.isDown = false;
  await ask('askAgain', ref(waiting));
  await platform.settle();
  const done = await listed(begun.id);
  assert.deepEqual([done.state, done.parts.every(({ answeredAt }) => answeredAt !== null)], ['done', true]);
  assert.ok(!diary.of.has(id));
  for (const table of ['customer', 'card', 'consent', 'customer_identifier']) {
    const { rows } = await platform.pool.query(`select 1 from customer.${table} where customer_id = $1`, [
      id,
    ]);
    assert.deepEqual(rows, [], table);
  }
  const ended = platform.events.filter(({ type }) => type === 'privacyRequest.ended');
  assert.equal(ended.at(-1)!.branchId, bank.nanjing.id);
});

test('a hold on everything forbids erasure until it is lifted', async () => {
  const id = await add();
  const request = await file(id, 'delete');
  const { hold } = (await callEndpoint(room, 'placeHold', officer(), { kind: null, reason: '诉讼' })) as {
    hold: { id: string };
  };
  await assert.rejects(ask('finishRequest', { ...ref(request), answer: '同意' }), {
    code: 'privacy.on_hold',
  });
  await callEndpoint(room, 'liftHold', officer(), { holdId: hold.id, reason: '结案' });
  assert.equal((await ask('finishRequest', { ...ref(request), answer: '同意' })).state, 'working');
  await platform.settle();
});

test('requests of other places are not there', async () => {
  const request = await file(await add(), 'export');
  const elsewhere = as(['privacy.handle'], bank.london.path);
  const { items } = (await callEndpoint(room, 'listRequests', elsewhere, { limit: 200 })) as {
    items: PrivacyRequest[];
  };
  assert.ok(!items.some(({ id }) => id === request.id));
  await assert.rejects(callEndpoint(room, 'takeRequest', elsewhere, ref(request)), {
    code: 'platform.forbidden',
  });
});
