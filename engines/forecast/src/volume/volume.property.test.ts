import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { forecastSeries, type SeriesForecast } from './forecast-series.ts';
import { learnModel } from './learn-model.ts';
import type { DailySeries } from './series.ts';
import { calendarOf, makeBranches, SPRING_FESTIVALS, START } from './volume.fixture.ts';

const calendar = calendarOf({
  monthCycle: true,
  feasts: [{ code: 'springFestival', days: SPRING_FESTIVALS, before: 7, after: 7 }],
});

/** Anything a branch's book may hold: gaps, zeros, bursts, short lives. */
const seriesOf = (amount: fc.Arbitrary<number>) =>
  fc.record({
    id: fc.constant('any'),
    start: fc.integer({ min: START - 50, max: START + 450 }),
    values: fc.array(
      fc.oneof(
        { weight: 6, arbitrary: amount },
        { weight: 2, arbitrary: fc.constant(null) },
        { weight: 2, arbitrary: fc.constant(0) },
      ),
      { maxLength: 480, size: 'max' },
    ),
    expectedLevel: fc.integer({ min: 0, max: 500 }),
  }) satisfies fc.Arbitrary<DailySeries>;

/** Sums of money in yuan and fen, and the wildest doubles there are. */
const anySeries = seriesOf(fc.integer({ min: 0, max: 100_000 }).map((fen) => fen / 100));
const wildSeries = seriesOf(fc.double({ min: 0, max: 1e12, noNaN: true }));

const others = makeBranches({ count: 4, days: 480, spread: 0.2 });
const options = { calendar, historyFrom: START, origin: START + 480, horizon: 35, backTests: 4 };

function forecastWith(series: readonly DailySeries[], wanted: DailySeries): SeriesForecast {
  return forecastSeries(
    learnModel(() => series, options),
    wanted,
    { levels: [0.5, 0.8, 0.95] },
  );
}

function always(sentence: string, holds: (series: DailySeries) => void, series = anySeries): void {
  // Shrinking would take minutes: the seed that is printed repeats the failure.
  test(sentence, () => fc.assert(fc.property(series, holds), { numRuns: 25, endOnFailure: true }));
}

always(
  'every number is finite, none is negative, intervals nest',
  (series) => {
    for (const { value, intervals, reasons } of forecastWith([...others, series], series).days) {
      assert.ok(Number.isFinite(value) && value >= 0);
      assert.ok(Object.values(reasons).every((factor) => Number.isFinite(factor) && factor >= 0));
      const ends = [...intervals.map(({ low }) => low).toReversed(), ...intervals.map(({ high }) => high)];
      assert.ok(ends.every((end) => Number.isFinite(end) && end >= 0));
      assert.ok(ends.every((end, place) => place === 0 || end >= ends[place - 1]! * (1 - 1e-9)));
    }
  },
  wildSeries,
);

always('level × the factors of the reasons is the value', (series) => {
  for (const { value, reasons } of forecastWith([...others, series], series).days) {
    const { level, weekday, recent, season, feast, calendar: marks, event, open } = reasons;
    const product = level * weekday * recent * season * feast * marks * event * open;
    assert.ok(Math.abs(product - value) <= 1e-9 * Math.max(1, value), `${product} against ${value}`);
  }
});

// Logarithms round differently, and a ratio on the border of a histogram's class may change sides: 1 %.
always('in another unit the forecast is the same', (series) => {
  const inFen = {
    ...series,
    values: Array.from(series.values, (value) =>
      value === null || value === undefined ? null : value * 100,
    ),
    expectedLevel: series.expectedLevel! * 100,
  };
  const [plain, fen] = [series, inFen].map((one) => forecastWith([...others, one], one).days);
  plain!.forEach(({ value }, step) =>
    assert.ok(Math.abs(fen![step]!.value - 100 * value) <= 0.01 * Math.max(1, 100 * value)),
  );
});

always('nothing on or after the origin is read', (series) => {
  const known = Math.max(0, options.origin - series.start);
  const short = { ...series, values: Array.from(series.values).slice(0, known) };
  const long = {
    ...short,
    values: [
      ...short.values,
      ...Array.from({ length: Math.max(0, known - short.values.length) }, () => null),
      1e6,
      1e6,
      1e6,
    ],
  };
  assert.deepEqual(forecastWith([...others, long], long), forecastWith([...others, short], short));
});

always('the order in which series come does not matter to the network', (series) => {
  const forward = forecastWith([...others, series], series).days;
  const backward = forecastWith([series, ...others.toReversed()], series).days;
  forward.forEach(({ value }, step) =>
    assert.ok(Math.abs(backward[step]!.value - value) <= 1e-6 * Math.max(1, value)),
  );
});
