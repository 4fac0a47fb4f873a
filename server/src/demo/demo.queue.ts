import type { Diversion, QueueTemplate } from '@huiting/contracts/queue';
import type { BankPlan } from '@huiting/simulator/bank/plan-types';

/** Where the demo bank's business can be done besides the windows. */
export const demoDiversions: Readonly<Record<string, Diversion>> = {
  personal: {
    place: 'smartCounter',
    advice: { zh: '改密、激活社保卡可自助办理', en: 'PIN changes and card activation' },
    minutes: 6,
    machines: 2,
    whenWaitOver: 5,
  },
  cash: {
    place: 'selfService',
    advice: { zh: '5 万元以下存取款', en: 'Deposits and withdrawals under 50,000' },
    minutes: 3,
    machines: 4,
    whenWaitOver: 5,
  },
  transfer: {
    place: 'mobileBank',
    advice: { zh: '转账、缴费、打印流水', en: 'Transfers, bills, statements' },
    minutes: 4,
    machines: null,
    whenWaitOver: 5,
  },
};

const groups: QueueTemplate['groups'] = [
  { code: 'retail', name: { zh: '个人业务', en: 'Personal' } },
  { code: 'premium', name: { zh: '财富管理', en: 'Wealth' } },
  { code: 'business', name: { zh: '公司业务', en: 'Business' } },
];
const groupOf: Readonly<Record<string, string>> = { wealth: 'premium', corporate: 'business' };

/** The demo bank's head-office model: its services, and for each kind of window what most windows of that kind take. */
export function demoTemplate(plan: BankPlan): QueueTemplate {
  const windows = plan.branches.flatMap((branch) => branch.windows);
  const kinds = [...new Set(windows.map(({ kind }) => kind))];
  return {
    groups,
    services: plan.serviceTypes.map(({ id: _id, sort: _sort, ...service }) => ({
      ...service,
      groupCode: groupOf[service.code] ?? 'retail',
      firstNumber: 1,
      lastNumber: null,
      offered: true,
      diversion: demoDiversions[service.code] ?? null,
    })),
    kinds: kinds.map((kind) => ({ kind, ...commonest(windows.filter((window) => window.kind === kind)) })),
  };
}

interface Taking {
  readonly serviceCodes: readonly string[];
  readonly profileCode: string;
}

function commonest(windows: readonly Taking[]): { serviceCodes: string[]; profileCode: string } {
  const counts = Map.groupBy(windows, ({ serviceCodes, profileCode }) =>
    JSON.stringify([serviceCodes, profileCode]),
  );
  const [most] = [...counts.values()].toSorted((a, b) => b.length - a.length);
  const { serviceCodes, profileCode } = most![0]!;
  return { serviceCodes: [...serviceCodes], profileCode };
}
