import {
  buildCalendar,
  dayInMonth,
  dayOf,
  weekdayOf,
  type Calendar,
  type Day,
} from '@huiting/forecast/calendar';

/**
 * The file's dates run a day behind the calendar: in its first two years the machines stand still on "24 and 25
 * December", and trade is low on the Sundays, high on the Mondays of bank-holiday weekends.
 */
const BEHIND = 1;

/** Easter Sunday by the anonymous Gregorian algorithm (Meeus, Astronomical Algorithms, chapter 8). */
function easter(year: number): Day {
  const a = year % 19;
  const century = Math.floor(year / 100);
  const c = year % 100;
  const d =
    (19 * a +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const e = (32 + 2 * (century % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return dayInMonth(year, Math.floor(f / 31), (f % 31) + 1);
}

const firstMonday = (year: number, month: number): Day => {
  const first = dayInMonth(year, month, 1);
  return first + ((7 - weekdayOf(first)) % 7);
};
const lastMonday = (year: number, month: number): Day => {
  const last = dayInMonth(year, month, 31);
  return last - weekdayOf(last);
};

/** What an English bank knew of 1996–1998 beforehand: Christmas, Easter, three bank holidays, the month. */
export function englishCalendar(): Calendar {
  const years = [1995, 1996, 1997, 1998];
  const feast = (code: string, dayOfYear: (year: number) => Day, before: number, after: number) => ({
    code,
    days: years.map((year) => dayOfYear(year) - BEHIND),
    before,
    after,
  });
  return buildCalendar(dayOf('1995-01-01'), dayOf('1999-01-01'), {
    monthCycle: true,
    feasts: [
      feast('christmas', (year) => dayOf(`${year}-12-25`), 11, 10),
      feast('easter', easter, 6, 3),
      feast('mayDay', (year) => firstMonday(year, 5), 3, 1),
      feast('springHoliday', (year) => lastMonday(year, 5), 3, 1),
      feast('summerHoliday', (year) => lastMonday(year, 8), 3, 1),
    ],
  });
}
