import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Arrival } from '@huiting/contracts/customer';
import { bindRoutes } from '../../platform/http/binder.ts';
import { createHttpServer } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import { loadWebhookSender } from '../../platform/webhooks/senders.ts';
import { demoFaceSender } from './customer.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { signMessage } from '../../platform/webhooks/signature.ts';
import { createCustomer } from './index.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
/** The wall clock of the test, apart from business time as everywhere. */
const wallStart = Date.parse('2027-01-05T09:00:00Z');
let wallNow = wallStart;
let platform: TestPlatform;
let bank: CustomerBank;
let http: FastifyInstance;
let serial = 0;

before(async () => {
  platform = await createTestPlatform({ at: start });
  bank = await openBank(platform);
  await loadWebhookSender(platform.db, platform.crypto, demoFaceSender);
  await loadWebhookSender(platform.db, platform.crypto, {
    sender: 'london-door',
    secret: 'london-secret',
    scopePath: bank.london.path,
  });
  const customer = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: () => wallNow });
  http = await createHttpServer({ log: platform.log, tls: null, trustProxy: false });
  bindRoutes(
    http,
    {
      authenticator: { actorOf: () => Promise.resolve(null) },
      now: () => platform.clock.now(),
      driven: null,
      isUp: () => true,
      publicPerMinute: 10_000,
      refused: () => undefined,
      observe: () => undefined,
      checkOutput: true,
    },
    customer.routes!,
  );
});
after(async () => {
  await http.close();
  await platform.stop();
});

async function add(change: Partial<CustomerSeed> = {}): Promise<CustomerSeed & { faceId: string }> {
  const seed = {
    ...seedOf(++serial, { homeBranchId: bank.nanjing.id, ...change }),
    faceId: `face-${newId()}`,
  };
  await addCustomers(platform, [seed]);
  return seed;
}

interface Sent {
  readonly status: number;
  readonly body: { matched?: boolean; code?: string };
}

/** Sends what a face service would; each part may be spoilt. */
async function send(
  message: Record<string, unknown>,
  spoil: {
    sender?: string;
    secret?: string;
    timestamp?: number;
    body?: (text: string) => string;
    headers?: Record<string, string>;
    branchId?: string;
  } = {},
): Promise<Sent> {
  const full = {
    branchId: bank.nanjing.id,
    messageId: newId(),
    score: 0.97,
    place: '正门',
    seenAt: platform.clock.now(),
    ...message,
  };
  const text = JSON.stringify(full);
  const timestamp = spoil.timestamp ?? wallNow;
  const answer = await http.inject({
    method: 'POST',
    url: `/api/branches/${spoil.branchId ?? bank.nanjing.id}/webhooks/face`,
    headers: {
      'content-type': 'application/json',
      ...(spoil.headers ?? {
        'x-sender': spoil.sender ?? demoFaceSender.sender,
        'x-timestamp': String(timestamp),
        'x-signature': signMessage(spoil.secret ?? demoFaceSender.secret, timestamp, text),
      }),
    },
    payload: spoil.body?.(text) ?? text,
  });
  return { status: answer.statusCode, body: answer.json() };
}

const arrivalsOf = async (customerId: string) =>
  (
    await platform.pool.query(
      'select source, confidence, place, at from customer.arrival where customer_id = $1',
      [customerId],
    )
  ).rows;

test('a consenting customer seen at the door arrives, with place and score', async () => {
  const seed = await add({ tier: 'platinum' });
  const seenAt = platform.clock.now() - 20_000;
  assert.deepEqual(await send({ faceId: seed.faceId, seenAt }), { status: 200, body: { matched: true } });
  assert.deepEqual(await arrivalsOf(seed.id), [
    { source: 'face', confidence: 0.97, place: '正门', at: seenAt },
  ]);
  const told = platform.events.findLast(({ type }) => type === 'customer.recognised')!;
  assert.equal((told.payload as { arrival: Arrival }).arrival.customer.id, seed.id);
  assert.deepEqual(
    [platform.audited.at(-1)?.action, platform.audited.at(-1)?.object],
    ['customer.recogniseFace', `customer:${seed.id}`],
  );
});

test('the same message again is refused, also ten at once', async () => {
  const seed = await add();
  const messageId = newId();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => send({ faceId: seed.faceId, messageId })),
  );
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [200, ...Array.from({ length: 9 }, () => 409)],
  );
  const replayed = await send({ faceId: seed.faceId, messageId });
  assert.deepEqual([replayed.status, replayed.body.code], [409, 'customer.stale_message']);
  assert.equal((await arrivalsOf(seed.id)).length, 1);
});

test('seen again by another message: the arrival stays one', async () => {
  const seed = await add();
  await send({ faceId: seed.faceId });
  await send({ faceId: seed.faceId, place: '侧门' });
  assert.deepEqual(
    (await arrivalsOf(seed.id)).map(({ place }) => place as string),
    ['正门'],
  );
});

test('tampered, unsigned, strangers and stolen names are refused alike', async () => {
  const seed = await add();
  const message = { faceId: seed.faceId };
  const refusals = await Promise.all([
    send(message, { body: (text) => text.replace('0.97', '0.99') }),
    send(message, { secret: 'not the secret' }),
    send(message, { sender: 'nobody-knows' }),
    send(message, { sender: 'london-door' }),
    send(message, { headers: {} }),
    send(message, { headers: { 'x-sender': demoFaceSender.sender } }),
    send(message, {
      headers: {
        'x-sender': demoFaceSender.sender,
        'x-timestamp': String(wallNow),
        'x-signature': 'f'.repeat(64),
      },
    }),
    // Signed for one branch, sent to another.
    send(message, { branchId: bank.london.id }),
    send({ ...message, branchId: undefined }),
  ]);
  for (const { status, body } of refusals)
    assert.deepEqual([status, body.code], [401, 'customer.bad_signature']);
  assert.equal((await arrivalsOf(seed.id)).length, 0);
});

test('older or newer than five minutes of wall time is stale, whatever business time says', async () => {
  const seed = await add();
  for (const off of [-5 * 60_000 - 1, 5 * 60_000 + 1]) {
    const { status, body } = await send({ faceId: seed.faceId }, { timestamp: wallNow + off });
    assert.deepEqual([status, body.code], [409, 'customer.stale_message']);
  }
  assert.equal((await send({ faceId: seed.faceId }, { timestamp: wallNow - 5 * 60_000 })).status, 200);
});

test('without consent nothing happens; taking it back ends it at once', async () => {
  const seed = await add();
  await platform.pool.query('update customer.consent set withdrawn_at = $2 where customer_id = $1', [
    seed.id,
    new Date(start),
  ]);
  const { status, body } = await send({ faceId: seed.faceId });
  assert.deepEqual([status, body.code], [403, 'customer.no_consent']);
  assert.equal((await arrivalsOf(seed.id)).length, 0);
});

test('a low score and an unknown face are nobody', async () => {
  const seed = await add();
  assert.deepEqual(await send({ faceId: seed.faceId, score: 0.84 }), {
    status: 200,
    body: { matched: false },
  });
  assert.deepEqual(await send({ faceId: 'face-of-a-stranger' }), { status: 200, body: { matched: false } });
  assert.equal((await arrivalsOf(seed.id)).length, 0);
});

test('a sender speaks for the branches of its scope', async () => {
  const seed = await add();
  const mine = { sender: 'london-door', secret: 'london-secret' };
  assert.equal(
    (await send({ faceId: seed.faceId, branchId: bank.london.id }, { ...mine, branchId: bank.london.id }))
      .status,
    200,
  );
  const { status, body } = await send({ faceId: seed.faceId }, mine);
  assert.deepEqual([status, body.code], [403, 'platform.forbidden']);
});

test('ids of messages are kept for a day of wall time, not for ever', async () => {
  const kept = async () =>
    (
      await platform.pool.query(
        'select count(*)::int as kept from platform.webhook_message where branch_id = $1',
        [bank.nanjing.id],
      )
    ).rows[0].kept as number;
  assert.ok((await kept()) > 3);
  wallNow = wallStart + 25 * 3_600_000;
  await send({ faceId: 'face-of-a-stranger' });
  assert.equal(await kept(), 1);
});

test('no picture, template or face id in clear is kept anywhere', async () => {
  const seed = await add();
  await send({ faceId: seed.faceId, picture: 'data:image/jpeg;base64,/9j/4AAQ' });
  const { rows } = await platform.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('customer', 'platform')`,
  );
  for (const { name } of rows) {
    const found = await platform.pool.query(`select 1 from ${name} t where to_jsonb(t)::text like any($1)`, [
      [`%${seed.faceId}%`, '%/9j/%'],
    ]);
    assert.equal(found.rowCount, 0, name);
  }
});
