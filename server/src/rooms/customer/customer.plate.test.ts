import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import type { Actor } from '../../platform/context.ts';
import { bindRoutes } from '../../platform/http/binder.ts';
import { callEndpoint } from '../../platform/http/call-endpoint.fixture.ts';
import { createHttpServer } from '../../platform/http/server.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import { loadWebhookSender } from '../../platform/webhooks/senders.ts';
import { demoFaceSender } from './customer.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { normaliseIdentifier } from './customer.identifier.domain.ts';
import { signMessage } from '../../platform/webhooks/signature.ts';
import { createCustomer } from './index.ts';

const gate = { sender: 'gate', secret: 'gate-secret', scopePath: '/', purpose: 'plate' } as const;
let platform: TestPlatform;
let bank: CustomerBank;
let room: ReturnType<typeof createCustomer>;
let http: FastifyInstance;
let clerk: Actor;
let serial = 0;

before(async () => {
  platform = await createTestPlatform({ at: Date.parse('2026-11-20T10:00:00+08:00') });
  bank = await openBank(platform);
  await loadWebhookSender(platform.db, platform.crypto, gate);
  await loadWebhookSender(platform.db, platform.crypto, demoFaceSender);
  room = createCustomer(platform, { ...bank, crypto: platform.crypto, wall: () => 1_800_000_000_000 });
  clerk = testActor({
    permissions: ['field.identity', 'customer.view', 'customer.consent', 'customer.unmask'],
    path: bank.nanjing.path,
  });
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
    room.routes!,
  );
});
after(async () => {
  await http.close();
  await platform.stop();
});

async function add(change: Partial<CustomerSeed> = {}): Promise<CustomerSeed> {
  const seed = seedOf(++serial, { homeBranchId: bank.nanjing.id, ...change });
  await addCustomers(platform, [seed]);
  return seed;
}
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const consent = (customerId: string, change: { purpose?: string; given?: boolean; plate?: string | null }) =>
  callEndpoint(room, 'setConsent', testCtx(platform, clerk), {
    branchId: bank.nanjing.id,
    customerId,
    purpose: 'plate',
    given: true,
    textVersion: change.given === false ? null : 0,
    plate: null,
    ...change,
  });

async function drive(plate: string, score = 0.97, sender: { sender: string; secret: string } = gate) {
  const branchId = bank.nanjing.id;
  const body = JSON.stringify({
    branchId,
    messageId: newId(),
    plate,
    score,
    place: '停车场入口',
    seenAt: platform.clock.now(),
  });
  const answer = await http.inject({
    method: 'POST',
    url: `/api/branches/${branchId}/webhooks/plate`,
    headers: {
      'content-type': 'application/json',
      'x-sender': sender.sender,
      'x-timestamp': '1800000000000',
      'x-signature': signMessage(sender.secret, 1_800_000_000_000, body),
    },
    payload: body,
  });
  return { status: answer.statusCode, ...(answer.json() as { matched?: boolean; code?: string }) };
}
const arrivals = (customerId: string) =>
  platform.events
    .filter(({ type }) => type === 'customer.recognised')
    .map(
      ({ payload }) =>
        (payload as { arrival: { customer: { id: string }; source: string; place: string } }).arrival,
    )
    .filter(({ customer }) => customer.id === customerId)
    .map(({ source, place }) => [source, place]);

test('plates in every usual spelling are one; what is none is refused', () => {
  const spelt = (text: string) => normaliseIdentifier('plate', text);
  assert.deepEqual(['苏A·I0012', '苏a i0012', '苏AI0012'].map(spelt), ['苏AI0012', '苏AI0012', '苏AI0012']);
  assert.equal(spelt('苏AD12345'), '苏AD12345');
  assert.equal(spelt('京A1234警'), '京A1234警');
  for (const none of ['', 'A12345', '苏12345', '苏A12', '苏A1234567', '苏A1234字'])
    assert.equal(spelt(none), null, none);
});

test('who agreed is recognised at the gate and announced; nothing is known of anybody else', async () => {
  const seed = await add({ tier: 'platinum' });
  assert.deepEqual(await drive('苏A·I0001'), { status: 200, matched: false });
  assert.deepEqual(await consent(seed.id, { plate: '苏a·i0001' }), { given: true, maskedPlate: '苏A·***01' });
  assert.deepEqual(await drive('苏AI0001'), { status: 200, matched: true });
  assert.deepEqual(arrivals(seed.id), [['plate', '停车场入口']]);
  assert.deepEqual(await drive('苏AI0001', 0.8), { status: 200, matched: false });
});

test('taken back, the plate is gone from the file and from the look-up; given again it is known again', async () => {
  const seed = await add({ plate: '苏AI0002' });
  assert.equal((await drive('苏AI0002')).matched, true);
  await consent(seed.id, { given: false });
  assert.equal((await drive('苏AI0002')).matched, false);
  const { rows } = await platform.pool.query(
    `select c.plate_sealed, n.withdrawn_at is not null as withdrawn from customer.customer c
     join customer.consent n on n.customer_id = c.customer_id and n.purpose = 'plate' where c.customer_id = $1`,
    [seed.id],
  );
  assert.deepEqual(rows, [{ plate_sealed: null, withdrawn: true }]);
  await consent(seed.id, { plate: '苏AI0022' });
  assert.deepEqual([(await drive('苏AI0002')).matched, (await drive('苏AI0022')).matched], [false, true]);
  // Another car instead: the former is nobody's.
  await consent(seed.id, { plate: '苏AI0023' });
  assert.deepEqual([(await drive('苏AI0022')).matched, (await drive('苏AI0023')).matched], [false, true]);
});

test('one plate is one customer’s, also when two are written down at the same moment', async () => {
  const [one, other] = [await add(), await add()];
  const given = await Promise.allSettled([one, other].map(({ id }) => consent(id, { plate: '苏AI0003' })));
  assert.deepEqual(given.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  const lost = given.find((one_) => one_.status === 'rejected')!;
  assert.ok(refusal('customer.plate_taken')(lost.reason));
});

test('consent is written down by who has the customer near; faces are agreed to at the face service', async () => {
  const seed = await add({ faceId: `face-${newId()}` });
  await assert.rejects(consent(seed.id, { purpose: 'face' }), refusal('customer.consent_elsewhere'));
  await assert.rejects(consent(seed.id, { plate: '没有' }), refusal('customer.bad_identifier'));
  await consent(seed.id, { purpose: 'face', given: false });
  const stranger = await add({ homeBranchId: bank.london.id });
  await assert.rejects(consent(stranger.id, { plate: '苏AI0004' }), refusal('customer.not_found'));
  const audited = platform.audited.filter(({ action }) => action === 'customer.setConsent');
  assert.doesNotMatch(JSON.stringify(audited), /苏A/);
});

test('a face service’s signature is none for plates', async () => {
  const { code } = await drive('苏AI0001', 0.97, demoFaceSender);
  assert.equal(code, 'customer.bad_signature');
});
