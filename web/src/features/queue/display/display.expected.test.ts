import { expect, test } from 'vitest';
import { createFormat } from '../../../lib/format.ts';
import { expectedDigits, expectedWords, isLongWait, servicesNow } from './display.expected.domain.ts';
import { displayBoard, services } from './display.fixtures.ts';

const format = createFormat({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
const digits = (lowSeconds: number, highSeconds: number) =>
  expectedDigits(expectedWords({ lowSeconds, highSeconds }), format);

test('an expected wait is an interval of whole minutes', () => {
  expect(digits(12 * 60, 18.5 * 60)).toBe('12–19');
  expect(digits(20, 280)).toBe('5');
  expect(expectedWords({ lowSeconds: 0, highSeconds: 0 }).kind).toBe('now');
  expect(expectedWords({ lowSeconds: 10, highSeconds: 40 })).toEqual({ kind: 'upTo', high: 1 });
});

test('no open window is an answer, not a number', () => {
  expect(expectedWords({ noWindow: true })).toEqual({ kind: 'noWindow' });
  expect(expectedDigits({ kind: 'noWindow' }, format)).toBeNull();
});

test('a wait near the limit of its service is told so', () => {
  const service = services[0]!;
  expect(isLongWait(service, { lowSeconds: 0, highSeconds: 14 * 60 })).toBe(true);
  expect(isLongWait(service, { lowSeconds: 0, highSeconds: 13 * 60 })).toBe(false);
  expect(isLongWait(service, { noWindow: true })).toBe(false);
});

test('tiles follow the sort order, and a service without figures is not offered', () => {
  const board = displayBoard();
  const shuffled = board.services.toReversed();
  expect(servicesNow(shuffled, board.figures.services.slice(1)).map(({ service }) => service.code)).toEqual([
    'cash',
    'wealth',
    'corporate',
  ]);
});
