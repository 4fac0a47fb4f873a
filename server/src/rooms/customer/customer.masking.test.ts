import assert from 'node:assert/strict';
import { test } from 'node:test';
import { maskCard, maskIdNumber, maskName, maskPhone } from './customer.masking.present.ts';

const names: readonly [string, string][] = [
  ['王芳', '王*'],
  ['王小芳', '王*芳'],
  ['王小小芳', '王**芳'],
  ['欧阳修', '欧阳*'],
  ['欧阳小芳', '欧阳*芳'],
  ['司马相如', '司马*如'],
  // Two characters are a surname and a name, even where they spell a compound surname.
  ['欧阳', '欧*'],
  ['阿依古丽·买买提', '阿***·**提'],
  ['John Smith', 'J*** S***'],
  ['Zoë', 'Z***'],
  ['𠮷田', '𠮷*'],
  ['张 伟', '张*'],
  ['王', '王*'],
  ['', '*'],
  ['云帆科技有限公司', '云*科技'],
  ['南京云帆科技有限公司', '南***科技'],
];

for (const [name, masked] of names) {
  test(`${name || 'no name'} is shown as ${masked}`, () => assert.equal(maskName(name), masked));
}

test('numbers: phone, ID number, card', () => {
  assert.equal(maskPhone('13812342071'), '138****2071');
  assert.equal(maskIdNumber('99000119580520002X'), '990***********002X');
  assert.equal(maskCard('9000123412341234567'), '**** 4567');
});

test('a number that is not as it should be is never shown by more than half', () => {
  for (const mask of [maskPhone, maskIdNumber]) {
    for (const text of ['', '1', '12', '1234', '1234567', '1234567890']) {
      const masked = mask(text);
      assert.equal(masked.length, text.length);
      assert.ok(masked.replaceAll('*', '').length <= text.length / 2, `${text} → ${masked}`);
    }
  }
});
