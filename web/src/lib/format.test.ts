import { describe, expect, it } from 'vitest';
import { createFormat } from './format.ts';

const zh = createFormat({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
const en = createFormat({ locale: 'en', timeZone: 'Asia/Shanghai' });
/** Thin spaces made visible. */
const seen = (text: string) => text.replaceAll('\u2009', ' ');
const minutes = (n: number) => n * 60_000;
const at1042 = Date.UTC(2026, 10, 20, 2, 42, 7);

describe('numbers', () => {
  it('groups integers and never shows unknown as 0', () => {
    expect(zh.integer(12345)).toBe('12,345');
    expect(zh.integer(0)).toBe('0');
    expect(zh.integer(null)).toBe('—');
    expect(zh.integer(Number.NaN)).toBe('—');
  });

  it('shortens from ten thousand in tiles', () => {
    expect(zh.compact(9999)).toEqual({ value: '9,999', unit: '' });
    expect(zh.compact(12_345)).toEqual({ value: '1.2', unit: '万' });
    expect(zh.compact(340_000_000)).toEqual({ value: '3.4', unit: '亿' });
    expect(zh.compact(20_000)).toEqual({ value: '2', unit: '万' });
    expect(en.compact(12_345)).toEqual({ value: '12.3', unit: 'k' });
  });

  it('writes money from digits, beyond what a float can hold', () => {
    expect(seen(zh.money('50000'))).toBe('50,000.00 元');
    expect(zh.money('90071992547409931.5', { unit: false })).toBe('90,071,992,547,409,931.50');
    expect(seen(zh.moneyFromFen(5n))).toBe('0.05 元');
    expect(zh.moneyFromFen('-123456', { unit: false })).toBe('-1,234.56');
    expect(zh.money('abc')).toBe('—');
  });

  it('writes percents with one decimal and differences in points', () => {
    expect(zh.percent(0.984)).toBe('98.4%');
    expect(zh.percent(1)).toBe('100.0%');
    expect(seen(zh.points(0.024))).toBe('+2.4 个百分点');
    expect(seen(zh.points(-0.024))).toBe('−2.4 个百分点');
    expect(zh.signed(3)).toBe('+3');
    expect(zh.signed(0)).toBe('0');
  });
});

describe('durations', () => {
  it('writes waits in whole minutes', () => {
    expect(seen(zh.wait(59_999))).toBe('不足 1 分');
    expect(seen(zh.wait(minutes(26) + 59_000))).toBe('26 分');
    expect(seen(zh.wait(minutes(65)))).toBe('1 小时 05 分');
    expect(en.wait(minutes(65))).toBe('1 h 05 min');
    expect(zh.wait(null)).toBe('—');
    expect(zh.waitParts(minutes(26))).toEqual({ value: '26', unit: '分' });
    expect(zh.waitParts(30_000)).toEqual({ value: '<1', unit: '分' });
  });

  it('runs timers as mm:ss up to an hour', () => {
    expect(zh.timer(minutes(6) + 14_000)).toBe('06:14');
    expect(zh.timer(minutes(59) + 59_999)).toBe('59:59');
    expect(seen(zh.timer(minutes(60)))).toBe('1 小时 00 分');
    expect(zh.timer(-5)).toBe('00:00');
  });

  it('joins intervals and window numbers by an en dash', () => {
    expect(zh.interval(5, 9)).toBe('5–9');
    expect(zh.interval(5, 5)).toBe('5');
    expect(zh.interval(5, null)).toBe('—');
    expect(zh.ranges([3, 1, 2, 5])).toBe('1–3、5');
    expect(en.ranges([3, 1, 2, 5])).toBe('1–3, 5');
  });
});

describe('time', () => {
  it('shows the time of the branch, not of the machine', () => {
    expect(zh.clock(at1042)).toBe('10:42');
    expect(zh.clockSeconds(at1042)).toBe('10:42:07');
    expect(createFormat({ locale: 'zh-CN', timeZone: 'Asia/Urumqi' }).clock(at1042)).toBe('08:42');
    expect(createFormat({ locale: 'zh-CN', timeZone: 'Europe/London' }).clock(Date.UTC(2026, 6, 1, 12))).toBe(
      '13:00',
    );
  });

  it('shows midnight as 00:00 of the new day', () => {
    const midnight = Date.UTC(2026, 10, 20, 16);
    expect(zh.stamp(midnight)).toBe('2026-11-21 00:00');
    expect(zh.businessDate(midnight - 1)).toBe('2026-11-20');
  });

  it('writes days with the weekday', () => {
    expect(seen(zh.day(at1042))).toBe('11 月 20 日 周五');
    expect(seen(zh.day('2026-11-22'))).toBe('11 月 22 日 周日');
    expect(en.day('2026-11-20')).toBe('Fri 20 Nov');
    expect(zh.day('soon')).toBe('—');
  });

  it('is relative only under an hour', () => {
    expect(zh.ago(at1042 - 30_000, at1042)).toBe('刚刚');
    expect(seen(zh.ago(at1042 - minutes(3), at1042))).toBe('3 分前');
    expect(zh.ago(at1042 - minutes(61), at1042)).toBe('09:41');
    expect(zh.ago(at1042 - minutes(60 * 24), at1042)).toBe('2026-11-19 10:42');
  });
});

describe('windows', () => {
  const zh = createFormat({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
  it('adds the word for window to numbers only', () => {
    expect(zh.windowName('3')).toBe('3\u2009号窗');
    expect(zh.windowName('理财室 1')).toBe('理财室 1');
  });
  it('joins numbers and names rooms', () => {
    expect(zh.windowNames(['3', '1', '2', '理财室 1'])).toBe('1–3\u2009号窗、理财室 1');
  });
});
