import { describe, expect, test } from 'vitest';
import { clipNamed } from './voice.clips.domain.ts';
import { planCall, type SpokenCall } from './voice.plan.domain.ts';

const call: SpokenCall = {
  ticketNumber: 'A027',
  windowLabel: '3',
  windowNumber: 3,
  vip: false,
};
const zh = (parts: Partial<SpokenCall> = {}) =>
  planCall({ ...call, ...parts }, 'mandarin')
    .map((name) => name.replace('zh.', ''))
    .join(' ');
const en = (parts: Partial<SpokenCall> = {}) =>
  planCall({ ...call, ...parts }, 'english')
    .map((name) => name.replace('en.', ''))
    .join(' ');

describe('Mandarin', () => {
  test('请 A 零二七 号到 3 号窗口办理业务', () => {
    expect(zh()).toBe('please letter.A 0 2 7 numberTo 3 windowTail');
  });
  test('numbers past 999 are still read digit by digit', () => {
    expect(zh({ ticketNumber: 'C1003' })).toBe('please letter.C 1 0 0 3 numberTo 3 windowTail');
  });
  test('window numbers are read as numbers up to 99, digit by digit beyond', () => {
    const window = (n: number) => zh({ windowLabel: String(n), windowNumber: n }).replace(/.*numberTo /, '');
    expect(window(10)).toBe('10 windowTail');
    expect(window(12)).toBe('10 2 windowTail');
    expect(window(20)).toBe('2 10 windowTail');
    expect(window(35)).toBe('3 10 5 windowTail');
    expect(window(108)).toBe('1 0 8 windowTail');
  });
  test('rooms are called by name', () => {
    expect(zh({ windowLabel: '理财室 1', windowNumber: 7 })).toMatch(
      /numberTo place.wealthRoom 1 numberTail$/,
    );
    expect(zh({ windowLabel: '贵宾室', windowNumber: 8 })).toMatch(/numberTo place.vipRoom tail$/);
    expect(zh({ windowLabel: '贵宾窗口', windowNumber: 8 })).toMatch(/numberTo place.vipWindow tail$/);
  });
  test('a label with its own word for window, and one without any clip', () => {
    expect(zh({ windowLabel: '5 号窗口', windowNumber: 5 })).toMatch(/numberTo 5 windowTail$/);
    expect(zh({ windowLabel: '开放式柜台 A', windowNumber: 9 })).toMatch(/numberTo 9 windowTail$/);
  });
  test('a VIP hears the courtesy form', () => {
    expect(zh({ ticketNumber: 'V003', vip: true, windowLabel: '贵宾室' })).toBe(
      'please vipCustomer letter.V 0 0 3 numberTo place.vipRoom tail',
    );
  });
});

test('Cantonese says the same sentence in its own clips', () => {
  expect(planCall({ ...call, vip: true, windowLabel: '理财室 12' }, 'cantonese').join(' ')).toBe(
    'yue.please yue.vipCustomer letter.A yue.0 yue.2 yue.7 yue.numberTo yue.place.wealthRoom yue.10 yue.2 yue.numberTail',
  );
});

describe('English', () => {
  test('a window and a room', () => {
    expect(en()).toBe('number letter.A 0 2 7 goTo window 3');
    expect(en({ windowLabel: '12', windowNumber: 12 })).toMatch(/goTo window 12$/);
    expect(en({ windowLabel: '25', windowNumber: 25 })).toMatch(/goTo window 2 5$/);
    expect(en({ windowLabel: '理财室 2', windowNumber: 7, vip: true })).toBe(
      'vipCustomer letter.A 0 2 7 goTo place.wealthRoom 2',
    );
  });
});

test('every letter and every digit has a clip in every language', () => {
  for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ') {
    for (const language of ['mandarin', 'cantonese', 'english'] as const)
      expect(planCall({ ...call, ticketNumber: `${letter.toLowerCase()}0123456789` }, language)).toHaveLength(
        1 + 11 + 3,
      );
  }
  expect(clipNamed('zh.nothing')).toBeNull();
});
