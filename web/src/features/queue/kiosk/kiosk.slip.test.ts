import type { IssuedTicket } from '@huiting/contracts/queue';
import { expect, test } from 'vitest';
import { createFormat } from '../../../lib/format.ts';
import { translate, type Translate } from '../../../lib/i18n.ts';
import { ticketSlip } from './kiosk.slip.domain.ts';
import { kioskText } from './kiosk.text.ts';

const t: Translate<(typeof kioskText)['zh-CN']> = (key, values) => translate(kioskText, key, values);
const format = createFormat({ locale: 'zh-CN', timeZone: 'Asia/Shanghai' });
const issued = (parts: Partial<IssuedTicket>) =>
  ({
    ticket: { number: 'A031', issuedAt: Date.parse('2026-11-20T10:33:00+08:00') },
    serviceName: { zh: '转账汇款', en: 'Transfer' },
    ahead: 5,
    expected: { lowSeconds: 720, highSeconds: 1080 },
    windowLabels: ['1', '2', '3', '理财室 1'],
    progressPath: '/h5/t/x',
    greetingName: '赵*丽',
    ...parts,
  }) as IssuedTicket;
const linesOf = (parts: Partial<IssuedTicket> = {}) =>
  ticketSlip(
    {
      ticket: issued(parts),
      serviceName: '转账汇款',
      bankName: '江海银行',
      branchName: '城东支行',
      progressUrl: 'https://bank/h5/t/x',
    },
    t,
    format,
  ).lines;
const pair = (lines: ReturnType<typeof linesOf>, label: string) =>
  lines.find((line) => line.kind === 'pair' && line.label === label);

test('the slip tells number, business, people ahead, wait, windows, time and the address to follow', () => {
  const lines = linesOf();
  expect(lines).toContainEqual({ kind: 'text', text: 'A031', size: 'huge' });
  expect(lines).toContainEqual({ kind: 'text', text: '赵*丽' });
  expect(pair(lines, '您前面')).toMatchObject({ value: '5 人' });
  expect(pair(lines, '预计等候')).toMatchObject({ value: '12–18 分钟' });
  expect(pair(lines, '办理窗口')).toMatchObject({ value: '1–3 号窗口、理财室 1' });
  expect(pair(lines, '取号时间')).toMatchObject({ value: '2026-11-20 10:33' });
  expect(lines).toContainEqual({ kind: 'qr', text: 'https://bank/h5/t/x', caption: '扫码看进度' });
});

test('without a window or a name the slip says so plainly', () => {
  const lines = linesOf({ expected: { noWindow: true }, windowLabels: [], greetingName: null });
  expect(pair(lines, '预计等候')).toMatchObject({ value: '暂无窗口办理' });
  expect(pair(lines, '办理窗口')).toBeUndefined();
});
