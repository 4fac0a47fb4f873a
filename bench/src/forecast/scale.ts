import { buildCalendar, dayOf, monthlyDays, weekdayOf } from '@huiting/forecast/calendar';
import { learnProfiles, spreadOverDay } from '@huiting/forecast/intraday';
import { forecastSeries, learnModel, type DailySeries } from '@huiting/forecast/volume';
import { round } from '../statistics.ts';
import { cpuMsSince } from './data-file.ts';
import { fillBranch, SLOTS } from './synthetic-branches.ts';

const HISTORY_DAYS = 365;
const HORIZON = 56;
const START = dayOf('2025-01-01');

/**
 * Forecasts with 80 % intervals for every half hour of 8 weeks at every branch from a year of half hours, streaming: one
 * branch in memory at a time, made anew in each of the three passes. `generatingSeconds` is what making them cost, measured
 * alone; `seconds` includes it.
 */
export async function forecastScale(options: {
  readonly branches: number;
}): Promise<Record<string, unknown>> {
  const { branches } = options;
  const counts = new Float64Array(HISTORY_DAYS * SLOTS);
  const totals = new Float64Array(HISTORY_DAYS);
  const days = Array.from({ length: HISTORY_DAYS }, (_, t) => ({
    day: START + t,
    counts: counts.subarray(t * SLOTS, (t + 1) * SLOTS),
  }));
  let rss = 0;
  function* source(): Generator<DailySeries> {
    for (let number = 0; number < branches; number += 1) {
      fillBranch(number, START, counts, totals);
      if (number % 500 === 0) rss = Math.max(rss, process.memoryUsage.rss());
      yield { id: `branch-${number}`, start: START, values: totals };
    }
  }
  const calendar = yearCalendar();
  const origin = START + HISTORY_DAYS;

  const generatingFrom = process.cpuUsage();
  for (const { values } of source()) if (values.length !== HISTORY_DAYS) throw new Error('impossible');
  const generatingMs = 3 * cpuMsSince(generatingFrom);

  const begin = process.cpuUsage();
  const model = learnModel(source, { calendar, historyFrom: START, origin, horizon: HORIZON });
  const learnMs = cpuMsSince(begin);
  let forecasts = 0;
  let halfwayMs = 0;
  for (const series of source()) {
    const profiles = learnProfiles(days, { calendar, slotMinutes: 30 });
    for (const day of forecastSeries(model, series).days)
      forecasts += spreadOverDay(day, profiles).counts.length;
    if (forecasts === Math.ceil(branches / 2) * HORIZON * SLOTS) halfwayMs = cpuMsSince(begin);
  }
  const allMs = cpuMsSince(begin);
  return {
    bench: 'forecast-scale',
    branches,
    forecasts,
    seconds: round(allMs / 1_000),
    generatingSeconds: round(generatingMs / 1_000),
    learnSeconds: round(learnMs / 1_000),
    msPerBranch: round(allMs / branches, 3),
    // 1 when the second half of the branches takes as long as the first: time is linear in series.
    secondHalfToFirst: round((allMs - halfwayMs) / (halfwayMs - learnMs), 2),
    rssMb: Math.round(rss / 1e6),
  };
}

function yearCalendar() {
  const from = START - 400;
  const to = START + HISTORY_DAYS + HORIZON + 31;
  return buildCalendar(from, to, {
    feasts: [
      {
        code: 'springFestival',
        days: ['2024-02-10', '2025-01-29', '2026-02-17'].map(dayOf),
        before: 10,
        after: 15,
      },
    ],
    recurrences: [
      {
        code: 'payDay',
        days: monthlyDays({
          from,
          to,
          dayOfMonth: 10,
          shift: 'before',
          isWorkday: (day) => weekdayOf(day) < 5,
        }),
        before: 0,
        after: 2,
        counting: 'calendarDays',
      },
    ],
    monthCycle: true,
  });
}
