import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  birthDateOf,
  idCheckCharacter,
  luhnDigit,
  normaliseIdentifier,
  normalisePhone,
} from './customer.identifier.domain.ts';

test('an ID number: 18 characters, the check character right, a day that exists', () => {
  // The example of GB 11643-1999.
  assert.equal(normaliseIdentifier('idNumber', '11010519491231002X'), '11010519491231002X');
  assert.equal(normaliseIdentifier('idNumber', ' 110105 19491231 002x '), '11010519491231002X');
  assert.equal(normaliseIdentifier('idNumber', '１１０１０５１９４９１２３１００２Ｘ'), '11010519491231002X');
  assert.equal(normaliseIdentifier('idNumber', '110105194912310021'), null);
  assert.equal(normaliseIdentifier('idNumber', '11010519491231002'), null);
  const noSuchDay = '11010519490230002';
  assert.equal(normaliseIdentifier('idNumber', noSuchDay + idCheckCharacter(noSuchDay)), null);
  assert.equal(birthDateOf('11010519491231002X'), '1949-12-31');
  assert.equal(birthDateOf('110105190002290020'), null);
});

test('a phone: 11 digits from 1, with or without the country code', () => {
  for (const text of [
    '13812342071',
    '138 1234 2071',
    '138-1234-2071',
    '+8613812342071',
    '008613812342071',
    '8613812342071',
  ]) {
    assert.equal(normalisePhone(text), '13812342071', text);
  }
  for (const text of ['', '1381234207', '138123420711', '23812342071', '+8523812342071', 'abc'])
    assert.equal(normalisePhone(text), null, text);
});

test('a card: 13 to 19 digits and the Luhn digit', () => {
  assert.equal(normaliseIdentifier('card', '4111 1111 1111 1111'), '4111111111111111');
  assert.equal(normaliseIdentifier('card', '4111111111111112'), null);
  assert.equal(normaliseIdentifier('card', '42'), null);
});

test('any digits with their Luhn digit are a card; with any other they are not', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^\d{15,18}$/), fc.integer({ min: 1, max: 9 }), (digits, off) => {
      const last = luhnDigit(digits);
      assert.equal(normaliseIdentifier('card', digits + last), digits + last);
      assert.equal(normaliseIdentifier('card', digits + String((Number(last) + off) % 10)), null);
    }),
  );
});

test('normalising never throws, and what it gives it gives again', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('idNumber' as const, 'phone' as const, 'card' as const, 'faceId' as const),
      fc.string({ unit: 'binary' }),
      (kind, text) => {
        const normalised = normaliseIdentifier(kind, text);
        if (normalised !== null) assert.equal(normaliseIdentifier(kind, normalised), normalised);
      },
    ),
  );
});
