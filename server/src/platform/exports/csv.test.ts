import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf } from './csv.ts';

test('what a spreadsheet would take for a formula is text; quotes, commas and line ends stay inside their cell', () => {
  const hostile = ['=1+1', '+1', '-1', '-a', '@SUM(A1)', '\t=1', '\r=1', 'a"b', 'a,b', 'a\nb', ' a'];
  assert.equal(
    csvOf([hostile]),
    `\uFEFF'=1+1,+1,-1,'-a,'@SUM(A1),'\t=1,"'\r=1","a""b","a,b","a\nb"," a"\r\n`,
  );
});

test('a number stays one, also below zero', () => {
  assert.equal(csvOf([[1, -2.5]]), `\uFEFF1,-2.5\r\n`);
});
