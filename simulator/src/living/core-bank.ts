import type { BankPlan, PlannedCustomer } from '../bank/plan-types.ts';
import { demoListSender } from '../bank/senders.ts';
import { tellSigned } from '../client/signed.ts';
import { addDays, dateAt } from './branch-day.ts';
import type { BusinessTime } from './business-time.ts';

export interface CoreBankDeps {
  /** Address of the server. */
  readonly url: string;
  readonly plan: BankPlan;
  readonly time: BusinessTime;
  readonly onFault: (error: unknown) => void;
}

/** Entries of one part: what a message may hold. */
const partSize = 200;
/** Days ahead in which a maturity is worth saying, and behind in which it still is. */
const aheadDays = 14;
const behindDays = 7;
const checkSeconds = 300;

interface Entry {
  readonly reference: string;
  readonly identifier: { readonly kind: 'phone'; readonly value: string };
  readonly subject: { readonly zh: string; readonly en: string };
  readonly dueOn: string;
  readonly until: string;
}

/** The bank's own books: once a day the list of products that mature, in parts. */
export function startCoreBank({ url, plan, time, onFault }: CoreBankDeps): { stop(): void } {
  let sent = '';
  let stopped = false;

  async function send(listDay: string): Promise<void> {
    const entries = plan.customers.flatMap((customer) => maturing(customer, listDay));
    const parts = Math.max(1, Math.ceil(entries.length / partSize));
    for (let part = 1; part <= parts; part++) {
      const answer = await tellSigned(url, '/webhooks/due-list', demoListSender, {
        kind: 'maturity',
        listDay,
        part,
        parts,
        entries: entries.slice((part - 1) * partSize, part * partSize),
      });
      if (!answer.ok) throw new Error(`the list of the day was refused: ${answer.status} ${answer.text}`);
    }
  }

  function look(): void {
    if (stopped) return;
    const today = dateAt(plan.timeZone, time.now());
    if (today !== sent) {
      sent = today;
      send(today).catch(onFault);
    }
    time.after(checkSeconds, look);
  }
  look();
  return {
    stop: () => {
      stopped = true;
    },
  };
}

function maturing({ id, phone, products }: PlannedCustomer, day: string): Entry[] {
  const from = addDays(day, -behindDays);
  const to = addDays(day, aheadDays);
  return products.flatMap(({ name, maturesOn }, index) =>
    maturesOn === null || maturesOn < from || maturesOn > to
      ? []
      : [
          {
            reference: `mat-${id}-${index}`,
            identifier: { kind: 'phone' as const, value: phone },
            subject: { zh: name, en: 'product' },
            dueOn: maturesOn,
            until: addDays(maturesOn, behindDays),
          },
        ],
  );
}
