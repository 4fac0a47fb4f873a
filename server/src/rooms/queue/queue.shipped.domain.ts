import type { QueueTemplate, ServiceSetup } from '@huiting/contracts/queue';

const offered = {
  groupCode: null,
  firstNumber: 1,
  lastNumber: null,
  line: 'personal',
  dailyLimit: null,
  hours: null,
  elderFriendly: true,
  offered: true,
  diversion: null,
} as const satisfies Partial<ServiceSetup>;

const services: readonly ServiceSetup[] = [
  {
    ...offered,
    code: 'personal',
    name: { zh: '个人业务', en: 'Personal banking' },
    description: { zh: '开户 · 改密 · 社保卡', en: 'Accounts · PIN · social security card' },
    prefix: 'A',
    icon: 'idCard',
    waitLimitMinutes: 20,
    standardMinutes: 12,
  },
  {
    ...offered,
    code: 'cash',
    name: { zh: '现金存取', en: 'Cash' },
    description: { zh: '存款 · 取款 · 零钞兑换', en: 'Deposit · withdrawal · small change' },
    prefix: 'C',
    icon: 'yen',
    waitLimitMinutes: 15,
    standardMinutes: 8,
  },
  {
    ...offered,
    code: 'transfer',
    name: { zh: '转账缴费', en: 'Transfers and bills' },
    description: { zh: '转账 · 缴费 · 打印流水', en: 'Transfer · bills · statements' },
    prefix: 'A',
    icon: 'swap',
    waitLimitMinutes: 20,
    standardMinutes: 8,
    diversion: {
      place: 'mobileBank',
      advice: { zh: '转账、缴费、打印流水', en: 'Transfers, bills, statements' },
      minutes: 4,
      machines: null,
      whenWaitOver: 5,
    },
  },
  {
    ...offered,
    code: 'pension',
    name: { zh: '养老与定期', en: 'Pension and deposits' },
    description: { zh: '养老金 · 定期 · 国债', en: 'Pension · time deposits · bonds' },
    prefix: 'A',
    icon: 'card',
    waitLimitMinutes: 20,
    standardMinutes: 10,
  },
  {
    ...offered,
    code: 'wealth',
    name: { zh: '理财贵宾', en: 'Wealth and VIP' },
    description: { zh: '理财 · 存单 · 保险箱', en: 'Wealth · certificates · safe deposit' },
    prefix: 'V',
    icon: 'crown',
    waitLimitMinutes: 8,
    standardMinutes: 25,
    elderFriendly: false,
  },
  {
    ...offered,
    code: 'corporate',
    name: { zh: '对公业务', en: 'Corporate' },
    description: { zh: '单位开户 · 票据 · 变更', en: 'Company accounts · bills · changes' },
    prefix: 'B',
    icon: 'store',
    waitLimitMinutes: 25,
    standardMinutes: 20,
    line: 'corporate',
    elderFriendly: false,
  },
];

const everyday = ['personal', 'cash', 'transfer', 'pension'];

/** What head office begins with, to be edited: six services and what each kind of window takes, for the profiles of the default strategy. */
export function shippedTemplate(): QueueTemplate {
  return {
    groups: [],
    services: services.map((service) => ({ ...service })),
    kinds: [
      { kind: 'general', serviceCodes: [...everyday], profileCode: 'general' },
      { kind: 'cash', serviceCodes: [...everyday], profileCode: 'cash' },
      {
        kind: 'nonCash',
        serviceCodes: ['personal', 'transfer', 'pension', 'wealth'],
        profileCode: 'nonCash',
      },
      { kind: 'vip', serviceCodes: ['wealth', 'personal', 'transfer', 'pension'], profileCode: 'vip' },
      { kind: 'express', serviceCodes: [...everyday], profileCode: 'express' },
      { kind: 'corporate', serviceCodes: ['corporate', 'personal', 'transfer'], profileCode: 'corporate' },
      { kind: 'flex', serviceCodes: [...everyday, 'wealth', 'corporate'], profileCode: 'all' },
    ],
  };
}
