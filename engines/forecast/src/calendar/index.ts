export {
  civilDate,
  dateOf,
  dayInMonth,
  dayOf,
  weekdayOf,
  type CivilDate,
  type Day,
  type Weekday,
} from './day.ts';
export type * from './facts.ts';
export { buildCalendar, type Calendar } from './build-calendar.ts';
export { monthlyDays, type MonthlyDays } from './marks.ts';
export { ForecastProblem, type ForecastProblemCode } from '../problem.ts';
