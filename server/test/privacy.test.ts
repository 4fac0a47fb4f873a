import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { appointmentEndpoints } from '@huiting/contracts/appointment';
import { privacyEndpoints } from '@huiting/contracts/privacy';
import type { Caller } from './harness/bank.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { liveMorning } from './harness/day.ts';
import { waitUntil } from './harness/wait.ts';
import { hallEndpoints } from '@huiting/contracts/hall';
import { queueEndpoints } from '@huiting/contracts/queue';
import { loadWebhookSender } from '../src/platform/webhooks/senders.ts';
import { signMessage } from '../src/platform/webhooks/signature.ts';
import { newId } from '../src/platform/ids.ts';

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

test('each purpose is agreed to by itself on the phone, and taken back it ends recognition with the next car', async () => {
  await house.pool.query(`update appointment.phone_code set sent_at = sent_at - interval '2 hours'`);
  const token = await open();
  const { client, app } = running;
  const { a } = house.bank;
  const gate = {
    sender: 'gate-of-test',
    secret: 'a-secret-of-a-test',
    scopePath: '/',
    purpose: 'plate',
  } as const;
  await loadWebhookSender(app.platform.db, app.services.crypto, gate);
  const drive = async (): Promise<string> => {
    const body = JSON.stringify({
      branchId: a.id,
      messageId: newId(),
      plate: '苏A·D1234',
      score: 0.98,
      place: '停车场',
      seenAt: app.clock.clock.now(),
    });
    const at = Date.now();
    const answer = await app.http.inject({
      method: 'POST',
      url: `/api/branches/${a.id}/webhooks/plate`,
      headers: {
        'content-type': 'application/json',
        'x-sender': gate.sender,
        'x-timestamp': String(at),
        'x-signature': signMessage(gate.secret, at, body),
      },
      payload: body,
    });
    return answer.body;
  };
  const states = async (): Promise<Record<string, string>> => {
    const { consents } = await client.must(privacyEndpoints.getMine, phone, { token });
    return Object.fromEntries(consents.map(({ purpose, state }) => [purpose, state]));
  };
  assert.match(await drive(), /"matched":false/);
  const plate = { token, purpose: 'plate' as const };
  const bad = await client.call(privacyEndpoints.setMyConsent, phone, {
    ...plate,
    given: true,
    textVersion: 0,
    plate: 'ABC',
  });
  assert.equal(bad.body.code, 'customer.bad_identifier');
  const before = await states();
  await client.must(privacyEndpoints.setMyConsent, phone, {
    ...plate,
    given: true,
    textVersion: 0,
    plate: '苏AD1234',
  });
  assert.deepEqual(await states(), { ...before, plate: 'given' }, 'no other purpose rides along');
  assert.match(await drive(), /"matched":true/);
  await client.must(privacyEndpoints.setMyConsent, phone, {
    ...plate,
    given: false,
    textVersion: null,
    plate: null,
  });
  assert.deepEqual(await states(), { ...before, plate: 'withdrawn' });
  assert.doesNotMatch(await drive(), /"matched":true/);
});

test('erased, a customer is in no table of any room, neither as an id nor as a masked name', async () => {
  const { client, app } = running;
  const { a } = house.bank;
  const { people, customer } = a;
  await liveMorning(running, a);
  const at = { branchId: a.id };
  await client.must(queueEndpoints.issueTicket, people.lobbyManager, {
    ...at,
    serviceTypeId: a.services.personal.id,
    channel: 'pad',
    identifier: { kind: 'phone', value: customer.phone },
  });
  const { tickets } = await client.must(queueEndpoints.getBoard, people.lobbyManager, at);
  const own = tickets.find((ticket) => ticket.customer?.id === customer.id)!;
  await client.must(hallEndpoints.startFlow, people.lobbyManager, {
    ...at,
    ticketId: own.id,
    serviceTypeId: null,
  });
  await app.consumers.idle();
  const maskedName = own.customer!.maskedName;
  // Events are kept until their month goes, and so is the trail; the request is what is left on purpose.
  const kept = /^(platform\.(event|command_answer)|access\.audit_entry|privacy\.)/;
  const holding = async (): Promise<string[]> => {
    const tables = await house.rows<{ name: string }>(
      `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^(pg_|information_schema|pgboss)' order by 1`,
    );
    const found: string[] = [];
    for (const { name } of tables.filter((table) => !kept.test(table.name))) {
      const rows = await house.rows(
        `select 1 from ${name} t where t::text like '%' || $1 || '%' or t::text like '%' || $2 || '%' limit 1`,
        [customer.id, maskedName],
      );
      if (rows.length > 0) found.push(name);
    }
    return found;
  };
  const before = await holding();
  for (const table of [
    'queue.ticket',
    'hall.service_flow',
    'feedback.follow_up',
    'customer.customer',
    'customer.arrival',
  ])
    assert.ok(before.includes(table), `${table} of ${before.join(', ')}`);

  const { request } = await client.must(privacyEndpoints.fileRequest, people.lobbyManager, {
    ...at,
    customerId: customer.id,
    kind: 'delete',
    words: '',
  });
  const officer = people.headOfficeOperations;
  const one = { branchId: request.branchId, requestId: request.id };
  await client.must(privacyEndpoints.finishRequest, officer, { ...one, answer: '同意删除' });
  await waitUntil(async () => {
    const { items } = await client.must(privacyEndpoints.listRequests, officer, {});
    return items.some(({ id, state }) => id === request.id && state === 'done');
  });
  assert.deepEqual(await holding(), []);
});
