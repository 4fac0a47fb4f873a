import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newId } from '../ids.ts';
import { csvOf, isTakenLine, takenLine } from './csv.ts';

const by = { actor: { name: '王, 芳', staff: { number: '020401' } }, traceId: newId() };

test('what a spreadsheet would take for a formula is text; quotes, commas and line ends stay inside their cell', () => {
  const hostile = ['=1+1', '+1', '-1', '-a', '@SUM(A1)', '\t=1', '\r=1', 'a"b', 'a,b', 'a\nb', ' a'];
  assert.equal(
    csvOf([hostile], by).replace(/"# .*\r\n$/, ''),
    `\uFEFF'=1+1,+1,-1,'-a,'@SUM(A1),'\t=1,"'\r=1","a""b","a,b","a\nb"," a"\r\n`,
  );
});

test('a number stays one, also below zero', () => {
  assert.equal(csvOf([[1, -2.5]], by).replace(/"# .*\r\n$/, ''), `\uFEFF1,-2.5\r\n`);
});

test('the last line says who took the file and when, in a line that is told from any row', () => {
  const line = takenLine(by);
  assert.match(line, /^"# 王, 芳 020401 \d{4}-\d\d-\d\dT.*Z [0-9a-f-]{36}"\r\n$/);
  const cell = line.trim().slice(1, -1);
  assert.ok(isTakenLine([cell]) && isTakenLine([cell, '', '']), 'a spreadsheet fills the line up');
  for (const row of [['# 备注'], ['B1', '支行'], [''], [], [cell, 'x']]) assert.ok(!isTakenLine(row));
});
