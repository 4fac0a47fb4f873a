import { planOrganization } from './branches.ts';
import { planCustomers } from './customers.ts';
import { bankName } from './outlets.ts';
import type { BankPlan, PlannedBranch, PlannedTerminal } from './plan-types.ts';
import { seededRandom } from './random.ts';
import type { Random } from './random.ts';
import { planServiceTypes } from './services.ts';
import { planStaff } from './staff.ts';

const timeZone = 'Asia/Shanghai';

/**
 * The demo bank 江海银行: pure, no clock and no I/O. The same seed and start date give the same bank, ids included.
 * About 300 staff, 24 outlets; `customers` is the size of the customer file.
 */
export function planBank(
  seed: string | number,
  startDate: string,
  options: { customers?: number } = {},
): BankPlan {
  const random = seededRandom(`bank/${seed}`);
  // Ids carry a time; the bank's own is the midnight (UTC) of its first day.
  const ms = Date.parse(`${startDate}T00:00:00Z`);
  const { orgUnits, branches } = planOrganization(random.fork('organization'), ms, timeZone);
  const { staff, users } = planStaff(random.fork('staff'), ms, orgUnits, branches);
  const customers = planCustomers(random.fork('customers'), ms, {
    count: options.customers ?? 20_000,
    startDate,
    branches,
    staff,
  });
  return {
    seed: String(seed),
    startDate,
    timeZone,
    bankName,
    orgUnits,
    branches,
    serviceTypes: planServiceTypes(random.fork('services'), ms),
    staff,
    users,
    customers,
    terminals: branches.flatMap((branch) =>
      planTerminals(random.fork(`terminals/${branch.code}`), ms, branch),
    ),
  };
}

/** Kiosks and hall displays by size; a display and an evaluator at every window. */
function planTerminals(random: Random, ms: number, branch: PlannedBranch): PlannedTerminal[] {
  const halls = branch.format === 'flagship' ? 2 : 1;
  const place = (kind: PlannedTerminal['kind'], name: string, windowId: string | null): PlannedTerminal => ({
    id: random.id(ms),
    branchId: branch.id,
    kind,
    name,
    windowId,
  });
  return [
    ...Array.from({ length: halls }, (_, index) => place('kiosk', `取号机 ${index + 1}`, null)),
    ...Array.from({ length: halls }, (_, index) => place('hallDisplay', `大厅屏 ${index + 1}`, null)),
    ...branch.windows.map((window) => place('windowDisplay', `窗口屏 ${window.label}`, window.id)),
    ...branch.windows.map((window) => place('evaluator', `评价器 ${window.label}`, window.id)),
  ];
}
