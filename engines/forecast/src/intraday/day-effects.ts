import type { Calendar, Day } from '../calendar/index.ts';
import { solveSymmetric } from '../statistics/solve.ts';

/** A past day's total, logarithm. */
export interface LogTotal {
  readonly day: Day;
  readonly log: number;
}

export interface DayEffects {
  /** Effects of each weekday and mark on log total; additive. */
  effectOf(day: Day): { readonly weekday: number; readonly marks: number };
}

/** Days before and after whose mean is taken as the level while effects are learned. */
const LEVEL_REACH = 10;
/** Effects fade: a day 200 days back counts half. */
const HALF_LIFE_DAYS = 200;
/** Ridge penalties, in days of evidence: a weekday comes every week, a mark a few times a year. */
const WEEKDAY_PENALTY = 0.3;
const MARK_PENALTY = 0.5;
const CONSTANT_PENALTY = 0.01;

/**
 * Weekday and calendar effects on a day's total by ridge regression of log(total) − local mean, recent days weighing
 * more. A weekday or mark never seen has effect 0.
 */
export function learnDayEffects(totals: readonly LogTotal[], calendar: Calendar): DayEffects {
  const marksAt = 8;
  const size = marksAt + calendar.markCodes.length;
  const a = new Float64Array(size * size);
  const b = new Float64Array(size);
  const last = totals.at(-1)?.day ?? 0;
  totals.forEach(({ day, log }, number) => {
    const weight = 0.5 ** ((last - day) / HALF_LIFE_DAYS);
    const target = log - localMean(totals, number);
    const columns = columnsOf(day, calendar, marksAt);
    for (const row of columns) {
      b[row]! += weight * target;
      for (const column of columns) a[row * size + column]! += weight;
    }
  });
  for (let row = 0; row < size; row += 1) {
    a[row * size + row]! += row < 7 ? WEEKDAY_PENALTY : row === 7 ? CONSTANT_PENALTY : MARK_PENALTY;
  }
  const effects = solveSymmetric(a, b, size);
  return {
    effectOf(day) {
      let marks = 0;
      for (const mark of calendar.marksOf(day)) marks += effects[marksAt + mark]!;
      return { weekday: effects[7]! + effects[calendar.weekday(day)]!, marks };
    },
  };
}

/** Weekday, constant, marks. */
function columnsOf(day: Day, calendar: Calendar, marksAt: number): number[] {
  return [calendar.weekday(day), 7, ...calendar.marksOf(day).map((mark) => marksAt + mark)];
}

function localMean(totals: readonly LogTotal[], number: number): number {
  const from = Math.max(0, number - LEVEL_REACH);
  const to = Math.min(totals.length, number + LEVEL_REACH + 1);
  let sum = 0;
  for (let place = from; place < to; place += 1) sum += totals[place]!.log;
  return sum / (to - from);
}
