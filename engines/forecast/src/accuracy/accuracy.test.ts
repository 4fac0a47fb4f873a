import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { backTest, type Forecaster } from './back-test.ts';
import { detectDrift } from './drift.ts';
import { bias, coverage, mae, mase, pinball, seasonalScale, smape, wape } from './measures.ts';
import { seasonalMedian, seasonalNaive } from './naive.ts';

const nan = Number.NaN;

test('the measures of a small case, by hand', () => {
  const pairs = { actual: [10, 20, nan, 0], forecast: [12, 16, 99, 0] };
  assert.equal(mae(pairs), 2);
  assert.equal(mase(pairs, 4), 0.5);
  assert.equal(wape(pairs), 6 / 30);
  assert.equal(bias(pairs), -2 / 30);
  assert.ok(Math.abs(smape(pairs)! - (200 * (2 / 22 + 4 / 36)) / 3) < 1e-12);
  assert.equal(coverage([1, 5, nan], [0, 0, 0], [1, 4, 9]), 0.5);
  assert.equal(seasonalScale([1, 2, 4, nan, 9], 2), (3 + 5) / 2);
});

test('pinball costs what the quantile says: too low at 0.9 costs nine times too high', () => {
  assert.equal(pinball({ actual: [10], forecast: [0] }, 0.9), 9);
  assert.ok(Math.abs(pinball({ actual: [0], forecast: [10] }, 0.9)! - 1) < 1e-12);
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      (a, f) => {
        const pairs = { actual: [a], forecast: [f] };
        assert.ok(Math.abs(2 * pinball(pairs, 0.5)! - mae(pairs)!) <= 1e-9 * Math.max(1, mae(pairs)!));
      },
    ),
  );
});

test('what has no meaning is null; what is no number is refused', () => {
  assert.equal(mae({ actual: [nan], forecast: [1] }), null);
  assert.equal(wape({ actual: [0, 0], forecast: [1, 1] }), null);
  assert.equal(mase({ actual: [1], forecast: [1] }, 0), null);
  assert.equal(seasonalScale([1, 2], 7), null);
  assert.throws(() => mae({ actual: [1], forecast: [nan] }), { code: 'forecast.not_a_number' });
  assert.throws(() => mae({ actual: [1, 2], forecast: [1] }), { code: 'forecast.wrong_shape' });
});

test('naive and median look at the same place of earlier periods, over gaps', () => {
  assert.deepEqual([...seasonalNaive([1, 2, 3, nan], 2, 4)], [3, 2, 3, 2]);
  assert.deepEqual([...seasonalMedian([1, 2, 3, 9, 8, 4], 2, 2, 3)], [5.5, 6.5, 5.5]);
  assert.deepEqual([...seasonalNaive([], 7, 2)], [0, 0]);
});

const naive: Forecaster = (histories, _origin, horizon, levels) =>
  histories.map(({ values }) => {
    const forecast = seasonalNaive(
      Array.from(values, (value) => value ?? nan),
      7,
      horizon,
    );
    return {
      values: forecast,
      intervals: levels.map(() => ({ low: forecast, high: forecast.map((value) => value + 1) })),
    };
  });

test('a back-test of the naive is the naive beside it, with intervals and drift', () => {
  const series = [0, 1].map((number) => ({
    id: `s${number}`,
    start: 100,
    values: Array.from({ length: 70 }, (_, t) => (t % 7) + ((t * (number + 3)) % 5) / 4),
  }));
  const report = backTest(series, { forecaster: naive, origins: [142, 149], horizon: 14, levels: [0.8] });
  assert.deepEqual(report.ours, report.naive);
  assert.equal(report.series.length, 2);
  assert.deepEqual(
    report.origins.map(({ origin }) => origin),
    [142, 149],
  );
  assert.ok(report.intervals[0]!.coverage! > 0 && report.intervals[0]!.coverage! < 1);
  assert.equal(report.series[0]!.drift.hasDrifted, false);
});

test('a forecaster sees nothing of what it is judged on', () => {
  const seen: number[] = [];
  const spy: Forecaster = (histories, origin, horizon, levels) => {
    for (const { start, values } of histories) seen.push(start + values.length - origin);
    return naive(histories, origin, horizon, levels);
  };
  const values = Array.from({ length: 40 }, (_, t) => t);
  backTest([{ id: 'a', start: 0, values }], { forecaster: spy, origins: [20, 30], horizon: 7 });
  assert.deepEqual(seen, [0, 0]);
  assert.throws(() => backTest([], { forecaster: spy, origins: [20], horizon: 7 }), {
    code: 'forecast.wrong_shape',
  });
  assert.throws(
    () => backTest([{ id: 'a', start: 0, values }], { forecaster: () => [], origins: [20], horizon: 7 }),
    { code: 'forecast.wrong_shape' },
  );
});

test('drift is flagged when errors grow or lie on one side, not for chance', () => {
  const actual = Array.from({ length: 60 }, (_, t) => 100 + (t % 2 === 0 ? 5 : -5));
  const steady = { actual, forecast: actual.map(() => 100) };
  assert.equal(detectDrift(steady).hasDrifted, false);
  const grown = {
    actual: actual.map((value, t) => (t < 46 ? value : 100 + (value - 100) * 3)),
    forecast: steady.forecast,
  };
  assert.ok(detectDrift(grown).errorRatio! > 2.5 && detectDrift(grown).hasDrifted);
  const oneSided = { actual: actual.map((value, t) => (t < 46 ? value : 93)), forecast: steady.forecast };
  assert.equal(detectDrift(oneSided).trackingSignal, 1);
  assert.equal(detectDrift(oneSided).hasDrifted, true);
  assert.equal(detectDrift({ actual: [1, 2], forecast: [9, 9] }).hasDrifted, false);
});
