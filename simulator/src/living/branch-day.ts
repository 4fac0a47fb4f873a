import { organizationEndpoints } from '@huiting/contracts/organization';
import { stageFunctions } from '@huiting/contracts/organization';
import type { BranchRecord, BusinessDayInfo } from '@huiting/contracts/organization';
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

/** What the branch is like now, as far as it may differ from the bank that was planned. */
export type BranchNow = Pick<BranchRecord, 'stage' | 'windows'>;

export interface DayPlanner {
  /** Null when the branch is closed that day, or its stage lets nobody in. */
  plan(date: string, now: BranchNow): Promise<BranchDay | null>;
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
    plan: async (date, now) => {
      if (!stageFunctions[now.stage].ticketing) return null;
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
      const midnight = today.opensAt - facts.opens * 1000;
      return {
        date,
        midnight,
        opensAt: today.opensAt,
        closesAt: today.closesAt,
        visits: drawVisits(random.fork('visits'), pools, branch, facts).flatMap((visit) =>
          keepsHours(plan, today, midnight, visit),
        ),
        duties: planDuties(random.fork('duties'), { ...branch, windows: now.windows }, plan.staff, facts),
      };
    },
  };
}

/** Noon that would be spent at a shut door begins twenty minutes after it; corporate business outside its hours is not attempted. */
const afterNoonSeconds = 1_200;
function keepsHours(
  plan: BankPlan,
  { noon, corporate }: BusinessDayInfo,
  midnight: number,
  visit: PlannedVisit,
): readonly PlannedVisit[] {
  const at = midnight + visit.arrivesAt * 1000;
  const isCorporate = plan.serviceTypes.some(
    ({ code, line }) => code === visit.serviceCode && line === 'corporate',
  );
  if (isCorporate && (corporate === null || at < corporate.opensAt || at >= corporate.closesAt)) return [];
  if (noon === null || at < noon.from || at >= noon.until) return [visit];
  const share = (at - noon.from) / (noon.until - noon.from);
  return [{ ...visit, arrivesAt: (noon.until - midnight) / 1000 + share * afterNoonSeconds }];
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
