import type { BusinessDayInfo, DayHours, NoonBreak } from '@huiting/contracts/organization';
import chineseDays from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import { addDays, dateIn, instantOf, weekdayOf } from '../../platform/clock/zone-time.ts';
import type { BranchInfo } from './organization.domain.ts';

/** `English name,中文名,length` by date. Read as data: the package's own functions think in the server's time zone. */
const offDays: Readonly<Record<string, string>> = chineseDays.holidays;
const makeUpDays: Readonly<Record<string, string>> = chineseDays.workdays;

/** What a branch's calendar is made of. */
type Calendar = Pick<
  BranchInfo,
  | 'timeZone'
  | 'holidays'
  | 'overrides'
  | 'weekdayHours'
  | 'weekendHours'
  | 'holidayHours'
  | 'noonBreak'
  | 'corporateWeekdayHours'
  | 'corporateWeekendHours'
  | 'corporateHolidayHours'
>;

/**
 * What a calendar day is at a branch. National holidays have the holiday hours (closed at most branches) unless the branch says
 * otherwise; a make-up workday has weekday hours. Years the State Council has not announced yet follow the week alone.
 * Closing at or before opening (`22:00`–`02:00`, `07:00`–`00:00`) means on the next day.
 */
export function dayOf(branch: Calendar, date: string): BusinessDayInfo {
  const { kind, holiday } = nationalDay(branch.holidays, date);
  const override = branch.overrides.find((o) => o.date === date);
  const usual = usualHours(branch, kind);
  const { hours, noonBreak, corporateHours } = override ?? usual;
  const closedByBranch = override !== undefined && hours === null;
  const open = spanOn(branch.timeZone, date, hours);
  return {
    date,
    kind: closedByBranch ? 'holiday' : kind,
    holiday: closedByBranch ? override.name : holiday,
    hours,
    opensAt: open?.opensAt ?? null,
    closesAt: open?.closesAt ?? null,
    noon: open === null || noonBreak === null ? null : noonOn(branch.timeZone, date, open, noonBreak),
    // Nobody does corporate business behind closed doors.
    corporate: open === null ? null : spanOn(branch.timeZone, date, corporateHours),
  };
}

interface Hours {
  readonly hours: DayHours;
  readonly noonBreak: NoonBreak;
  readonly corporateHours: DayHours;
}

function usualHours(branch: Calendar, kind: BusinessDayInfo['kind']): Hours {
  const { noonBreak } = branch;
  switch (kind) {
    case 'workday':
    case 'makeUpWorkday':
      return { noonBreak, hours: branch.weekdayHours, corporateHours: branch.corporateWeekdayHours };
    case 'weekend':
      return { noonBreak, hours: branch.weekendHours, corporateHours: branch.corporateWeekendHours };
    case 'holiday':
      return { noonBreak, hours: branch.holidayHours, corporateHours: branch.corporateHolidayHours };
  }
}

function spanOn(zone: string, date: string, hours: DayHours): { opensAt: number; closesAt: number } | null {
  if (hours === null) return null;
  const last = hours.close <= hours.open ? addDays(date, 1) : date;
  return { opensAt: instantOf(zone, date, hours.open), closesAt: instantOf(zone, last, hours.close) };
}

/** The break as far as it lies within the day's hours: on a short Saturday that ends at noon there is none. */
function noonOn(
  zone: string,
  date: string,
  { opensAt, closesAt }: { opensAt: number; closesAt: number },
  noon: NonNullable<NoonBreak>,
): BusinessDayInfo['noon'] {
  const from = instantOf(zone, date, noon.from);
  const until = instantOf(zone, date, noon.until);
  return from > opensAt && until < closesAt ? { from, until } : null;
}

/** Whether the hours can be kept: a break lies within the day it interrupts. */
export function areHoursSound({ hours, noonBreak }: Pick<Hours, 'hours' | 'noonBreak'>): boolean {
  if (noonBreak === null) return true;
  if (noonBreak.from >= noonBreak.until) return false;
  if (hours === null || hours.close <= hours.open) return true;
  return noonBreak.from > hours.open && noonBreak.until < hours.close;
}

function nationalDay(
  holidays: Calendar['holidays'],
  date: string,
): Pick<BusinessDayInfo, 'kind' | 'holiday'> {
  if (holidays === 'CN' && makeUpDays[date] !== undefined) return { kind: 'makeUpWorkday', holiday: null };
  const off = holidays === 'CN' ? offDays[date] : undefined;
  if (off !== undefined) return { kind: 'holiday', holiday: off.split(',')[1] ?? off };
  return { kind: weekdayOf(date) >= 6 ? 'weekend' : 'workday', holiday: null };
}

interface Span {
  readonly from: number;
  readonly until: number;
  readonly day: BusinessDayInfo;
}

/** The day last asked for, per branch object: asked on every command, and time-zone arithmetic is slow. */
const lastAsked = new WeakMap<Calendar, Span>();

/** The business day an instant belongs to: after midnight still the evening's day while that is open. */
export function dayAt(branch: Calendar, instant: number): BusinessDayInfo {
  const known = lastAsked.get(branch);
  if (known !== undefined && instant >= known.from && instant < known.until) return known.day;
  const span = spanAt(branch, instant);
  lastAsked.set(branch, span);
  return span.day;
}

function spanAt(branch: Calendar, instant: number): Span {
  const date = dateIn(branch.timeZone, instant);
  const previous = dayOf(branch, addDays(date, -1));
  const midnight = instantOf(branch.timeZone, date, '00:00');
  const from = Math.max(midnight, previous.closesAt ?? midnight);
  if (instant < from) return { from: midnight, until: from, day: previous };
  const day = dayOf(branch, date);
  return { from, until: instantOf(branch.timeZone, addDays(date, 1), '00:00'), day };
}
