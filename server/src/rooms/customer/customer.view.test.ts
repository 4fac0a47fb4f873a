import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { CustomerView } from '@huiting/contracts/customer';
import type { RatingRequest } from '@huiting/contracts/feedback';
import { feedbackEvents } from '@huiting/contracts/feedback';
import { queueEvents } from '@huiting/contracts/queue';
import { addDays } from '../../platform/clock/zone-time.ts';
import { systemCtx } from '../../platform/context.ts';
import type { AppError } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf, ticketOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import { customerReactions } from './customer.events.ts';
import { loadVisits } from './customer.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { createCustomerUseCases } from './customer.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
const minute = 60_000;
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

const manager = (path = bank.nanjing.path) =>
  testActor({
    permissions: [
      'customer.view',
      'customer.unmask',
      'customer.recognise',
      'field.identity',
      'field.contact',
      'field.wealth',
    ],
    path,
  });
const view = (customerId: string, actor = manager(), branchId = bank.nanjing.id) =>
  service.getView(testCtx(platform, actor), { branchId, customerId });
const unmask = (
  customerId: string,
  field: 'name' | 'idNumber' | 'phone' | 'card',
  actor = manager(),
  branchId = bank.nanjing.id,
) => service.unmask(testCtx(platform, actor), { branchId, customerId, field, reason: '核对回单' });
const refusedWith = (code: string) => (error: unknown) => (error as AppError).code === code;

/** The queue completes a service of a customer; feedback tells a rating when there is one. */
async function serve(seed: CustomerSeed, told: { wait: number; level: number | null }): Promise<void> {
  const requestId = newId();
  const ticket = ticketOf({
    issuedAt: platform.clock.now(),
    customer: { id: seed.id, maskedName: '沈*梅', tier: seed.tier, elder: false, disabled: false },
  });
  const say = <P>(emit: (tx: Parameters<Parameters<TestPlatform['db']['transact']>[2]>[0]) => P) =>
    platform.db.transact(
      systemCtx(() => platform.clock.now(), newId()),
      bank.nanjing.id,
      (tx) => Promise.resolve(void emit(tx)),
    );
  await say((tx) => tx.emit(queueEvents.ticketIssued, { ticket, window: null, ended: null, reason: null }));
  await say((tx) =>
    tx.emit(queueEvents.serviceCompleted, {
      ticket,
      window: null,
      ended: null,
      reason: null,
      requestId,
      businessDate: '2026-11-20',
      serviceTypeId: newId(),
      waitSeconds: told.wait,
      serviceSeconds: 300,
      serviceName: { zh: '个人业务', en: 'Personal' },
      staffName: '陈洁',
      staffNumber: '020317',
      last: true,
    }),
  );
  const request = { id: requestId, level: told.level } as unknown as RatingRequest;
  if (told.level !== null)
    await say((tx) => tx.emit(feedbackEvents.ratingGiven, { request, customerId: seed.id }));
  await platform.settle();
}

test('the view shows what staff need, every personal field masked, and the read is audited', async () => {
  const seed = await add({
    name: '沈春梅',
    birthDate: '1958-05-20',
    tier: 'gold',
    ownerStaffId: bank.owner.id,
    faceId: 'face-view',
    assetsYuan: 262_000,
    signedServices: ['smsNotice'],
    tags: ['养老金客户'],
    products: [
      { name: '一年期定期存款', maturesOn: '2026-11-20', amountYuan: 50_000 },
      { name: '储蓄国债', maturesOn: null, amountYuan: 20_000 },
    ],
  });
  const before = platform.audited.length;
  const shown = await view(seed.id);
  assert.deepEqual(CustomerView.parse(shown), shown);
  assert.deepEqual(
    {
      ...shown,
      missingServices: shown.missingServices.map((gap) => gap.service),
      talkPoints: shown.talkPoints.map(({ zh }) => zh),
    },
    {
      id: seed.id,
      maskedName: '沈*梅',
      tier: 'gold',
      elder: true,
      disabled: false,
      tags: ['养老金客户'],
      ownerName: '许薇',
      ownerStaffId: bank.owner.id,
      maskedIdNumber: `990***********${seed.idNumber!.slice(-4)}`,
      maskedPhone: `154****${seed.phone.slice(-4)}`,
      maskedCards: [`**** ${seed.cards[0]!.slice(-4)}`],
      gender: 'female',
      age: 68,
      assetsBand: '20–50 万',
      signedServices: ['smsNotice'],
      missingServices: ['mobileBanking', 'quickPay', 'directDebit', 'wealthAccount'],
      products: [
        { name: '一年期定期存款', maturesOn: '2026-11-20', amountBand: '5–20 万' },
        { name: '储蓄国债', maturesOn: null, amountBand: '5 万以下' },
      ],
      homeBranchName: '城东支行',
      visits90Days: 0,
      recentVisits: [],
      faceConsent: true,
      plateConsent: false,
      maskedPlate: null,
      talkPoints: [
        '一年期定期存款（5–20 万）今天到期，可介绍续作方案。',
        '长者客户：语速放慢，单据用大字，重要事项请客户复述确认。',
        '尚未签约手机银行：开通后转账、查询无需到店。',
      ],
    },
  );
  const record = platform.audited[before]!;
  assert.deepEqual(
    [record.action, record.object, record.outcome],
    ['customer.view', `customer:${seed.id}`, 'done'],
  );
  for (const secret of [seed.name, seed.idNumber!, seed.phone, seed.cards[0]!]) {
    assert.ok(!JSON.stringify([shown, platform.audited]).includes(secret));
  }
});

test('in English the bands and services are English', async () => {
  const seed = await add({ assetsYuan: 9_500_000 });
  const shown = await service.getView(
    { ...testCtx(platform, manager()), locale: 'en' },
    { branchId: bank.nanjing.id, customerId: seed.id },
  );
  assert.equal(shown.assetsBand, 'over 6m');
});

test('a company and a prospect have no age, document or gaps that need one', async () => {
  const company = await add({ name: '云帆科技有限公司', gender: null, birthDate: null, idNumber: null });
  const shown = await view(company.id);
  assert.deepEqual(
    [shown.maskedName, shown.age, shown.maskedIdNumber, shown.elder],
    ['云*科技', null, null, false],
  );
});

test('visits come from the hall: services with wait and rating, counted once a day', async () => {
  const seed = await add();
  await serve(seed, { wait: 1_200, level: 2 });
  await platform.passTo(platform.clock.now() + 30 * minute);
  await serve(seed, { wait: 60, level: null });
  const shown = await view(seed.id);
  assert.equal(shown.visits90Days, 1);
  assert.deepEqual(
    shown.recentVisits.map(({ branchName, serviceName, waitSeconds, level }) => [
      branchName,
      serviceName,
      waitSeconds,
      level,
    ]),
    [
      ['城东支行', '个人业务', 60, null],
      ['城东支行', '个人业务', 1_200, 2],
    ],
  );
  assert.match(shown.talkPoints[0]!.zh, /评价为 2 分/);
});

test('history that was loaded counts for 90 days; the last five services are shown', async () => {
  const seed = await add();
  const days = [0, 1, 5, 30, 60, 89, 90, 120].map((back) => addDays('2026-11-20', -back));
  for (const date of new Set(days.map((day) => `${day.slice(0, 7)}-01`)))
    await platform.pool.query('select platform.ensure_month($1)', [date]);
  await loadVisits(
    platform.db,
    days.map((businessDate) => ({
      branchId: bank.london.id,
      businessDate,
      customerId: seed.id,
      requestId: newId(),
      at: Date.parse(`${businessDate}T12:00:00Z`),
      serviceName: { zh: '现金业务', en: 'Cash' },
      waitSeconds: 300,
      level: 5,
    })),
  );
  const shown = await view(seed.id);
  assert.equal(shown.visits90Days, 6);
  assert.equal(shown.recentVisits.length, 5);
  assert.deepEqual(
    [shown.recentVisits[0]?.branchName, shown.recentVisits[0]?.at],
    ['伦敦分行', Date.parse('2026-11-20T12:00:00Z')],
  );
});

test('one field in clear, for a reason that is audited with the field and without the value', async () => {
  const seed = await add({ name: '郑秀英' });
  const fields = {
    name: '郑秀英',
    idNumber: seed.idNumber!,
    phone: seed.phone,
    card: seed.cards[0]!,
  } as const;
  for (const [field, clear] of Object.entries(fields) as [keyof typeof fields, string][]) {
    assert.deepEqual(await unmask(seed.id, field), { value: clear, forMs: 30_000 });
    const record = platform.audited.at(-1)!;
    assert.deepEqual([record.action, record.outcome], ['customer.unmask', 'done']);
    assert.deepEqual(record.detail, { branchId: bank.nanjing.id, field, reason: '核对回单' });
  }
  for (const clear of Object.values(fields)) assert.ok(!JSON.stringify(platform.audited).includes(clear));
});

test('clear fields are for those the customer concerns: here today, of the branch, or their own', async () => {
  const seed = await add();
  const londoner = manager(bank.london.path);
  await assert.rejects(unmask(seed.id, 'phone', londoner, bank.london.id), refusedWith('customer.not_found'));
  assert.equal(platform.audited.at(-1)!.outcome, 'refused');
  await service.recognise(testCtx(platform, londoner, { endpoint: 'customer.recognise' }), {
    branchId: bank.london.id,
    identifier: { kind: 'phone', value: seed.phone },
  });
  assert.equal((await unmask(seed.id, 'phone', londoner, bank.london.id)).value, seed.phone);

  const managed = await add({ ownerStaffId: bank.owner.id });
  const owner = testActor({
    permissions: ['customer.unmask', 'field.contact'],
    path: bank.london.path,
    staff: { id: bank.owner.id, number: '020401', post: 'relationshipManager' },
  });
  assert.equal((await unmask(managed.id, 'phone', owner, bank.london.id)).value, managed.phone);
});

test('scope and absence: another branch is forbidden, nobody is not found', async () => {
  const seed = await add();
  const londoner = manager(bank.london.path);
  await assert.rejects(view(seed.id, londoner), refusedWith('platform.forbidden'));
  await assert.rejects(unmask(seed.id, 'name', londoner), refusedWith('platform.forbidden'));
  await assert.rejects(
    unmask(seed.id, 'name', testActor({ permissions: ['customer.view'], path: '/' })),
    refusedWith('platform.forbidden'),
  );
  await assert.rejects(view(newId()), refusedWith('customer.not_found'));
  await assert.rejects(unmask(newId(), 'name'), refusedWith('customer.not_found'));
  const company = await add({ gender: null, birthDate: null, idNumber: null });
  await assert.rejects(unmask(company.id, 'idNumber'), refusedWith('customer.not_found'));
});

test('whoever may unmask still needs the group the field is of', async () => {
  const seed = await add();
  const asked = (
    field: 'name' | 'idNumber' | 'phone' | 'card',
    ...held: ('field.identity' | 'field.contact')[]
  ) => unmask(seed.id, field, testActor({ permissions: ['customer.unmask', ...held], path: '/' }));
  assert.equal((await asked('name')).value, seed.name);
  assert.equal((await asked('phone', 'field.contact')).value, seed.phone);
  for (const [field, held] of [
    ['idNumber', 'field.contact'],
    ['card', 'field.contact'],
    ['phone', 'field.identity'],
  ] as const)
    await assert.rejects(asked(field, held), refusedWith('platform.forbidden'));
});

test('a role without a class of fields is shown nothing of it, masked or not', async () => {
  const seed = await add();
  const shownTo = async (...fields: ('field.identity' | 'field.contact' | 'field.wealth')[]) => {
    const actor = testActor({ permissions: ['customer.view', ...fields], path: '/' });
    return service.getView(testCtx(platform, actor), { branchId: bank.nanjing.id, customerId: seed.id });
  };
  const nothing = await shownTo();
  assert.deepEqual(
    [
      nothing.maskedIdNumber,
      nothing.maskedCards,
      nothing.maskedPhone,
      nothing.age,
      nothing.products,
      nothing.assetsBand,
    ],
    [null, [], null, null, [], ''],
  );
  const contact = await shownTo('field.contact');
  assert.ok(contact.maskedPhone !== null && contact.maskedIdNumber === null && contact.assetsBand === '');
  assert.deepEqual([contact.tags, contact.ownerName, contact.ownerStaffId], [[], null, null]);
  const all = await shownTo('field.identity', 'field.contact', 'field.wealth');
  assert.ok(all.maskedIdNumber !== null && all.assetsBand !== '');
});
