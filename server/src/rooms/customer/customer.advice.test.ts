import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingServices, talkPoints } from './customer.advice.domain.ts';
import { ageOn, isElderOn } from './customer.domain.ts';
import type { CustomerRecord, PastService } from './customer.domain.ts';

const day = '2026-11-20';
const record: CustomerRecord = {
  id: 'c',
  name: '沈春梅',
  birthDate: '1980-05-20',
  tier: 'ordinary',
  disabled: false,
  tags: [],
  ownerStaffId: null,
  homeBranchId: null,
  idNumber: null,
  phone: null,
  cards: [],
  gender: 'female',
  assetsBand: '5to20',
  products: [],
  faceConsent: false,
  plate: null,
  signedServices: ['mobileBanking', 'smsNotice', 'directDebit', 'quickPay', 'wealthAccount', 'creditCard'],
};
const service = (level: number | null): PastService => ({
  at: 0,
  branchId: 'b',
  serviceName: null,
  waitSeconds: 0,
  level,
});
const said = (file: Partial<CustomerRecord>, recent: PastService[] = []): string[] =>
  talkPoints({ ...record, ...file }, recent, day).map(({ zh }) => zh);

test('age counts completed years, on the birthday too and for 29 February', () => {
  assert.equal(ageOn('1958-05-20', '2026-05-19'), 67);
  assert.equal(ageOn('1958-05-20', '2026-05-20'), 68);
  assert.equal(ageOn('1960-02-29', '2026-02-28'), 65);
  assert.equal(ageOn('1960-02-29', '2026-03-01'), 66);
});

test('an elder is 65 on the day itself; somebody of unknown age is not taken for one', () => {
  assert.deepEqual(
    [isElderOn('1961-11-20', day), isElderOn('1961-11-21', day), isElderOn(null, day)],
    [true, false, false],
  );
});

test('somebody who has everything and comes for nothing in particular gets no talk point', () => {
  assert.deepEqual(said({}), []);
});

test('a product maturing today, soon, lately; not one far off', () => {
  const product = (maturesOn: string | null) => ({
    name: '一年期定期存款',
    amountBand: '5to20' as const,
    maturesOn,
  });
  assert.deepEqual(said({ products: [product(day)] }), [
    '一年期定期存款（5–20 万）今天到期，可介绍续作方案。',
  ]);
  assert.deepEqual(said({ products: [product('2026-12-20'), product('2026-11-25')] }), [
    '一年期定期存款（5–20 万）11 月 25 日到期，可介绍续作方案。',
    '一年期定期存款（5–20 万）12 月 20 日到期，可介绍续作方案。',
  ]);
  assert.deepEqual(said({ products: [product('2026-11-01')] }), [
    '一年期定期存款（5–20 万）已于 11 月 1 日到期，可介绍续作方案。',
  ]);
  assert.deepEqual(said({ products: [product('2026-12-21'), product('2026-10-20'), product(null)] }), []);
});

test('the last rating decides, and only a bad one is spoken of', () => {
  assert.match(said({}, [service(null), service(2), service(5)])[0]!, /评价为 2 分/);
  assert.deepEqual(said({}, [service(5), service(1)]), []);
});

test('the first gap is named; which gaps there are depends on age and tier', () => {
  assert.deepEqual(said({ signedServices: ['smsNotice'] }), ['尚未签约手机银行：开通后转账、查询无需到店。']);
  const missing = (file: Partial<CustomerRecord>) =>
    missingServices({ ...record, signedServices: [], ...file }, day).map((gap) => gap.service);
  assert.deepEqual(missing({}), ['mobileBanking', 'smsNotice', 'quickPay', 'directDebit', 'creditCard']);
  assert.deepEqual(missing({ birthDate: '1945-01-01', tier: 'gold' }), [
    'mobileBanking',
    'smsNotice',
    'directDebit',
    'wealthAccount',
  ]);
});

test('at most four points, the most pressing first', () => {
  const products = ['2026-11-21', '2026-11-22'].map((maturesOn) => ({
    name: '大额存单',
    amountBand: '20to50' as const,
    maturesOn,
  }));
  const points = said({ birthDate: '1950-01-01', disabled: true, products, signedServices: [] }, [
    service(1),
  ]);
  assert.equal(points.length, 4);
  assert.match(points[0]!, /致歉/);
  assert.match(points[1]!, /11 月 21 日到期/);
  assert.match(points[3]!, /长者/);
});
