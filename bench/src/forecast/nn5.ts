import { mae, mase, seasonalMedian, seasonalNaive, seasonalScale, smape } from '@huiting/forecast/accuracy';
import { dayOf, weekdayOf } from '@huiting/forecast/calendar';
import { forecastSeries, learnModel, type DailySeries, type DayForecast } from '@huiting/forecast/volume';
import { percentile, round } from '../statistics.ts';
import { cpuMsSince, readCells } from './data-file.ts';
import { englishCalendar } from './english-calendar.ts';

const HORIZON = 56;
const WEEK = 7;
/** Origins everything was chosen on: their windows end before the final one begins. */
const EARLIER_ORIGINS = [511, 539, 567, 595, 623, 651, 679];

/**
 * Daily cash withdrawals of ATMs, Monash protocol: train on all but the last 56 days, forecast those, mean over series.
 * With `earlier` the last 56 days are cut off first and the mean is over the seven origins of the choice.
 */
export async function forecastNn5(options: {
  readonly data: string;
  readonly earlier: boolean;
}): Promise<Record<string, unknown>> {
  const all = readSeries(options.data);
  const length = all[0]!.values.length;
  const series = options.earlier
    ? all.map((one) => ({ ...one, values: one.values.slice(0, length - HORIZON) }))
    : all;
  const origins = options.earlier ? EARLIER_ORIGINS : [length - HORIZON];
  // Compiles the code on earlier origins, so that the time is that of a server, not of its first second.
  for (const origin of EARLIER_ORIGINS.slice(0, 4)) forecastAll(series, origin);
  const begin = process.cpuUsage();
  const forecasts = origins.map((origin) => forecastAll(series, origin));
  const cpuMs = cpuMsSince(begin);

  const ours = new Score();
  const naive = new Score();
  const median = new Score();
  const widths: number[] = [];
  let inside = 0;
  let judged = 0;
  series.forEach((one, number) => {
    const filled = fillByWeekday(one);
    origins.forEach((origin, place) => {
      const history = filled.slice(0, origin);
      const actual = filled.slice(origin, origin + HORIZON);
      const days = forecasts[place]![number]!;
      ours.add(
        history,
        actual,
        days.map(({ value }) => value),
      );
      naive.add(history, actual, seasonalNaive(history, WEEK, HORIZON));
      median.add(history, actual, seasonalMedian(history, WEEK, 8, HORIZON));
      days.forEach(({ intervals: [interval] }, step) => {
        judged += 1;
        if (actual[step]! >= interval!.low && actual[step]! <= interval!.high) inside += 1;
        widths.push(interval!.high - interval!.low);
      });
    });
  });
  return {
    bench: 'forecast-nn5',
    series: series.length,
    origins: origins.length,
    ...ours.means(''),
    coverage80: round(inside / judged, 3),
    medianWidth80: percentile(widths, 0.5),
    msPerSeries: round(cpuMs / series.length / origins.length, 2),
    ...naive.means('Naive'),
    ...median.means('EightWeekMedian'),
  };
}

function forecastAll(all: readonly Atm[], origin: number): (readonly DayForecast[])[] {
  const { start } = all[0]!;
  // The forecaster is handed what lies before the origin, so that it could not look if it would.
  const series = all.map((one) => ({ ...one, values: one.values.slice(0, origin) }));
  const model = learnModel(() => series, {
    calendar: englishCalendar(),
    historyFrom: start,
    origin: start + origin,
    horizon: HORIZON,
  });
  return series.map((one) => forecastSeries(model, one).days);
}

type Atm = DailySeries & { readonly values: readonly number[] };

function readSeries(dataDir: string): Atm[] {
  const [header = [], ...rows] = readCells(dataDir, 'nn5', 'nn5_daily_dev.csv');
  const start = dayOf(rows[0]![0]!);
  return header.slice(1).map((id, column) => ({
    id,
    start,
    values: rows.map((row) => (row[column + 1] === '' ? Number.NaN : Number(row[column + 1]))),
  }));
}

/** The protocol's way with missing days, for scoring and the peers: the median of that weekday over the series. */
function fillByWeekday({ start, values }: Atm): number[] {
  const medians = Array.from({ length: WEEK }, (_, weekday) => {
    const known = values
      .filter((value, t) => weekdayOf(start + t) === weekday && !Number.isNaN(value))
      .sort((a, b) => a - b);
    const middle = known.length >> 1;
    return known.length % 2 === 1 ? known[middle]! : (known[middle - 1]! + known[middle]!) / 2;
  });
  return values.map((value, t) => (Number.isNaN(value) ? medians[weekdayOf(start + t)]! : value));
}

class Score {
  private readonly mase: number[] = [];
  private readonly smape: number[] = [];
  private readonly mae: number[] = [];

  add(history: readonly number[], actual: readonly number[], forecast: ArrayLike<number>): void {
    const pairs = { actual, forecast };
    this.mase.push(mase(pairs, seasonalScale(history, WEEK)!)!);
    this.smape.push(smape(pairs)!);
    this.mae.push(mae(pairs)!);
  }

  means(suffix: string): Record<string, number> {
    const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
    return {
      [`mase${suffix}`]: round(mean(this.mase), 4),
      [`smape${suffix}`]: round(mean(this.smape), 3),
      [`mae${suffix}`]: round(mean(this.mae), 3),
    };
  }
}
