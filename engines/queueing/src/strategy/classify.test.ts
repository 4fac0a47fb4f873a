import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { classify } from './classify.ts';
import { DEFAULT_SERVICE_CODES, defaultStrategy } from './default-strategy.ts';
import { classNamed, strategyOf } from './strategy.fixtures.ts';
import type { SegmentationCondition, TicketFacts } from './types.ts';

const WALK_IN: TicketFacts = {
  serviceCode: 'cash',
  customerTier: null,
  booking: 'none',
  elderOrDisabled: false,
  language: 'zh-CN',
  channel: 'kiosk',
};

function classOfRule(when: SegmentationCondition, facts: Partial<TicketFacts>): string {
  const strategy = strategyOf([classNamed('rest'), classNamed('special')]);
  strategy.rules.unshift({ id: 'first', when, classCode: 'special' });
  return classify(strategy, { ...WALK_IN, ...facts }).classCode;
}

test('each condition is compared with its fact', () => {
  const cases: [SegmentationCondition, Partial<TicketFacts>, Partial<TicketFacts>][] = [
    [{ serviceCodes: ['cash', 'pension'] }, { serviceCode: 'pension' }, { serviceCode: 'wealth' }],
    [{ customerTiers: ['vip'] }, { customerTier: 'vip' }, { customerTier: null }],
    [{ booking: ['early', 'onTime'] }, { booking: 'early' }, { booking: 'late' }],
    [{ elderOrDisabled: true }, { elderOrDisabled: true }, { elderOrDisabled: false }],
    [{ elderOrDisabled: false }, { elderOrDisabled: false }, { elderOrDisabled: true }],
    [{ languages: ['en'] }, { language: 'en' }, { language: 'zh-CN' }],
    [{ channels: ['h5', 'pad'] }, { channel: 'pad' }, { channel: 'api' }],
    [
      { customerTiers: ['vip'], booking: ['onTime'] },
      { customerTier: 'vip', booking: 'onTime' },
      { customerTier: 'vip' },
    ],
  ];
  for (const [when, matching, other] of cases) {
    assert.equal(classOfRule(when, matching), 'special', JSON.stringify(when));
    assert.equal(classOfRule(when, other), 'rest', JSON.stringify(when));
  }
});

test('the first matching rule wins', () => {
  const facts: TicketFacts = {
    ...WALK_IN,
    customerTier: 'platinum',
    booking: 'onTime',
    elderOrDisabled: true,
  };
  assert.deepEqual(classify(defaultStrategy(), facts), { classCode: 'vip', ruleId: 'vipCustomer' });
  assert.equal(classify(defaultStrategy(), { ...facts, customerTier: null }).classCode, 'booked');
  assert.equal(
    classify(defaultStrategy(), { ...facts, customerTier: null, booking: 'late' }).classCode,
    'elder',
  );
});

test('with a catch-all every ticket gets a class of the strategy', () => {
  const anyFacts: fc.Arbitrary<TicketFacts> = fc.record({
    serviceCode: fc.oneof(fc.constantFrom(...DEFAULT_SERVICE_CODES), fc.string()),
    customerTier: fc.option(fc.string()),
    booking: fc.constantFrom('early', 'onTime', 'late', 'none'),
    elderOrDisabled: fc.boolean(),
    language: fc.string(),
    channel: fc.constantFrom('kiosk', 'pad', 'h5', 'api'),
  });
  const strategy = defaultStrategy();
  const codes = strategy.classes.map(({ code }) => code);
  fc.assert(fc.property(anyFacts, (facts) => codes.includes(classify(strategy, facts).classCode)));
});

test('without a matching rule it throws rather than guess', () => {
  const strategy = strategyOf([classNamed('rest')]);
  strategy.rules = [{ id: 'only', when: { elderOrDisabled: true }, classCode: 'rest' }];
  assert.throws(() => classify(strategy, WALK_IN), RangeError);
});
