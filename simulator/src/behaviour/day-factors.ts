import type { BusinessDayInfo } from '@huiting/contracts/organization';
import { addDays } from '../bank/dates.ts';
import type { PlannedBranch, Rhythm } from '../bank/plan-types.ts';
import type { Random } from '../bank/random.ts';

/** A calendar day of one outlet, with what its neighbours on the calendar mean for traffic. */
export interface DayFacts {
  readonly date: string;
  readonly kind: BusinessDayInfo['kind'];
  /** Seconds since local midnight. */
  readonly opens: number;
  readonly closes: number;
  /** A holiday of the nation begins within two days. */
  readonly beforeHoliday: boolean;
}

/** Days of the month on which wages and pensions arrive (domain.md §2: early in the month; the bank's employers also pay on the 25th). */
const payDays = [8, 10, 25];
const pensionDays = [5, 6, 15];

const weekendShare: Record<Rhythm, number> = { normal: 0.52, noon: 0.38, weekend: 0.86, payday: 0.5 };

/** How busy a day is compared with an ordinary working day of the same outlet, before chance. */
export function dayFactor(branch: Pick<PlannedBranch, 'rhythm'>, day: DayFacts): number {
  const dayOfMonth = Number(day.date.slice(8));
  const monday = new Date(`${day.date}T00:00:00Z`).getUTCDay() === 1;
  let factor = 1;
  if (day.kind === 'weekend' || day.kind === 'holiday') factor *= weekendShare[branch.rhythm];
  if (day.kind === 'makeUpWorkday') factor *= 0.82;
  if (day.kind === 'workday' && monday) factor *= 1.12;
  if (payDays.includes(dayOfMonth)) factor *= branch.rhythm === 'payday' ? 1.22 : 1.12;
  if (pensionDays.includes(dayOfMonth)) factor *= branch.rhythm === 'payday' ? 1.15 : 1.06;
  if (day.beforeHoliday) factor *= 1.14;
  return factor;
}

/** Share of a service on this day, before normalising. */
export function serviceFactor(code: string, day: DayFacts): number {
  const dayOfMonth = Number(day.date.slice(8));
  if (code === 'pension' && pensionDays.includes(dayOfMonth)) return 1.8;
  if (code === 'cash' && (day.beforeHoliday || payDays.includes(dayOfMonth))) return 1.35;
  if (code === 'corporate' && (day.kind === 'weekend' || day.kind === 'holiday')) return 0.25;
  return 1;
}

/** What chance adds to a day: about ±7 %. */
export function dayNoise(random: Random): number {
  return random.lognormal(1, 0.07);
}

/** Facts of a day from the branch's calendar; null when it is closed. `calendar` gives any day. */
export function dayFacts(date: string, calendar: (date: string) => BusinessDayInfo): DayFacts | null {
  const info = calendar(date);
  if (info.hours === null) return null;
  const beforeHoliday =
    info.kind !== 'holiday' && [1, 2].some((ahead) => calendar(addDays(date, ahead)).kind === 'holiday');
  return {
    date,
    kind: info.kind,
    opens: secondsOf(info.hours.open),
    closes: secondsOf(info.hours.close),
    beforeHoliday,
  };
}

function secondsOf(time: string): number {
  const [hours, minutes] = time.split(':');
  return Number(hours) * 3600 + Number(minutes) * 60;
}
