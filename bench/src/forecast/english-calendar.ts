import { buildCalendar, dayInMonth, dayOf, type Calendar, type Day } from '@huiting/forecast/calendar';

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

/** What an English bank knew of 1996–1998 beforehand: Easter, Christmas, the month. Bank holidays on Mondays keep their weekday and need no entry. */
export function englishCalendar(): Calendar {
  const years = [1995, 1996, 1997, 1998];
  return buildCalendar(dayOf('1995-01-01'), dayOf('1999-01-01'), {
    monthCycle: true,
    feasts: [
      { code: 'easter', days: years.map(easter), before: 10, after: 8 },
      { code: 'christmas', days: years.map((year) => dayOf(`${year}-12-25`)), before: 12, after: 9 },
    ],
  });
}
