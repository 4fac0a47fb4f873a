import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Consent } from '@huiting/contracts/customer';
import { unmaskingsPerTenMinutes } from '@huiting/contracts/core/classification';
import { createTestPlatform, testActor, testCtx } from '../../platform/testing.ts';
import type { TestPlatform } from '../../platform/testing.ts';
import { addCustomers, openBank, seedOf } from './customer.bank.fixtures.ts';
import type { CustomerBank } from './customer.bank.fixtures.ts';
import type { CustomerSeed } from './customer.fixtures.ts';
import { createCustomerUseCases } from './customer.service.ts';
import type { CustomerUseCases } from './customer.service.ts';

const start = Date.parse('2026-11-20T10:00:00+08:00');
const dayMs = 86_400_000;
let platform: TestPlatform;
let bank: CustomerBank;
let service: CustomerUseCases;
let serial = 20;
/** Wall time of the unmasking's limit. */
let wall = Date.parse('2026-11-20T02:00:00Z');

before(async () => {
  platform = await createTestPlatform({ at: start });
  bank = await openBank(platform);
  service = createCustomerUseCases(platform, { ...bank, crypto: platform.crypto, wall: () => wall });
});
after(() => platform.stop());

async function add(change: Partial<CustomerSeed> = {}): Promise<string> {
  const seed = seedOf(++serial, { homeBranchId: bank.nanjing.id, ...change });
  await addCustomers(platform, [seed]);
  return seed.id;
}
const clerk = () =>
  testCtx(
    platform,
    testActor({
      permissions: [
        'customer.view',
        'customer.consent',
        'customer.unmask',
        'field.identity',
        'field.contact',
      ],
      path: bank.nanjing.path,
      name: '陈洁',
    }),
  );
const officer = () => testCtx(platform, testActor({ permissions: ['privacy.manage'], path: '/' }));
const refusal = (code: string) => (error: unknown) => (error as { code?: string }).code === code;
const standing = async (customerId: string, purpose: Consent['purpose']): Promise<Consent> => {
  const { consents } = await service.consents.listConsents(clerk(), {
    branchId: bank.nanjing.id,
    customerId,
  });
  return consents.find((one) => one.purpose === purpose)!;
};
const set = (
  customerId: string,
  change: Partial<Parameters<CustomerUseCases['setConsent']>[1]> & { purpose: Consent['purpose'] },
) =>
  service.setConsent(clerk(), {
    branchId: bank.nanjing.id,
    customerId,
    given: true,
    textVersion: 0,
    plate: null,
    ...change,
  });
const publish = (change: object = {}) =>
  service.consents.publishConsentText(officer(), {
    purpose: 'marketing',
    basedOn: 0,
    effectiveFrom: '2026-11-25',
    title: { zh: '营销授权', en: 'Offers' },
    body: { zh: '新的文本', en: 'A new text' },
    asksAgain: true,
    note: '监管要求',
    ...change,
  });

test('each purpose stands alone, with text, channel and instant; what is taken back allows nothing from then on', async () => {
  const id = await add({ plate: `苏AC00${serial}` });
  assert.equal((await standing(id, 'marketing')).state, 'none');
  await set(id, { purpose: 'marketing' });
  const given = await standing(id, 'marketing');
  assert.deepEqual(
    [given.state, given.textVersion, given.channel, given.at],
    ['given', 0, 'teller', platform.clock.now()],
  );
  assert.equal(await service.consents.allows(id, 'marketing'), true);
  assert.equal(await service.consents.allows(id, 'face'), false, 'no purpose rides on another');
  await set(id, { purpose: 'marketing', given: false, textVersion: null });
  assert.equal(await service.consents.allows(id, 'marketing'), false);
  assert.equal(await service.consents.allows(id, 'plate'), true, 'the others stay');
  // Taken back twice is one act.
  await set(id, { purpose: 'marketing', given: false, textVersion: null });
  const { rows } = await platform.pool.query(
    'select given, text_version, channel from customer.consent_act where customer_id = $1 order by act_id',
    [id],
  );
  assert.deepEqual(rows, [
    { given: true, text_version: 0, channel: 'teller' },
    { given: false, text_version: 0, channel: 'teller' },
  ]);
});

test('a text that asks again ends older consents on its day, and only then; what is shown must be what is agreed to', async () => {
  const id = await add();
  await set(id, { purpose: 'marketing' });
  const { text } = await publish();
  assert.equal(text.version, 1);
  await assert.rejects(publish(), refusal('customer.consent_text_newer'));
  await assert.rejects(
    publish({ basedOn: 1, effectiveFrom: '2026-11-24' }),
    refusal('customer.consent_text_past'),
  );
  await assert.rejects(
    publish({ purpose: 'face', effectiveFrom: '2026-11-19' }),
    refusal('customer.consent_text_past'),
  );
  assert.equal(await service.consents.allows(id, 'marketing'), true, 'not in force yet');
  assert.equal((await standing(id, 'marketing')).text.version, 0);
  await platform.passTo(start + 5 * dayMs);
  assert.equal(await service.consents.allows(id, 'marketing'), false);
  assert.deepEqual(
    [(await standing(id, 'marketing')).state, (await standing(id, 'marketing')).text.version],
    ['outdated', 1],
  );
  await assert.rejects(set(id, { purpose: 'marketing' }), refusal('customer.consent_text_changed'));
  await set(id, { purpose: 'marketing', textVersion: 1 });
  assert.equal(await service.consents.allows(id, 'marketing'), true);
  // A text that asks nobody again leaves consents as they are.
  await publish({ basedOn: 1, effectiveFrom: '2026-11-25', asksAgain: false });
  assert.equal(await service.consents.allows(id, 'marketing'), true);
  const stranger = testCtx(platform, testActor({ permissions: ['customer.consent'], path: '/' }));
  await assert.rejects(service.consents.listConsentTexts(stranger), refusal('platform.forbidden'));
});

test('a plate under an outlived text is neither recognised nor shown', async () => {
  const id = await add({ plate: `苏AE00${serial}` });
  const seen = async () => {
    const view = await service.getView(clerk(), { branchId: bank.nanjing.id, customerId: id });
    return [view.plateConsent, view.maskedPlate !== null];
  };
  assert.deepEqual(await seen(), [true, true]);
  await publish({ purpose: 'plate', effectiveFrom: '2026-11-25' });
  assert.deepEqual(await seen(), [false, false]);
  assert.equal(await service.consents.allows(id, 'plate'), false);
});

test('who asks for many fields in clear is held back for a while, and each one shown is written down', async () => {
  const id = await add();
  const asking = clerk();
  const unmask = () =>
    service.unmask(asking, { branchId: bank.nanjing.id, customerId: id, field: 'phone', reason: '回访' });
  for (let at = 0; at < unmaskingsPerTenMinutes; at++) await unmask();
  await assert.rejects(unmask(), refusal('customer.unmask_too_often'));
  wall += 10 * 60_000 + 1;
  assert.equal((await unmask()).forMs, 30_000);
  const { rows } = await platform.pool.query(
    'select count(*)::int as shown from customer.unmasking where customer_id = $1 and asked_by_name = $2',
    [id, '陈洁'],
  );
  assert.deepEqual(rows, [{ shown: unmaskingsPerTenMinutes + 1 }]);
  const refused = platform.audited.filter(
    ({ action, outcome, object }) =>
      action === 'customer.unmask' && outcome === 'refused' && object === `customer:${id}`,
  );
  assert.equal(refused.length, 1);
});
