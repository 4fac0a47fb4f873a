import type { QueueStrategy } from './types.ts';

export const DEFAULT_SERVICE_CODES = [
  'personal',
  'cash',
  'transfer',
  'pension',
  'wealth',
  'corporate',
] as const;

/**
 * A new bank's strategy, a fresh copy each time. Defaults, not law: thresholds differ by bank and
 * are meant to be edited. In words: a vip counts as 15 minutes early, a kept booking as 10, an
 * elder or disabled customer as 8, and each gains a little faster than the others; nobody is left
 * behind beyond the guaranteed wait of their class.
 */
export function defaultStrategy(): QueueStrategy {
  return {
    version: 1,
    name: '标准策略',
    classes: [
      {
        code: 'vip',
        name: '贵宾',
        nameEn: 'VIP',
        startingCredit: 15,
        creditPerMinute: 2,
        guaranteedWaitMinutes: 10,
      },
      {
        code: 'booked',
        name: '预约',
        nameEn: 'Booked',
        startingCredit: 10,
        creditPerMinute: 1.5,
        guaranteedWaitMinutes: 15,
      },
      {
        code: 'elder',
        name: '长者及特殊群体',
        nameEn: 'Elder or special care',
        startingCredit: 8,
        creditPerMinute: 1.5,
        guaranteedWaitMinutes: 15,
      },
      {
        code: 'corporate',
        name: '对公',
        nameEn: 'Corporate',
        startingCredit: 0,
        creditPerMinute: 1,
        guaranteedWaitMinutes: 30,
      },
      {
        code: 'ordinary',
        name: '普通',
        nameEn: 'Ordinary',
        startingCredit: 0,
        creditPerMinute: 1,
        guaranteedWaitMinutes: 30,
      },
    ],
    rules: [
      { id: 'vipCustomer', when: { customerTiers: ['platinum', 'privateBank'] }, classCode: 'vip' },
      {
        id: 'bookingKept',
        when: { booking: ['early', 'onTime'] },
        classCode: 'booked',
        note: '迟到的预约按现场取号处理',
      },
      { id: 'elderOrDisabled', when: { elderOrDisabled: true }, classCode: 'elder' },
      { id: 'corporateService', when: { serviceCodes: ['corporate'] }, classCode: 'corporate' },
      { id: 'everybodyElse', when: {}, classCode: 'ordinary' },
    ],
    profiles: [
      {
        code: 'general',
        name: '综合',
        nameEn: 'General',
        tiers: [{ serviceCodes: ['personal', 'cash', 'transfer', 'pension'] }, { serviceCodes: ['wealth'] }],
        helpOut: [
          {
            when: { serviceCode: 'corporate', waitMinutesOver: 15 },
            serviceCodes: ['corporate'],
            rank: 'after',
          },
        ],
      },
      {
        code: 'cash',
        name: '现金',
        nameEn: 'Cash',
        tiers: [{ serviceCodes: ['cash', 'pension'] }, { serviceCodes: ['personal', 'transfer'] }],
        helpOut: [
          {
            when: { serviceCode: 'personal', waitMinutesOver: 15 },
            serviceCodes: ['personal'],
            rank: 'before',
          },
        ],
      },
      {
        code: 'nonCash',
        name: '非现金',
        nameEn: 'Non-cash',
        tiers: [{ serviceCodes: ['transfer', 'wealth'] }, { serviceCodes: ['personal'] }],
        helpOut: [
          {
            when: { serviceCode: 'personal', waitMinutesOver: 15 },
            serviceCodes: ['personal'],
            rank: 'before',
          },
        ],
      },
      {
        code: 'corporate',
        name: '对公',
        nameEn: 'Corporate',
        tiers: [{ serviceCodes: ['corporate'] }],
        helpOut: [
          {
            when: { classCode: 'ordinary', waitMinutesOver: 15 },
            serviceCodes: ['personal', 'cash', 'transfer', 'pension'],
            rank: 'after',
          },
        ],
      },
      {
        code: 'vip',
        name: '贵宾室',
        nameEn: 'VIP room',
        tiers: [{ serviceCodes: 'any', classCodes: ['vip'] }, { serviceCodes: ['wealth'] }],
        helpOut: [{ when: { classCode: 'ordinary', waitingOver: 10 }, serviceCodes: 'any', rank: 'after' }],
      },
      {
        code: 'express',
        name: '快速',
        nameEn: 'Express',
        tiers: [{ serviceCodes: ['pension', 'transfer'] }, { serviceCodes: ['cash'] }],
        helpOut: [
          { when: { classCode: 'ordinary', waitMinutesOver: 15 }, serviceCodes: ['personal'], rank: 'after' },
        ],
      },
      { code: 'all', name: '全部业务', nameEn: 'Everything', tiers: [{ serviceCodes: 'any' }], helpOut: [] },
    ],
  };
}
