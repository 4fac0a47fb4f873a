import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { allEndpoints } from '@huiting/contracts';
import { accessEndpoints } from '@huiting/contracts/access';
import type { Endpoint } from '@huiting/contracts/core/endpoint';
import { queueEndpoints } from '@huiting/contracts/queue';
import { keepDataKeys } from '../src/platform/crypto/data-keys.ts';
import { createFieldCrypto } from '../src/platform/crypto/field-crypto.ts';
import { createIndexKeys } from '../src/platform/crypto/index-keys.ts';
import { createLog } from '../src/platform/log.ts';
import { branchDay, liveMorning } from './harness/day.ts';
import { buildHouse } from './harness/house.ts';
import type { House, RunningApp } from './harness/house.ts';
import { plausibleInput } from './harness/inputs.ts';

let house: House;
let running: RunningApp;

before(async () => {
  house = await buildHouse();
  running = await house.open();
});
after(() => house.close());

const issue = () => ({ branchId: house.bank.a.id, serviceTypeId: house.bank.a.services.personal.id });
const tickets = async (): Promise<number> =>
  (
    await house.rows<{ count: number }>(
      'select count(*)::int as count from queue.ticket where branch_id = $1',
      [house.bank.a.id],
    )
  )[0]!.count;

test('the same key gives the same answer, byte for byte, and is carried out once', async () => {
  const { kiosk } = house.bank.a.people;
  const before = await tickets();
  const first = await running.client.call(queueEndpoints.issueTicket, kiosk, issue(), {
    key: 'ticket-key-1',
  });
  const again = await running.client.call(queueEndpoints.issueTicket, kiosk, issue(), {
    key: 'ticket-key-1',
  });
  assert.equal(first.status, 200, first.text);
  assert.equal(again.text, first.text);
  assert.equal(again.status, 200);
  assert.equal(await tickets(), before + 1);
});

test('the order of fields and what a default fills in are not another body; anything else is', async () => {
  const { kiosk } = house.bank.a.people;
  const { branchId, serviceTypeId } = issue();
  const send = (input: object) =>
    running.client.call(queueEndpoints.issueTicket, kiosk, { branchId, ...input } as never, {
      key: 'ticket-key-2',
    });
  const first = await send({ serviceTypeId, elder: false });
  assert.equal((await send({ elder: false, serviceTypeId })).text, first.text);
  assert.equal((await send({ serviceTypeId, channel: 'kiosk' })).text, first.text);
  for (const other of [
    { serviceTypeId, elder: true },
    { serviceTypeId, note: '轮椅' },
    { serviceTypeId: house.bank.a.services.cash.id },
  ]) {
    const answer = await send(other);
    assert.equal(answer.status, 409, answer.text);
    assert.equal(answer.body.code, 'platform.key_reused');
  }
});

test('a key belongs to its branch, its actor and its endpoint', async () => {
  const { a, b } = house.bank;
  const options = { key: 'shared-key-1' };
  const at = { branchId: b.id, serviceTypeId: b.services.personal.id };
  const mine = await running.client.must(queueEndpoints.issueTicket, a.people.kiosk, issue(), options);
  const theirs = await running.client.must(
    queueEndpoints.issueTicket,
    a.people.branchManager,
    issue(),
    options,
  );
  const there = await running.client.must(queueEndpoints.issueTicket, b.people.kiosk, at, options);
  assert.equal(new Set([mine, theirs, there].map(({ ticket }) => ticket.id)).size, 3);
  const { window } = await running.client.must(
    queueEndpoints.signIn,
    a.people.teller,
    { branchId: a.id, windowId: a.windows[0] },
    options,
  );
  assert.equal(window.session?.state, 'open');
});

test('fifty twins at once: one ticket, fifty identical answers', async () => {
  const { kiosk } = house.bank.a.people;
  const before = await tickets();
  const answers = await Promise.all(
    Array.from({ length: 50 }, () =>
      running.client.call(queueEndpoints.issueTicket, kiosk, issue(), { key: 'fifty-twins' }),
    ),
  );
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]));
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
  assert.equal(await tickets(), before + 1);
});

test('twins of a plain transaction (no branch lock) are one as well', async () => {
  const { a } = house.bank;
  const input = { branchId: a.id, kind: 'kiosk' as const, name: '门口取号机' };
  const answers = await Promise.all(
    Array.from({ length: 12 }, () =>
      running.client.call(accessEndpoints.createTerminal, a.people.branchManager, input, {
        key: 'terminal-1',
      }),
    ),
  );
  assert.equal(new Set(answers.map(({ text }) => text)).size, 1, answers[0]!.text);
  const { terminals } = await running.client.must(accessEndpoints.listTerminals, a.people.branchManager, {
    branchId: a.id,
  });
  assert.equal(terminals.filter(({ name }) => name === '门口取号机').length, 1);
});

test('a refusal is not an answer: the same key works once the reason is gone', async () => {
  const { a } = house.bank;
  const day = branchDay(running.client, a);
  const at = day.at(1);
  const options = { key: 'before-sign-in' };
  const early = await running.client.call(
    queueEndpoints.callNext,
    a.people.operationsSupervisor,
    at,
    options,
  );
  assert.equal(early.status, 409);
  assert.equal(early.body.code, 'queue.not_signed_in');
  await day.signIn(1, a.people.operationsSupervisor);
  const now = await running.client.must(queueEndpoints.callNext, a.people.operationsSupervisor, at, options);
  assert.notEqual(now.ticket, null);
  // And from now on that is its answer, whatever happened since.
  const again = await running.client.must(
    queueEndpoints.callNext,
    a.people.operationsSupervisor,
    at,
    options,
  );
  assert.deepEqual(again, now);
});

test('an answer outlives the server that gave it', async () => {
  const { kiosk } = house.bank.a.people;
  const first = await running.client.call(queueEndpoints.issueTicket, kiosk, issue(), {
    key: 'across-restart',
  });
  const before = await tickets();
  await running.stop();
  running = await house.open();
  const again = await running.client.call(queueEndpoints.issueTicket, kiosk, issue(), {
    key: 'across-restart',
  });
  assert.equal(again.text, first.text);
  assert.equal(await tickets(), before);
  const other = await running.client.call(
    queueEndpoints.issueTicket,
    kiosk,
    { ...issue(), elder: true },
    { key: 'across-restart' },
  );
  assert.equal(other.status, 409);
});

test('what is kept is the masked answer, and nothing of what was typed', async () => {
  const { a } = house.bank;
  await running.client.must(
    queueEndpoints.issueTicket,
    a.people.kiosk,
    { ...issue(), identifier: { kind: 'idNumber', value: a.customer.idNumber } },
    { key: 'with-document' },
  );
  const kept = await house.rows<{ answer: Buffer; rest: string }>(
    `select answer, concat(body_hash, ' ', key) as rest from platform.command_answer`,
  );
  const { openBytes, ring, indexes } = createFieldCrypto(join(house.folder, 'keys', 'fields.json'));
  await keepDataKeys({
    pool: house.pool,
    ring,
    indexKeys: createIndexKeys({ pool: house.pool, ring, indexes }),
    wall: Date.now,
    log: createLog({ level: 'silent' }),
  }).load();
  const all = kept.map(({ answer, rest }) => `${openBytes(answer)} ${rest}`).join(' ');
  for (const secret of [a.customer.idNumber, a.customer.phone, a.customer.name])
    assert.ok(!all.includes(secret), `${secret} is kept`);
  // The link is as good as the ticket: only who has the keys can read it.
  assert.ok(all.includes('"progressPath":"/h5/t/'));
  assert.ok(!kept.some(({ answer }) => answer.includes('/h5/t/')));
});

test('every command without a proper key is refused before it is carried out', async () => {
  const known = await liveMorning(running, house.bank.b);
  const people = Object.values(house.bank.b.people);
  const commands = allEndpoints.filter(({ idempotent }) => idempotent);
  assert.ok(commands.length > 20);
  for (const endpoint of commands as Endpoint[]) {
    assert.notEqual(endpoint.method, 'GET');
    for (const person of people) {
      for (const key of [
        null,
        '',
        'short',
        'has space in it',
        'x'.repeat(81),
        "';drop--",
        '钥匙钥匙钥匙'.slice(0, 0),
      ]) {
        const answer = await running.client.call(endpoint, person, plausibleInput(endpoint, known) as never, {
          key,
        });
        assert.equal(answer.status, 400, `${endpoint.id} ${key}: ${answer.text}`);
        assert.equal(answer.body.code, 'platform.key_missing');
      }
      // One caller is enough: who may do what is another test's.
      break;
    }
  }
});
