import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorProblems, textProblems } from './texts.ts';

const text = (zh: Record<string, string>, en: Record<string, string>) =>
  textProblems('x.text.ts', { name: 'x', 'zh-CN': zh, en });

test('a missing key, an empty sentence and a forgotten translation are found, each by name', () => {
  assert.deepEqual(
    text({ a: '甲', n: '{{count}} 个' }, { a: 'A', n: '{{count}} pieces', n_one: '1 piece' }),
    [],
  );
  assert.deepEqual(text({ a: '甲' }, {}), ['x.text.ts: a has no English']);
  assert.deepEqual(text({}, { a: 'A' }), ['x.text.ts: a has no Chinese']);
  assert.deepEqual(text({ a: '甲' }, { a: ' ' }), ['x.text.ts: a is empty in English']);
  assert.deepEqual(text({ a: '' }, { a: 'A' }), ['x.text.ts: a is empty in Chinese']);
  assert.deepEqual(text({ a: '甲' }, { a: '甲' }), ['x.text.ts: a is not translated']);
});

test('a refusal says what it is in both languages', () => {
  assert.deepEqual(errorProblems({ 'x.y': { zh: '不行', en: '' } }), ['x.y has no English sentence']);
  assert.deepEqual(errorProblems({ 'x.y': { zh: '', en: 'No' } }), ['x.y has no Chinese sentence']);
});
