import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DEFAULT_SERVICE_CODES, defaultStrategy } from './default-strategy.ts';
import type { QueueStrategy } from './types.ts';
import { validateStrategy } from './validate-strategy.ts';

/** `code path` of each problem after the default strategy was spoilt. */
function problemsOf(spoil: (strategy: QueueStrategy) => void): string[] {
  const strategy = defaultStrategy();
  spoil(strategy);
  return validateStrategy(strategy, DEFAULT_SERVICE_CODES).map(({ code, path }) => `${code} ${path}`);
}

test('the default strategy is sound, also after a trip through JSON', () => {
  assert.deepEqual(
    problemsOf(() => {}),
    [],
  );
  assert.deepEqual(validateStrategy(JSON.parse(JSON.stringify(defaultStrategy()))), []);
});

test('classes', () => {
  assert.deepEqual(
    problemsOf(({ classes }) => (classes[1]!.creditPerMinute = -1)),
    ['negativeCredit classes[1].creditPerMinute'],
  );
  assert.deepEqual(
    problemsOf(({ classes }) => (classes[0]!.startingCredit = -0.5)),
    ['negativeCredit classes[0].startingCredit'],
  );
  assert.deepEqual(
    problemsOf(({ classes }) => (classes[0]!.guaranteedWaitMinutes = 0)),
    ['badGuarantee classes[0].guaranteedWaitMinutes'],
  );
  assert.deepEqual(
    problemsOf(({ classes }) =>
      Object.assign(classes[4]!, { creditPerMinute: 0, guaranteedWaitMinutes: null }),
    ),
    ['classCanStarve classes[4]'],
  );
  assert.deepEqual(
    problemsOf(({ classes }) => classes.push({ ...classes[0]! })),
    ['duplicateCode classes[5].code'],
  );
});

test('rules', () => {
  assert.deepEqual(
    problemsOf(({ rules }) => rules.pop()),
    ['noCatchAll rules'],
  );
  assert.deepEqual(
    problemsOf((strategy) => (strategy.rules = [])),
    ['noCatchAll rules'],
  );
  assert.deepEqual(
    problemsOf(({ rules }) => (rules[0]!.classCode = 'gold')),
    ['unknownClass rules[0].classCode'],
  );
  assert.deepEqual(
    problemsOf(({ rules }) => (rules[1]!.id = rules[0]!.id)),
    ['duplicateRuleId rules[1].id'],
  );
  assert.deepEqual(
    problemsOf(({ rules }) => (rules[3]!.when.serviceCodes = ['corporate', 'loans'])),
    ['unknownService rules[3].when.serviceCodes[1]'],
  );
  assert.deepEqual(
    problemsOf(({ rules }) => (rules[0]!.when.languages = [])),
    ['emptyList rules[0].when.languages'],
  );
});

test('a rule that an earlier one covers is never reached', () => {
  const add = (when: QueueStrategy['rules'][number]['when']) =>
    problemsOf(({ rules }) => rules.splice(4, 0, { id: 'new', when, classCode: 'vip' }));
  assert.deepEqual(add({ serviceCodes: ['corporate'], channels: ['h5'] }), ['unreachableRule rules[4]']);
  assert.deepEqual(add({ customerTiers: ['platinum'] }), ['unreachableRule rules[4]']);
  assert.deepEqual(add({ customerTiers: ['platinum', 'gold'] }), []);
  assert.deepEqual(add({ elderOrDisabled: false }), []);
  assert.deepEqual(add({ channels: ['kiosk', 'pad', 'h5', 'api'] }), ['unreachableRule rules[5]']);
});

test('profiles', () => {
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[0]!.tiers = [])),
    ['noTiers profiles[0].tiers'],
  );
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[0]!.tiers[1]!.serviceCodes = [])),
    ['emptyList profiles[0].tiers[1].serviceCodes'],
  );
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[0]!.tiers[1]!.classCodes = ['gold'])),
    ['unknownClass profiles[0].tiers[1].classCodes[0]'],
  );
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[0]!.helpOut[0]!.when = { serviceCode: 'loans' })),
    ['unknownService profiles[0].helpOut[0].when.serviceCode', 'noThreshold profiles[0].helpOut[0].when'],
  );
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[0]!.helpOut[0]!.when.waitMinutesOver = -1)),
    ['negativeThreshold profiles[0].helpOut[0].when.waitMinutesOver'],
  );
  assert.deepEqual(
    problemsOf(({ profiles }) => (profiles[1]!.code = 'general')),
    ['duplicateCode profiles[1].code'],
  );
});

test('a misspelt condition is a problem, not a rule for everybody', () => {
  const misspelt = problemsOf(({ rules }) => Object.assign(rules[0]!, { when: { customerTier: ['vip'] } }));
  assert.deepEqual(misspelt, ['shape rules[0].when.customerTier']);
});

test('whatever is read, it answers and does not throw', () => {
  fc.assert(
    fc.property(
      fc.jsonValue(),
      fc.constantFrom('classes', 'rules', 'profiles', 'version', 'name'),
      (value, field) => {
        assert.ok(validateStrategy(value).length > 0);
        assert.ok(Array.isArray(validateStrategy({ ...defaultStrategy(), [field]: value })));
      },
    ),
  );
});
