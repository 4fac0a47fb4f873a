import type { Day, Weekday } from './day.ts';

/** A feast whose days carry an effect of their own, moved from year to year with the feast (lunar date, Easter, fixed date). */
export interface Feast {
  readonly code: string;
  /** Its main day in every year known, ascending: for Spring Festival the first day of the first lunar month. */
  readonly days: readonly Day[];
  /** Days before and after the main day that still feel it. */
  readonly before: number;
  readonly after: number;
}

/** Days that come again and lift or lower the volume: pay day, pension day, month start. */
export interface Recurrence {
  readonly code: string;
  readonly days: readonly Day[];
  /** Each day of the window −before … +after gets an effect of its own. */
  readonly before: number;
  readonly after: number;
  /** Count the window in calendar days or in days that are not closed; `openDays` is usual for pay days at branches. */
  readonly counting: 'calendarDays' | 'openDays';
}

/** A workday made up for a bridge holiday (调休), and the weekday it behaves like. */
export interface MakeUpWorkday {
  readonly day: Day;
  readonly countsAs: Weekday;
}

/** What a person knows about coming days and the figures do not: a road closed, a campaign, a fair. */
export interface UserEvent {
  readonly from: Day;
  /** Last day, inclusive. */
  readonly to: Day;
  /** 1.2 = 20 % more than otherwise; 0 = nothing comes. In the past, history is divided by it before anything is learned. */
  readonly factor: number;
  readonly reason: string;
  /** The series it concerns; absent: all. */
  readonly seriesIds?: readonly string[];
}

/** Facts of a calendar. All optional: without any, days differ by weekday alone. */
export interface CalendarFacts {
  /** Statutory days off on which some are open: they behave like `holidayCountsAs`. */
  readonly holidays?: readonly Day[];
  /** Default 6, Sunday. */
  readonly holidayCountsAs?: Weekday;
  readonly makeUpWorkdays?: readonly MakeUpWorkday[];
  /** Days on which every series of this calendar is closed: no history is learned, the forecast is 0. */
  readonly closedDays?: readonly Day[];
  /** Weekdays on which every series is closed. */
  readonly closedWeekdays?: readonly Weekday[];
  readonly feasts?: readonly Feast[];
  readonly recurrences?: readonly Recurrence[];
  /** Give every distance to the month's end (0 … 25 and more) an effect of its own. */
  readonly monthCycle?: boolean;
}
