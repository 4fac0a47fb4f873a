import { organizationEndpoints } from '@huiting/contracts/organization';
import type { BusinessDayInfo } from '@huiting/contracts/organization';
import { addDays } from '../bank/dates.ts';
import type { BankPlan, PlannedBranch } from '../bank/plan-types.ts';
import { dayFacts } from '../behaviour/day-factors.ts';
import { dayRandom } from '../behaviour/day-random.ts';
import { planDuties } from '../behaviour/duties.ts';
import type { Duty } from '../behaviour/duties.ts';
import { drawVisits } from '../behaviour/visits.ts';
import type { CustomerPools, PlannedVisit } from '../behaviour/visits.ts';
import type { Caller } from '../client/api.ts';

/** What is going to happen at a branch on a day, unless somebody decides otherwise. The same seed plans the same day. */
export interface BranchDay {
  readonly date: string;
  /** Local midnight: visits and duties count seconds from it. */
  readonly midnight: number;
  readonly opensAt: number;
  readonly closesAt: number;
  readonly visits: readonly PlannedVisit[];
  readonly duties: readonly Duty[];
}

export interface DayPlanner {
  /** Null when the branch is closed that day. */
  plan(date: string): Promise<BranchDay | null>;
}

/** Days as the branch's own calendar has them: asked of the server, never assumed. */
export function createDayPlanner(deps: {
  plan: BankPlan;
  branch: PlannedBranch;
  pools: CustomerPools;
  director: Caller;
}): DayPlanner {
  const { plan, branch, pools, director } = deps;
  return {
    plan: async (date) => {
      const { days } = await director.call(organizationEndpoints.getCalendar, {
        branchId: branch.id,
        from: date,
        days: 4,
      });
      const calendar = new Map<string, BusinessDayInfo>(days.map((day) => [day.date, day]));
      const facts = dayFacts(date, (asked) => calendar.get(asked) ?? days.at(-1)!);
      const today = calendar.get(date);
      if (facts === null || today?.opensAt == null || today.closesAt === null) return null;
      const random = dayRandom(plan, branch, date);
      return {
        date,
        midnight: today.opensAt - facts.opens * 1000,
        opensAt: today.opensAt,
        closesAt: today.closesAt,
        visits: drawVisits(random.fork('visits'), pools, branch, facts),
        duties: planDuties(random.fork('duties'), branch, plan.staff, facts),
      };
    },
  };
}

/** The calendar day of an instant in the branch's time zone. */
export function dateAt(timeZone: string, instant: number): string {
  return formatOf(timeZone).format(instant);
}

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(timeZone: string): Intl.DateTimeFormat {
  let format = formats.get(timeZone);
  if (format === undefined)
    formats.set(timeZone, (format = new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' })));
  return format;
}

export { addDays };
