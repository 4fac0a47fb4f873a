import type { Progress } from '@huiting/contracts/queue';
import { expect, test } from 'vitest';
import { createFormat } from '../../../lib/format.ts';
import { expectedWords } from './expected-words.ts';
import { newerProgress } from './progress.live.ts';
import { stepAt } from './progress-steps.ts';

const format = createFormat({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
const at = Date.parse('2026-11-20T10:42:00+08:00');

test('an expectation is an interval with the time of the call', () => {
  expect(expectedWords({ lowSeconds: 290, highSeconds: 590 }, at, format)).toEqual({
    kind: 'minutes',
    digits: '5–10',
    upTo: false,
    range: '10:47–10:52',
  });
});

test('without a lower end only the upper one is promised, and nothing is promised without a window', () => {
  expect(expectedWords({ lowSeconds: 0, highSeconds: 100 }, at, format)).toMatchObject({
    digits: '2',
    upTo: true,
  });
  expect(expectedWords({ lowSeconds: 0, highSeconds: 0 }, at, format)).toEqual({ kind: 'soon' });
  expect(expectedWords({ noWindow: true }, at, format)).toEqual({ kind: 'noWindow' });
});

test('a message that was overtaken does not turn the page back', () => {
  const held = { number: 8, state: 'called' } as Progress;
  expect(newerProgress(held, { number: 7, state: 'waiting' } as Progress)).toBe(held);
  expect(newerProgress(held, { number: 9, state: 'serving' } as Progress).state).toBe('serving');
});

test('a ticket that was skipped still stands at waiting, one that left stands nowhere', () => {
  expect([stepAt('skipped'), stepAt('called'), stepAt('completed'), stepAt('cancelled')]).toEqual([
    1,
    2,
    4,
    null,
  ]);
});
