import {
  buildCalendar,
  dayOf,
  monthlyDays,
  weekdayOf,
  type Calendar,
  type Day,
} from '@huiting/forecast/calendar';
import {
  replayDays,
  slotIntervals,
  updateDay,
  type DaySlots,
  type ReplayedDay,
} from '@huiting/forecast/intraday';
import { round } from '../statistics.ts';
import { cpuMsSince, readCells } from './data-file.ts';

const SLOTS = 169;
const SLOT_MINUTES = 5;
const OPENING_MINUTE = 7 * 60;
const NOON_SLOT = (12 * 60 - OPENING_MINUTE) / SLOT_MINUTES;
const TEST_DAYS = 64;
/** With `earlier`: days 30 … of the part before the test days, on which the model was chosen. */
const FIRST_CHOSEN_ON = 30;

/**
 * Calls to a bank, one day ahead, rolling: each of the last 64 days from the days before it. Beside it the same weekday
 * last week and the median of the last eight same weekdays, slot by slot.
 */
export async function forecastCalls(options: {
  readonly data: string;
  readonly earlier: boolean;
}): Promise<Record<string, unknown>> {
  const all = readDays(options.data);
  const history = options.earlier ? all.slice(0, -TEST_DAYS) : all;
  const tested = options.earlier ? history.length - FIRST_CHOSEN_ON : TEST_DAYS;
  const calendar = americanCalendar();
  const begin = process.cpuUsage();
  const replayed = replayDays(history, { calendar, slotMinutes: SLOT_MINUTES, days: history.length });
  const cpuMs = cpuMsSince(begin);

  const ours = new Errors();
  const lastWeek = new Errors();
  const median = new Errors();
  const restOfDay = { morning: 0, noon: 0 };
  let inside = 0;
  replayed.slice(-tested).forEach((one, place) => {
    const before = replayed.slice(0, replayed.length - tested + place);
    const { forecast, counts } = one;
    ours.add(counts, forecast.counts);
    const past = history.filter(
      ({ day }) => day < forecast.day && weekdayOf(day) === weekdayOf(forecast.day),
    );
    lastWeek.add(counts, medianDay(past.slice(-1)));
    median.add(counts, medianDay(past.slice(-8)));
    const { low, high } = slotIntervals(before, forecast.counts, 0.8);
    inside += Array.from(counts).filter((count, slot) => count >= low[slot]! && count <= high[slot]!).length;
    addRestOfDay(restOfDay, one, before);
  });
  return {
    bench: 'forecast-calls',
    days: tested,
    wape5: ours.percent(1),
    wape30: ours.percent(6),
    wapeDay: ours.percent(SLOTS),
    coverage80: round(inside / tested / SLOTS, 3),
    restFromNoonGain: round(1 - restOfDay.noon / restOfDay.morning, 4),
    msPerDay: round(cpuMs / replayed.length, 2),
    wape5LastWeek: lastWeek.percent(1),
    wape30LastWeek: lastWeek.percent(6),
    wape5EightWeekMedian: median.percent(1),
    wape30EightWeekMedian: median.percent(6),
  };
}

/** Absolute errors from noon on: of the forecast of the evening before, and of the one renewed at noon. */
function addRestOfDay(
  into: { morning: number; noon: number },
  { forecast, counts }: ReplayedDay,
  before: readonly ReplayedDay[],
): void {
  const counted = Array.from(counts).slice(0, NOON_SLOT);
  const renewed = updateDay(before, forecast.counts, counted, SLOT_MINUTES);
  for (let slot = NOON_SLOT; slot < SLOTS; slot += 1) {
    into.morning += Math.abs(counts[slot]! - forecast.counts[slot]!);
    into.noon += Math.abs(counts[slot]! - renewed.counts[slot]!);
  }
}

function readDays(dataDir: string): DaySlots[] {
  const [, ...rows] = readCells(dataDir, 'bank_calls', 'bank_calls_dev.csv');
  const days = new Map<Day, Float64Array>();
  for (const [moment = '', calls] of rows) {
    const day = dayOf(moment.slice(0, 10));
    const minute = Number(moment.slice(11, 13)) * 60 + Number(moment.slice(14, 16));
    const counts = days.get(day) ?? new Float64Array(SLOTS);
    days.set(day, counts);
    counts[(minute - OPENING_MINUTE) / SLOT_MINUTES] = Number(calls);
  }
  return [...days].sort(([a], [b]) => a - b).map(([day, counts]) => ({ day, counts }));
}

/** What an American bank knew of 2003 beforehand: its holidays, and that pay comes about the first and the fifteenth. */
function americanCalendar(): Calendar {
  const from = dayOf('2003-01-01');
  const to = dayOf('2004-01-01');
  const holidays = ['01-01', '01-20', '02-17', '05-26', '07-04', '09-01', '11-27', '12-25'].map((date) =>
    dayOf(`2003-${date}`),
  );
  const isWorkday = (day: Day) => weekdayOf(day) < 5 && !holidays.includes(day);
  const payDay = (dayOfMonth: number) => ({
    code: `pay${dayOfMonth}`,
    days: monthlyDays({ from, to, dayOfMonth, shift: 'after', isWorkday }),
    before: 1,
    after: 2,
    counting: 'openDays' as const,
  });
  return buildCalendar(from, to, {
    closedDays: holidays,
    closedWeekdays: [5, 6],
    recurrences: [
      payDay(1),
      payDay(15),
      { code: 'holiday', days: holidays, before: 1, after: 1, counting: 'openDays' },
    ],
  });
}

function medianDay(days: readonly DaySlots[]): Float64Array {
  return Float64Array.from({ length: SLOTS }, (_, slot) => {
    const seen = days.map(({ counts }) => counts[slot]!).sort((a, b) => a - b);
    const middle = seen.length >> 1;
    return seen.length % 2 === 1 ? seen[middle]! : (seen[middle - 1]! + seen[middle]!) / 2;
  });
}

/** Weighted absolute percentage error at several widths of slot. */
class Errors {
  private readonly pairs: [ArrayLike<number>, ArrayLike<number>][] = [];

  add(actual: ArrayLike<number>, forecast: ArrayLike<number>): void {
    this.pairs.push([actual, forecast]);
  }

  percent(slots: number): number {
    let error = 0;
    let all = 0;
    for (const [actual, forecast] of this.pairs) {
      for (let from = 0; from < SLOTS; from += slots) {
        let difference = 0;
        for (let slot = from; slot < Math.min(SLOTS, from + slots); slot += 1) {
          difference += actual[slot]! - forecast[slot]!;
          all += actual[slot]!;
        }
        error += Math.abs(difference);
      }
    }
    return round((100 * error) / all, 3);
  }
}
