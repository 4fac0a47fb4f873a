import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Arrival, CustomerCard, Identifier } from '@huiting/contracts/customer';
import { queueEvents } from '@huiting/contracts/queue';
import type { TicketCard } from '@huiting/contracts/queue';
import { systemCtx } from '../../platform/context.ts';
import type { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf, ticketOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import { customerReactions } from './customer.events.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { createCustomerUseCases } from './customer.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
let platform: TestPlatform;
let bank: CustomerBank;
let service: CustomerUseCases;
let serial = 0;

before(async () => {
  platform = await createTestPlatform({ at: start });
  bank = await openBank(platform);
  service = createCustomerUseCases(platform, { ...bank, crypto: platform.crypto, wall: Date.now });
  await platform.join({ reactions: customerReactions({ service, directory: bank.directory }) });
});
after(() => platform.stop());

async function add(change: Partial<CustomerSeed> = {}): Promise<CustomerSeed> {
  const seed = seedOf(++serial, { homeBranchId: bank.nanjing.id, ...change });
  await addCustomers(platform, [seed]);
  return seed;
}

const lobby = () =>
  testActor({ permissions: ['customer.recognise', 'customer.view', 'field.wealth'], path: '/HO/' });
const recognise = (
  identifier: Identifier,
  options: { branchId?: string; actor?: ReturnType<typeof lobby>; key?: string } = {},
) => {
  const ctx = testCtx(platform, options.actor ?? lobby(), {
    endpoint: 'customer.recognise',
    body: identifier,
    ...(options.key === undefined ? {} : { key: options.key }),
  });
  return service
    .recognise(ctx, { branchId: options.branchId ?? bank.nanjing.id, identifier })
    .then(() => ctx.answer?.value as { customer: CustomerCard | null });
};
const arrivalsOf = async (customerId: string, branchId = bank.nanjing.id): Promise<Arrival[]> => {
  const { arrivals } = await service.listArrivals(testCtx(platform, lobby()), { branchId });
  return arrivals.filter(({ customer }) => customer.id === customerId);
};
const toldOf = (customerId: string, type: string) =>
  platform.events.filter(
    (event) =>
      event.type === type && (event.payload as { arrival: Arrival }).arrival.customer.id === customerId,
  );
const refusedWith = (code: string) => (error: unknown) => (error as AppError).code === code;

/** The queue announces a ticket of a customer. */
async function announce(
  ticket: TicketCard,
  event: 'ticketIssued' | 'ticketRecognised' = 'ticketIssued',
  recognisedBy?: 'idCard',
): Promise<void> {
  await platform.db.transact(
    systemCtx(() => platform.clock.now(), newId()),
    bank.nanjing.id,
    async (tx) => {
      tx.emit(queueEvents[event], {
        ticket,
        window: null,
        ended: null,
        reason: null,
        ...(recognisedBy === undefined ? {} : { recognisedBy }),
      });
    },
  );
  await platform.settle();
}
const holder = (seed: CustomerSeed) => ({
  id: seed.id,
  maskedName: '沈*梅',
  tier: seed.tier,
  elder: false,
  disabled: false,
});

test('a customer is found by ID number, phone and card, however they are typed', async () => {
  const seed = await add({
    name: '沈春梅',
    tier: 'gold',
    tags: ['代发客户'],
    ownerStaffId: bank.owner.id,
    birthDate: '1958-05-20',
  });
  const expected: CustomerCard = {
    id: seed.id,
    maskedName: '沈*梅',
    tier: 'gold',
    elder: true,
    disabled: false,
    tags: ['代发客户'],
    ownerName: '许薇',
  };
  const phone = `${seed.phone.slice(0, 3)} ${seed.phone.slice(3, 7)}-${seed.phone.slice(7)}`;
  const ways: Identifier[] = [
    { kind: 'idNumber', value: seed.idNumber! },
    { kind: 'idNumber', value: ` ${seed.idNumber!.toLowerCase()} ` },
    { kind: 'phone', value: seed.phone },
    { kind: 'phone', value: `+86 ${phone}` },
    { kind: 'card', value: seed.cards[0]!.replace(/(.{4})/g, '$1 ') },
  ];
  for (const identifier of ways)
    assert.deepEqual(await service.find(identifier, bank.nanjing.id), expected, identifier.value);
  assert.deepEqual(await service.card(seed.id), expected);
});

test('a number of nobody is nobody; a malformed one is refused; a number counts for its own kind alone', async () => {
  const seed = await add();
  assert.equal(await service.find({ kind: 'phone', value: '15499999999' }), null);
  assert.equal(await service.find({ kind: 'phone', value: '19900000000' }), null);
  assert.equal(await service.card(newId()), null);
  for (const identifier of [
    { kind: 'phone', value: '1549999999' },
    { kind: 'idNumber', value: seed.idNumber!.slice(0, 17) + (seed.idNumber!.endsWith('1') ? '2' : '1') },
    { kind: 'card', value: seed.phone },
    { kind: 'card', value: "'; drop table customer.customer; --" },
  ] as const) {
    await assert.rejects(service.find(identifier), refusedWith('customer.bad_identifier'), identifier.value);
  }
});

test('recognised three times on one day: one arrival, announced once', async () => {
  const seed = await add({ tier: 'platinum', ownerStaffId: bank.owner.id });
  for (const identifier of [
    { kind: 'phone', value: seed.phone },
    { kind: 'idNumber', value: seed.idNumber! },
    { kind: 'card', value: seed.cards[0]! },
  ] as const) {
    assert.equal((await recognise(identifier)).customer?.id, seed.id);
  }
  const arrivals = await arrivalsOf(seed.id);
  assert.equal(arrivals.length, 1);
  assert.deepEqual(
    { ...arrivals[0], id: '', customer: null },
    {
      id: '',
      branchId: bank.nanjing.id,
      at: start,
      source: 'phone',
      confidence: 1,
      customer: null,
      place: '柜面',
      ticketNumber: null,
    },
  );
  const told = toldOf(seed.id, 'customer.recognised');
  assert.equal(told.length, 1);
  assert.equal((told[0]!.payload as { ownerStaffId: string }).ownerStaffId, bank.owner.id);
});

test('ten at once still make one arrival and one announcement', async () => {
  const seed = await add();
  await Promise.all(Array.from({ length: 10 }, () => recognise({ kind: 'phone', value: seed.phone })));
  assert.equal((await arrivalsOf(seed.id)).length, 1);
  assert.equal(toldOf(seed.id, 'customer.recognised').length, 1);
});

test('a key sent twice gives the stored answer; with another body it is refused', async () => {
  const seed = await add();
  const actor = lobby();
  const first = await recognise({ kind: 'phone', value: seed.phone }, { actor, key: 'one-scan' });
  assert.deepEqual(await recognise({ kind: 'phone', value: seed.phone }, { actor, key: 'one-scan' }), first);
  await assert.rejects(
    recognise({ kind: 'phone', value: '15412345678' }, { actor, key: 'one-scan' }),
    refusedWith('platform.key_reused'),
  );
});

test('a ticket with a customer is an arrival; one without is not', async () => {
  const seed = await add();
  await announce(ticketOf({ issuedAt: start }));
  await announce(ticketOf({ issuedAt: start, customer: holder(seed), booked: true, number: 'V008' }));
  const [arrival] = await arrivalsOf(seed.id);
  assert.deepEqual(
    [arrival?.source, arrival?.place, arrival?.ticketNumber],
    ['bookingCode', '取号机', 'V008'],
  );
});

test('a ticket joins the arrival that was there, and adds its number', async () => {
  const seed = await add();
  await recognise({ kind: 'card', value: seed.cards[0]! });
  await announce(
    ticketOf({ issuedAt: start, customer: holder(seed), number: 'C014' }),
    'ticketRecognised',
    'idCard',
  );
  const arrivals = await arrivalsOf(seed.id);
  assert.deepEqual(
    arrivals.map(({ source, ticketNumber }) => [source, ticketNumber]),
    [['bankCard', 'C014']],
  );
  assert.deepEqual(
    [toldOf(seed.id, 'customer.recognised').length, toldOf(seed.id, 'customer.arrivalChanged').length],
    [1, 1],
  );
});

test('how a ticket was recognised is kept when the queue tells it', async () => {
  const seed = await add();
  await announce(ticketOf({ issuedAt: start, customer: holder(seed) }), 'ticketIssued', 'idCard');
  assert.equal((await arrivalsOf(seed.id))[0]?.source, 'idCard');
});

test('the next day is another arrival, and another branch has its own', async () => {
  const seed = await add();
  const phone = { kind: 'phone', value: seed.phone } as const;
  await recognise(phone);
  await recognise(phone, { branchId: bank.london.id });
  assert.equal((await arrivalsOf(seed.id, bank.london.id)).length, 1);
  // 06:30 in Nanjing on the 21st is still the 20th in London.
  await platform.passTo(Date.parse('2026-11-21T06:30:00+08:00'));
  await recognise(phone);
  await recognise(phone, { branchId: bank.london.id });
  assert.equal(toldOf(seed.id, 'customer.recognised').length, 3);
  const stored = await platform.pool.query(
    'select branch_id, business_date from customer.arrival where customer_id = $1 order by 2, 1',
    [seed.id],
  );
  assert.deepEqual(
    new Set(
      stored.rows.map(
        (row: { branch_id: string; business_date: string }) => `${row.branch_id} ${row.business_date}`,
      ),
    ),
    new Set([
      `${bank.nanjing.id} 2026-11-20`,
      `${bank.nanjing.id} 2026-11-21`,
      `${bank.london.id} 2026-11-20`,
    ]),
  );
});

test("the elder flag is true from the birthday on, by the asking branch's calendar", async () => {
  const seed = await add({ birthDate: '1961-11-21' });
  // 06:30 on the birthday in Nanjing, the evening before in London.
  assert.equal((await service.card(seed.id, bank.nanjing.id))?.elder, true);
  assert.equal((await service.card(seed.id, bank.london.id))?.elder, false);
});

test('a terminal is told who it is, not whose customer and which tags', async () => {
  const seed = await add({ tags: ['理财偏好'], ownerStaffId: bank.owner.id });
  const actor = testActor({ permissions: ['customer.recognise'], path: bank.nanjing.path, kind: 'terminal' });
  const { customer } = await recognise({ kind: 'phone', value: seed.phone }, { actor });
  assert.deepEqual([customer?.maskedName, customer?.tags, customer?.ownerName], ['沈*梅', [], null]);
  assert.deepEqual((await arrivalsOf(seed.id))[0]?.customer.tags, ['理财偏好']);
});

test('recognising and listing end at the scope', async () => {
  const seed = await add();
  const actor = testActor({ permissions: ['customer.recognise', 'customer.view'], path: bank.london.path });
  await assert.rejects(
    recognise({ kind: 'phone', value: seed.phone }, { actor }),
    refusedWith('platform.forbidden'),
  );
  await assert.rejects(
    service.listArrivals(testCtx(platform, actor), { branchId: bank.nanjing.id }),
    refusedWith('platform.forbidden'),
  );
  assert.equal((await arrivalsOf(seed.id)).length, 0);
});

test('a phone of nobody makes one prospect, however many book at once; a known one is left as it is', async () => {
  const ctx = testCtx(platform, lobby());
  const prospect = { name: '周建国', phone: '15488887777', branchId: bank.nanjing.id };
  const cards = await Promise.all(Array.from({ length: 8 }, () => service.ensureByPhone(ctx, prospect)));
  assert.equal(new Set(cards.map(({ id }) => id)).size, 1);
  assert.deepEqual(
    { ...cards[0], id: '' },
    {
      id: '',
      maskedName: '周*国',
      tier: 'ordinary',
      elder: false,
      disabled: false,
      tags: [],
      ownerName: null,
    },
  );
  assert.equal((await service.find({ kind: 'phone', value: '154-8888-7777' }))?.id, cards[0]!.id);

  const seed = await add({ name: '顾岩' });
  assert.equal(
    (await service.ensureByPhone(ctx, { name: '别人', phone: seed.phone, branchId: null })).maskedName,
    '顾*',
  );
  const files = await platform.pool.query(
    'select count(*)::int as files from customer.customer where stage = $1',
    ['prospect'],
  );
  assert.equal(files.rows[0].files, 1);
  await assert.rejects(
    service.ensureByPhone(ctx, { ...prospect, phone: '123' }),
    refusedWith('customer.bad_identifier'),
  );
});

test('an owner who has left the register does not keep a customer from being served', async () => {
  const seed = await add({ ownerStaffId: newId() });
  assert.equal((await service.card(seed.id))?.ownerName, null);
});

test('nothing that was stored or announced names a person', async () => {
  const seed = await add({ name: '郑秀英', ownerStaffId: bank.owner.id, faceId: 'face-0123456789ab' });
  await recognise({ kind: 'idNumber', value: seed.idNumber! });
  await announce(ticketOf({ issuedAt: platform.clock.now(), customer: holder(seed) }));
  const { rows: tables } = await platform.pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('customer', 'platform')`,
  );
  for (const { name } of tables) {
    const { rows } = await platform.pool.query<{ text: string }>(
      `select to_jsonb(t)::text as text from ${name} t`,
    );
    const text = rows.map((row) => row.text).join('\n');
    for (const secret of [
      seed.name,
      seed.idNumber!,
      seed.phone,
      seed.cards[0]!,
      seed.birthDate!,
      seed.faceId!,
      '周建国',
      '15488887777',
    ]) {
      // A date of birth is also a date: only the file's own row could give it away.
      if (secret === seed.birthDate && !text.includes(seed.id)) continue;
      assert.ok(!text.includes(secret), `${name} holds ${secret} in clear`);
    }
  }
  assert.ok(!JSON.stringify(platform.events).includes(seed.name));
});
