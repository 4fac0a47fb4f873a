import type { PlannedServiceType } from './plan-types.ts';
import type { Random } from './random.ts';

/**
 * What customers can pick. Prefixes follow the bank's habit: A personal, C cash, V wealth, B corporate; services of one
 * prefix share its counter, so a number is unique in the hall.
 */
const serviceTypes: readonly Omit<PlannedServiceType, 'id'>[] = [
  {
    code: 'personal',
    prefix: 'A',
    icon: 'idCard',
    sort: 1,
    waitLimitMinutes: 20,
    standardMinutes: 12,
    name: { zh: '个人业务', en: 'Personal banking' },
    description: { zh: '开户 · 改密 · 社保卡', en: 'Accounts · PIN · social security card' },
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  },
  {
    code: 'cash',
    prefix: 'C',
    icon: 'yen',
    sort: 2,
    waitLimitMinutes: 15,
    standardMinutes: 8,
    name: { zh: '现金存取', en: 'Cash' },
    description: { zh: '存款 · 取款 · 零钞兑换', en: 'Deposit · withdrawal · small change' },
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  },
  {
    code: 'transfer',
    prefix: 'A',
    icon: 'swap',
    sort: 3,
    waitLimitMinutes: 20,
    standardMinutes: 8,
    name: { zh: '转账缴费', en: 'Transfers and bills' },
    description: { zh: '转账 · 缴费 · 打印流水', en: 'Transfer · bills · statements' },
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  },
  {
    code: 'pension',
    prefix: 'A',
    icon: 'card',
    sort: 4,
    waitLimitMinutes: 20,
    standardMinutes: 10,
    name: { zh: '养老与定期', en: 'Pension and deposits' },
    description: { zh: '养老金 · 定期 · 国债', en: 'Pension · time deposits · bonds' },
    dailyLimit: null,
    hours: null,
    elderFriendly: true,
    line: 'personal',
  },
  {
    code: 'wealth',
    prefix: 'V',
    icon: 'crown',
    sort: 5,
    waitLimitMinutes: 8,
    standardMinutes: 25,
    name: { zh: '理财贵宾', en: 'Wealth and VIP' },
    description: { zh: '理财 · 存单 · 保险箱', en: 'Wealth · certificates · safe deposit' },
    dailyLimit: null,
    hours: null,
    elderFriendly: false,
    line: 'personal',
  },
  {
    code: 'corporate',
    prefix: 'B',
    icon: 'store',
    sort: 6,
    waitLimitMinutes: 25,
    standardMinutes: 20,
    name: { zh: '对公业务', en: 'Corporate' },
    description: { zh: '单位开户 · 票据 · 变更', en: 'Company accounts · bills · changes' },
    dailyLimit: null,
    hours: null,
    elderFriendly: false,
    line: 'corporate',
  },
];

/** One id per service over the whole bank: each branch has its own row of it. */
export function planServiceTypes(random: Random, ms: number): PlannedServiceType[] {
  return serviceTypes.map((service) => ({ id: random.id(ms), ...service }));
}
