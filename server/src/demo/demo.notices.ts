import type { NoticeDraft } from '@huiting/contracts/queue';
import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import { seededRandom } from '@huiting/simulator/bank/random';

type DemoNotice = NoticeDraft & { readonly id: string; readonly version: number; readonly changedBy: string };

/** What the demo bank's screens say: head office's rule and rates, and the story branch's own word about pay day. Rates are invented. */
export function demoNotices(plan: BankPlan): readonly DemoNotice[] {
  const random = seededRandom(`notices/${plan.seed}`);
  const ms = Date.parse(`${plan.startDate}T00:00:00Z`);
  const head = plan.orgUnits[0]!.id;
  const story = plan.orgUnits.find(({ code }) => code === '320113')!.id;
  const notice = (zh: string, en: string): DemoNotice => ({
    id: random.id(ms),
    orgUnitId: head,
    kind: 'notice',
    text: { zh, en },
    rates: [],
    validFrom: '2026-01-01',
    validUntil: null,
    sort: 10,
    version: 1,
    changedBy: '总行运营管理部',
  });
  const rate = (zh: string, en: string, value: string) => ({ name: { zh, en }, value });
  return [
    notice(
      '过号 15 分钟内请找大堂经理恢复，不必重新取号。',
      'Missed your call? See the lobby manager within 15 minutes; no new number is needed.',
    ),
    {
      ...notice(
        '11 月 25 日为代发工资日，上午客流较多，建议 13:00 后前来。',
        '25 November is pay day; the morning will be busy. After 13:00 you wait less.',
      ),
      orgUnitId: story,
      validUntil: '2026-11-25',
      sort: 20,
      changedBy: '高岚',
    },
    {
      ...notice('存款年利率', 'Deposit rates a year'),
      kind: 'rates',
      rates: [
        rate('活期', 'Current', '0.05%'),
        rate('三个月', '3 months', '0.65%'),
        rate('六个月', '6 months', '0.85%'),
        rate('一年', '1 year', '0.95%'),
        rate('二年', '2 years', '1.05%'),
        rate('三年', '3 years', '1.25%'),
      ],
      sort: 30,
    },
  ];
}
