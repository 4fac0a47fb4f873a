import type { BankPlan } from '@huiting/simulator/bank/plan-types';
import { addDays } from '../platform/clock/zone-time.ts';

/** Of the customers somebody looks after, every so many have a next contact planned. */
const planned = 4;
/** Days around the first one seen: some are overdue, some due, most ahead. */
const spread = { behind: 5, ahead: 12 };
const purposes = ['review', 'care', 'invitation', 'callback', 'maturity'] as const;

/** What relationship managers of the demo bank have planned; the same bank has the same plans. */
export function demoContactPlans(plan: BankPlan) {
  const owned = plan.customers.filter(({ ownerStaffId }) => ownerStaffId !== null);
  return owned.flatMap((customer, index) =>
    index % planned !== 0
      ? []
      : [
          {
            branchId: customer.homeBranchId,
            customerId: customer.id,
            on: addDays(plan.startDate, ((index / planned) % (spread.behind + spread.ahead)) - spread.behind),
            purpose: purposes[(index / planned) % purposes.length]!,
          },
        ],
  );
}
