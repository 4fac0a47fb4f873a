import type { CustomerTier, CustomerView } from '@huiting/contracts/customer';
import { addDays } from '../../platform/clock/zone-time.ts';
import { ageOn, isElderOn } from './customer.domain.ts';
import type { AmountBand, CustomerRecord, PastService, SignedServiceCode } from './customer.domain.ts';

/** What the lobby may say to a customer, by plain rules. Rules look at the file alone: no model, no score. */

type Said = { readonly zh: string; readonly en: string };

export const bandWords: Readonly<Record<AmountBand, Said>> = {
  under5: { zh: '5 万以下', en: 'under 50k' },
  '5to20': { zh: '5–20 万', en: '50k–200k' },
  '20to50': { zh: '20–50 万', en: '200k–500k' },
  '50to200': { zh: '50–200 万', en: '500k–2m' },
  '200to600': { zh: '200–600 万', en: '2m–6m' },
  over600: { zh: '600 万以上', en: 'over 6m' },
};

const maturingWithinDays = 30;
const maturedForDays = 30;
const badLevel = 2;
const mostTalkPoints = 4;

/** Who a service is for, and why they would want it. In the order in which a gap is worth mentioning. */
const gaps: readonly {
  service: SignedServiceCode;
  suits: (c: { tier: CustomerTier; age: number | null }) => boolean;
  hint: Said;
}[] = [
  {
    service: 'mobileBanking',
    suits: () => true,
    hint: { zh: '开通后转账、查询无需到店', en: 'Transfers and balances without a visit' },
  },
  {
    service: 'smsNotice',
    suits: () => true,
    hint: { zh: '账户变动即时提醒，资金更安全', en: 'Told at once of every movement on the account' },
  },
  {
    service: 'quickPay',
    suits: ({ age }) => age === null || age < 75,
    hint: { zh: '绑定后可用于日常支付', en: 'For everyday payments' },
  },
  {
    service: 'directDebit',
    suits: () => true,
    hint: { zh: '水电燃气自动代扣，不怕忘缴', en: 'Utility bills pay themselves' },
  },
  {
    service: 'wealthAccount',
    suits: ({ tier }) => tier !== 'ordinary',
    hint: { zh: '购买理财、基金前需先签约', en: 'Needed before buying wealth products or funds' },
  },
  {
    service: 'creditCard',
    suits: ({ age }) => age !== null && age >= 18 && age < 60,
    hint: { zh: '符合年龄条件，可介绍申办', en: 'Of an age to apply for one' },
  },
];

export function missingServices(record: CustomerRecord, day: string): CustomerView['missingServices'] {
  const age = record.birthDate === null ? null : ageOn(record.birthDate, day);
  return gaps
    .filter(
      ({ service, suits }) => !record.signedServices.includes(service) && suits({ tier: record.tier, age }),
    )
    .map(({ service, hint }) => ({ service, hint }));
}

/** At most four, the most pressing first: a bad last rating, money that matures, how to serve, what is missing. */
export function talkPoints(record: CustomerRecord, recent: readonly PastService[], day: string): Said[] {
  return [
    ...afterBadRating(recent),
    ...maturing(record, day),
    ...manner(record, day),
    ...firstGap(record, day),
  ].slice(0, mostTalkPoints);
}

function afterBadRating(recent: readonly PastService[]): Said[] {
  const last = recent.find(({ level }) => level !== null);
  if (last === undefined || last.level! > badLevel) return [];
  return [
    {
      zh: `上次服务评价为 ${last.level} 分，请先致歉并了解原因。`,
      en: `The last service was rated ${last.level}: apologise first and ask why.`,
    },
  ];
}

function maturing(record: CustomerRecord, day: string): Said[] {
  return record.products
    .filter(
      ({ maturesOn }) =>
        maturesOn !== null &&
        maturesOn <= addDays(day, maturingWithinDays) &&
        maturesOn >= addDays(day, -maturedForDays),
    )
    .sort((a, b) => (a.maturesOn! < b.maturesOn! ? -1 : 1))
    .map(({ name, amountBand, maturesOn }) => {
      const when = whenWords(maturesOn!, day);
      return {
        zh: `${name}（${bandWords[amountBand].zh}）${when.zh}，可介绍续作方案。`,
        en: `${name} (${bandWords[amountBand].en}) ${when.en}: offer to renew.`,
      };
    });
}

function whenWords(date: string, day: string): Said {
  if (date === day) return { zh: '今天到期', en: 'matures today' };
  const [, month, date2] = date.split('-').map(Number);
  return date < day
    ? { zh: `已于 ${month} 月 ${date2} 日到期`, en: `matured on ${date}` }
    : { zh: `${month} 月 ${date2} 日到期`, en: `matures on ${date}` };
}

function manner(record: CustomerRecord, day: string): Said[] {
  const elder = isElderOn(record.birthDate, day);
  return [
    ...(elder
      ? [
          {
            zh: '长者客户：语速放慢，单据用大字，重要事项请客户复述确认。',
            en: 'Elder: speak slowly, use large print, let them repeat what matters.',
          },
        ]
      : []),
    ...(record.disabled
      ? [
          {
            zh: '残障客户：先询问需要怎样的协助，优先安排无障碍窗口。',
            en: 'Disabled: ask what help is wanted; use the accessible window.',
          },
        ]
      : []),
  ];
}

function firstGap(record: CustomerRecord, day: string): Said[] {
  const gap = missingServices(record, day)[0];
  if (gap === undefined) return [];
  const name = serviceWords[gap.service];
  return [
    { zh: `尚未签约${name.zh}：${gap.hint.zh}。`, en: `No ${name.en} yet: ${gap.hint.en.toLowerCase()}.` },
  ];
}

const serviceWords: Readonly<Record<SignedServiceCode, Said>> = {
  mobileBanking: { zh: '手机银行', en: 'mobile banking' },
  smsNotice: { zh: '短信通知', en: 'SMS notice' },
  directDebit: { zh: '代扣代缴', en: 'direct debit' },
  quickPay: { zh: '快捷支付', en: 'quick pay' },
  wealthAccount: { zh: '理财账户', en: 'wealth account' },
  creditCard: { zh: '信用卡', en: 'credit card' },
};
