import { randomUUID } from 'node:crypto';
import { demoCounterSender } from '../bank/senders.ts';
import type { Random } from '../bank/random.ts';
import { tellSigned } from '../client/signed.ts';
import type { BranchDay } from './branch-day.ts';
import { addDays } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';

export interface SmartCounterDeps {
  /** Address of the server. */
  readonly url: string;
  readonly branchId: string;
  readonly time: BusinessTime;
  readonly random: Random;
  readonly onFault: (error: unknown) => void;
}

/** Share of guests who try the smart counter first, and give up there. */
const givesUpShare = 0.06;
/** Of those, who finish it at the machine after all before they are called. */
const finishesShare = 0.2;
/** Seconds between giving up and the kiosk. */
const walkSeconds = [60, 240] as const;
/** Days an unfinished application is kept at the machine. */
const keptDays = 30;

const applications = [
  { zh: '借记卡开户申请', en: 'debit card application' },
  { zh: '手机银行签约', en: 'mobile banking sign-up' },
  { zh: '个人信息更新', en: 'update of personal details' },
] as const;

/** The smart counters of the hall: tell of applications that were broken off, and of those finished after all. */
export function createSmartCounter({ url, branchId, time, random, onFault }: SmartCounterDeps): {
  beginDay(day: BranchDay): void;
} {
  async function tell(message: Record<string, unknown>): Promise<void> {
    const path = `/branches/${branchId}/webhooks/application`;
    const answer = await tellSigned(url, path, demoCounterSender, {
      branchId,
      messageId: randomUUID(),
      ...message,
    });
    if (!answer.ok) onFault(new Error(`the smart counter was refused: ${answer.status} ${answer.text}`));
  }

  return {
    beginDay: (day) => {
      for (const { customer, arrivesAt } of day.visits) {
        const arrival = day.midnight + Math.round(arrivesAt * 1000);
        const leftAt = arrival - random.int(...walkSeconds) * 1000;
        if (customer === null || leftAt <= time.now() || !random.chance(givesUpShare)) continue;
        const application = {
          reference: `app-${randomUUID()}`,
          identifier: { kind: 'phone', value: customer.phone },
          subject: random.pick(applications),
          until: addDays(day.date, keptDays),
          leftAt,
        };
        time.at(leftAt, () => void tell({ ...application, state: 'unfinished' }).catch(onFault));
        if (random.chance(finishesShare))
          time.at(arrival, () => void tell({ ...application, state: 'finished' }).catch(onFault));
      }
    },
  };
}
