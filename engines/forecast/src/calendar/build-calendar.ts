import { ForecastProblem, requireCount } from '../problem.ts';
import { civilDate, dateOf, dayInMonth, weekdayOf, type Day, type Weekday } from './day.ts';
import type { CalendarFacts, Feast } from './facts.ts';
import { markDays } from './marks.ts';

/** What a model needs to know of each day of [from, to). */
export interface Calendar {
  readonly from: Day;
  /** First day no longer covered. */
  readonly to: Day;
  /** Names of the marks `marksOf` answers. */
  readonly markCodes: readonly string[];
  /** The weekday a day behaves like. */
  weekday(day: Day): Weekday;
  isClosed(day: Day): boolean;
  /** The feast whose window the day lies in. */
  feastOf(day: Day): string | null;
  /** Indexes into `markCodes` of the effects on a day. */
  marksOf(day: Day): readonly number[];
  /**
   * The day about a year earlier that felt alike: inside a feast the same distance from its last occurrence (null when
   * that is unknown), else 52 weeks before, so that weekday and season agree.
   */
  yearBefore(day: Day): Day | null;
  /** The same date a year earlier, outside feasts; null inside one. */
  sameDateYearBefore(day: Day): Day | null;
}

const WEEKS_52 = 364;
const LAST_MONTH_END_DISTANCE = 25;

/**
 * Lays facts out over [from, to). Give the years before too: a forecast looks one year back.
 * Where windows of two feasts overlap the nearer main day wins, then the one named first.
 */
export function buildCalendar(from: Day, to: Day, facts: CalendarFacts = {}): Calendar {
  requireCount('days of a calendar', to - from, 1);
  const length = to - from;
  const inside = (day: Day): number => {
    if (!Number.isInteger(day) || day < from || day >= to)
      throw new ForecastProblem(
        'forecast.outside_calendar',
        `${Number.isFinite(day) ? dateOf(Math.trunc(day)) : day} is not in ${dateOf(from)} … ${dateOf(to - 1)}`,
      );
    return day - from;
  };
  const weekdays = layWeekdays(from, length, facts);
  const closed = layClosed(from, length, facts);
  const feasts = facts.feasts ?? [];
  const occurrences = layFeasts(from, length, feasts);
  const isClosed = (day: Day) => closed[inside(day)] === 1;
  const { codes, marks } = layMarks(from, length, facts, closed);
  return {
    from,
    to,
    markCodes: codes,
    weekday: (day) => weekdays[inside(day)]!,
    isClosed,
    feastOf: (day) => occurrences[inside(day)]?.feast.code ?? null,
    marksOf: (day) => marks[inside(day)]!,
    yearBefore(day) {
      const occurrence = occurrences[inside(day)];
      if (!occurrence) return day - WEEKS_52;
      const before = occurrence.feast.days[occurrence.number - 1];
      return before === undefined ? null : before + day - occurrence.feast.days[occurrence.number]!;
    },
    sameDateYearBefore(day) {
      if (occurrences[inside(day)]) return null;
      const { year, month, dayOfMonth } = civilDate(day);
      return dayInMonth(year - 1, month, dayOfMonth);
    },
  };
}

function layWeekdays(from: Day, length: number, facts: CalendarFacts): Int8Array {
  const weekdays = Int8Array.from({ length }, (_, index) => weekdayOf(from + index));
  const set = (day: Day, weekday: Weekday) => {
    if (day >= from && day < from + length) weekdays[day - from] = weekday;
  };
  for (const day of facts.holidays ?? []) set(day, facts.holidayCountsAs ?? 6);
  for (const { day, countsAs } of facts.makeUpWorkdays ?? []) set(day, countsAs);
  return weekdays;
}

/** A make-up workday is open although its weekday is not; a closed day is closed whatever else it is. */
function layClosed(from: Day, length: number, facts: CalendarFacts): Uint8Array {
  const shut = new Set(facts.closedDays);
  const madeUp = new Set(facts.makeUpWorkdays?.map(({ day }) => day));
  const weekdays = new Set(facts.closedWeekdays);
  return Uint8Array.from({ length }, (_, index) => {
    const day = from + index;
    return shut.has(day) || (weekdays.has(weekdayOf(day)) && !madeUp.has(day)) ? 1 : 0;
  });
}

interface Occurrence {
  readonly feast: Feast;
  readonly number: number;
}

function layFeasts(from: Day, length: number, feasts: readonly Feast[]): (Occurrence | undefined)[] {
  const laid: (Occurrence | undefined)[] = Array.from({ length });
  const distance = new Float64Array(length).fill(Number.POSITIVE_INFINITY);
  for (const feast of feasts) {
    feast.days.forEach((main, number) => {
      for (let day = main - feast.before; day <= main + feast.after; day += 1) {
        const index = day - from;
        if (index < 0 || index >= length || Math.abs(day - main) >= distance[index]!) continue;
        distance[index] = Math.abs(day - main);
        laid[index] = { feast, number };
      }
    });
  }
  return laid;
}

function layMarks(from: Day, length: number, facts: CalendarFacts, closed: Uint8Array) {
  const codes: string[] = [];
  const marks: number[][] = Array.from({ length }, () => []);
  const numbers = new Map<string, number>();
  const mark = (day: Day, code: string) => {
    const list = marks[day - from];
    if (!list) return;
    const number = numbers.get(code) ?? codes.push(code) - 1;
    numbers.set(code, number);
    if (!list.includes(number)) list.push(number);
  };
  for (const recurrence of facts.recurrences ?? []) {
    markDays(recurrence, (day) => closed[day - from] === 1, mark);
  }
  if (facts.monthCycle) {
    for (let day = from; day < from + length; day += 1) {
      const { daysInMonth, dayOfMonth } = civilDate(day);
      mark(day, `monthEnd-${Math.min(LAST_MONTH_END_DISTANCE, daysInMonth - dayOfMonth)}`);
    }
  }
  return { codes, marks };
}
