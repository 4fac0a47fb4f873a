import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { privacyEndpoints } from '@huiting/contracts/privacy';
import type { Caller } from './harness/bank.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';

/** A customer's own page over HTTP: proved by the code their phone got, and by nothing else. */
let house: House;
let running: RunningApp;
before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

const phone: Caller = { cookie: null, surface: 'h5' };

async function open(): Promise<string> {
  const { customer } = house.bank.a;
  await running.client.must(appointmentEndpoints.sendPhoneCode, phone, { phone: customer.phone });
  const { messages } = await running.client.must(appointmentEndpoints.readInbox, phone, {
    phone: customer.phone,
  });
  const code = /\d{6}/.exec(messages[0]!.text)![0];
  const wrong = await running.client.call(privacyEndpoints.openMine, phone, {
    phone: customer.phone,
    phoneCode: code === '111111' ? '222222' : '111111',
  });
  assert.equal(wrong.body.code, 'appointment.phone_not_proved');
  const { path } = await running.client.must(privacyEndpoints.openMine, phone, {
    phone: customer.phone,
    phoneCode: code,
  });
  return path.split('/').at(-1)!;
}

test('a customer sees their consents, takes one back, asks for a copy, and reads it when it is there', async () => {
  const token = await open();
  const { client } = running;
  const mine = await client.must(privacyEndpoints.getMine, phone, { token });
  assert.deepEqual(
    mine.consents.map(({ purpose, state }) => [purpose, state]),
    [
      ['face', 'given'],
      ['plate', 'none'],
      ['marketing', 'none'],
    ],
  );
  assert.match(mine.maskedName, /\*/);
  const change = { token, textVersion: null, plate: null };
  await client.must(privacyEndpoints.setMyConsent, phone, { ...change, purpose: 'face', given: false });
  await client.must(privacyEndpoints.setMyConsent, phone, {
    ...change,
    purpose: 'marketing',
    given: true,
    textVersion: 0,
  });
  const after_ = await client.must(privacyEndpoints.getMine, phone, { token });
  assert.deepEqual(
    after_.consents.map(({ state, channel }) => [state, channel]),
    [
      ['withdrawn', 'partner'],
      ['none', null],
      ['given', 'h5'],
    ],
  );
  const { request } = await client.must(privacyEndpoints.fileMine, phone, {
    token,
    kind: 'export',
    words: '',
  });
  assert.equal(request.identity, 'phoneCode');
  const own = { token, requestId: request.id };
  assert.equal((await client.call(privacyEndpoints.getMyPackage, phone, own)).status, 404);
  const officer = house.bank.a.people.headOfficeOperations;
  await client.must(privacyEndpoints.finishRequest, officer, {
    branchId: house.bank.a.id,
    requestId: request.id,
    answer: '已生成',
  });
  const { json, readable } = await client.must(privacyEndpoints.getMyPackage, phone, own);
  assert.ok(json.includes(house.bank.a.customer.phone) && readable.includes(house.bank.a.customer.name));
  // Whoever handles it sees that there is a copy, never what is in it.
  const list = await client.call(privacyEndpoints.listRequests, officer, {});
  assert.ok(!list.text.includes(house.bank.a.customer.phone));
});

test('another’s request, an old page and a guessed one are not there', async () => {
  await house.pool.query(`update appointment.phone_code set sent_at = sent_at - interval '2 hours'`);
  const token = await open();
  const stranger = { token, requestId: '01900000-0000-7000-8000-000000000000' };
  assert.equal((await running.client.call(privacyEndpoints.getMyPackage, phone, stranger)).status, 404);
  await house.pool.query(`update privacy.visit set expires_at = expires_at - interval '31 minutes'`);
  const late = await running.client.call(privacyEndpoints.getMine, phone, { token });
  assert.equal(late.body.code, 'privacy.link_ended');
  const guessed = await running.client.call(privacyEndpoints.getMine, phone, { token: 'A'.repeat(67) });
  assert.equal(guessed.body.code, 'privacy.link_ended');
});
