import type {
  DisplayBoard,
  DisplayTicket,
  DisplayWindow,
  ServiceFigure,
  ServiceType,
  VoiceCall,
} from '@huiting/contracts/queue';

const at = Date.parse('2026-11-20T10:42:00+08:00');
const minutes = (n: number) => n * 60_000;

const service = (
  code: string,
  zh: string,
  en: string,
  note: string,
  icon: string,
  sort: number,
  prefix: string,
): ServiceType => ({
  id: `service-${code}`,
  code,
  name: { zh, en },
  description: { zh: note, en: note },
  prefix,
  icon,
  sort,
  waitLimitMinutes: 20,
  standardMinutes: 7,
  dailyLimit: null,
  hours: null,
  elderFriendly: true,
  line: 'personal',
});
export const services: readonly ServiceType[] = [
  service('personal', '个人业务', 'Personal banking', '开户 · 改密 · 社保卡', 'idCard', 1, 'A'),
  service('cash', '现金业务', 'Cash', '存款 · 取款 · 零钞兑换', 'yen', 2, 'C'),
  service('wealth', '贵宾理财', 'Wealth', '理财 · 存单 · 保险箱', 'crown', 3, 'V'),
  service('corporate', '对公业务', 'Corporate', '单位开户 · 票据 · 变更', 'store', 4, 'B'),
];

export function displayTicket(number: string, parts: Partial<DisplayTicket> = {}): DisplayTicket {
  const of = services.find((one) => one.prefix === number[0]) ?? services[0]!;
  return {
    id: `ticket-${number}`,
    number,
    state: 'waiting',
    serviceTypeId: of.id,
    maskedName: null,
    elder: false,
    vip: false,
    booked: false,
    windowId: null,
    since: at - minutes(10),
    restorableUntil: null,
    ...parts,
  };
}

function displayWindow(
  number: number,
  label: string,
  codes: readonly string[],
  parts: Partial<DisplayWindow> = {},
): DisplayWindow {
  return {
    id: `window-${number}`,
    label,
    number,
    kind: 'nonCash',
    serviceTypeIds: codes.map((code) => `service-${code}`),
    state: 'open',
    pauseReason: null,
    staffName: '陈洁',
    staffNumber: '020317',
    ticketId: null,
    ticketNumber: null,
    ticketState: null,
    ...parts,
  };
}

const serving = (number: string): Partial<DisplayWindow> => ({
  ticketId: `ticket-${number}`,
  ticketNumber: number,
  ticketState: 'serving',
});
const figure = (
  code: string,
  waiting: number,
  low: number,
  high: number,
  windows: readonly number[],
): ServiceFigure => ({
  serviceTypeId: `service-${code}`,
  waiting,
  expected: { lowSeconds: low * 60, highSeconds: high * 60 },
  openWindowIds: windows.map((n) => `window-${n}`),
  averageWaitSeconds: 660,
  closed: null,
});

export function voiceCall(number: string, window: number, parts: Partial<VoiceCall> = {}): VoiceCall {
  return {
    ticketId: `ticket-${number}`,
    ticketNumber: number,
    windowId: `window-${window}`,
    windowLabel: String(window),
    windowNumber: window,
    language: 'zh-CN',
    vip: false,
    call: 1,
    startsAt: at - 3_000,
    endsAt: at + 9_000,
    ...parts,
  };
}

/** The morning of the design boards: 城东支行, 2026-11-20 10:42, C014 being called to window 4. */
export function displayBoard(parts: Partial<DisplayBoard> = {}): DisplayBoard {
  return {
    branchId: 'branch-east',
    bankName: '江海银行',
    branchName: '城东支行',
    number: 40,
    businessDate: '2026-11-20',
    hours: {
      opensAt: Date.parse('2026-11-20T09:00:00+08:00'),
      closesAt: Date.parse('2026-11-20T17:00:00+08:00'),
    },
    services: [...services],
    tickets: [
      displayTicket('A025', { state: 'serving', windowId: 'window-1' }),
      displayTicket('A024', { state: 'serving', windowId: 'window-2' }),
      displayTicket('A026', { state: 'serving', windowId: 'window-3' }),
      displayTicket('C014', { state: 'called', windowId: 'window-4', maskedName: '丁*', since: at - 3_000 }),
      displayTicket('B005', { state: 'serving', windowId: 'window-5' }),
      displayTicket('A027', { elder: true }),
      displayTicket('C015', { booked: true }),
      displayTicket('B006', { booked: true }),
      displayTicket('V008', { vip: true }),
      displayTicket('A028'),
    ],
    windows: [
      displayWindow(1, '1', ['personal'], serving('A025')),
      displayWindow(2, '2', ['personal'], serving('A024')),
      displayWindow(3, '3', ['personal'], serving('A026')),
      displayWindow(4, '4', ['cash'], {
        ticketId: 'ticket-C014',
        ticketNumber: 'C014',
        ticketState: 'called',
      }),
      displayWindow(5, '5', ['corporate'], serving('B005')),
      displayWindow(6, '6', ['cash', 'personal'], { state: 'paused', pauseReason: 'lunch' }),
      displayWindow(7, '理财室 1', ['wealth']),
    ],
    figures: {
      at,
      businessDate: '2026-11-20',
      waiting: 14,
      averageWaitSeconds: 660,
      openWindows: 6,
      pausedWindows: 1,
      totalWindows: 7,
      issued: 62,
      completed: 43,
      completedServices: 186,
      abandoned: 2,
      services: [
        figure('personal', 5, 12, 19, [1, 2, 3]),
        figure('cash', 4, 8, 14, [4]),
        figure('wealth', 2, 4, 8, [7]),
        figure('corporate', 3, 14, 22, [5]),
      ],
      next: ['ticket-A027', 'ticket-C015', 'ticket-B006', 'ticket-V008', 'ticket-A028'],
    },
    voice: [voiceCall('C014', 4)],
    lobbyManagers: ['林小雨'],
    elsewhere: [],
    notices: [
      {
        id: 'notice-1',
        kind: 'notice',
        rates: [],
        text: {
          zh: '过号 15 分钟内请找大堂经理恢复，不必重新取号。',
          en: 'Missed your number? Ask the lobby manager within 15 minutes; no new ticket needed.',
        },
      },
      {
        id: 'notice-2',
        kind: 'notice',
        rates: [],
        text: {
          zh: '11 月 25 日为代发工资日，上午客流较多，建议 13:00 后前来。',
          en: 'Pay day on 25 November: mornings are busy, better come after 13:00.',
        },
      },
    ],
    display: { spoken: ['mandarin'], shown: ['zh-CN'] },
    ...parts,
  };
}
