import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { buildCalendar, dayOf, weekdayOf, type Day } from '../calendar/index.ts';
import { averageProfiles, learnProfiles } from './day-profile.ts';
import type { DaySlots } from './day-slots.ts';
import { updateDay } from './day-update.ts';
import { forecastDay } from './forecast-day.ts';
import { replayDays, slotIntervals } from './replay-days.ts';
import { spreadOverDay } from './spread-over-day.ts';

const START = dayOf('2026-01-05');
const SHAPE = [4, 10, 8, 3, 6, 5];
const WEEKDAYS = [1.3, 1, 1, 1, 1.1, 0.5, 0.5];
const calendar = buildCalendar(START, START + 400, {
  recurrences: [
    {
      code: 'payDay',
      days: [START + 30, START + 60, START + 90],
      before: 0,
      after: 0,
      counting: 'calendarDays',
    },
  ],
});
const options = { calendar, slotMinutes: 30 };

const countsOn = (day: Day, factor = 1) =>
  SHAPE.map((share) => 10 * share * WEEKDAYS[weekdayOf(day)]! * factor);
const historyOf = (days: number, factor: (day: Day) => number = () => 1): DaySlots[] =>
  Array.from({ length: days }, (_, t) => ({
    day: START + t,
    counts: countsOn(START + t, factor(START + t)),
  }));

const anyCounts = fc.array(fc.integer({ min: 0, max: 500 }), { minLength: 6, maxLength: 6 });
const anyHistory = fc
  .array(anyCounts, { minLength: 12, maxLength: 40 })
  .map((list) =>
    list.map((counts, t): DaySlots => ({ day: START + t, counts: t < 5 ? [...counts.slice(1), 7] : counts })),
  );

test('a week that repeats is forecast as it is, slot by slot, and its reasons multiply to it', () => {
  const forecast = forecastDay(historyOf(90), START + 91, options);
  forecast.counts.forEach((count, slot) =>
    assert.ok(Math.abs(count / countsOn(START + 91)[slot]! - 1) < 0.05, `slot ${slot}: ${count}`),
  );
  const { level, weekday, calendar: marks } = forecast.reasons;
  assert.ok(Math.abs(level * weekday * marks - forecast.total) < 1e-9);
});

test('a pay day is forecast as pay days were', () => {
  const factor = (day: Day) => ((day - START) % 30 === 0 && day > START ? 1.6 : 1);
  const forecast = forecastDay(historyOf(90, factor), START + 90, options);
  assert.ok(forecast.reasons.calendar > 1.35, `calendar ${forecast.reasons.calendar}`);
});

test('slots sum to the day, for whatever was counted', () => {
  fc.assert(
    fc.property(anyHistory, (history) => {
      const { total, counts } = forecastDay(history, START + 60, options);
      assert.ok(Number.isFinite(total) && total >= 0);
      assert.ok(Math.abs(counts.reduce((sum, count) => sum + count, 0) - total) < 1e-6 * Math.max(1, total));
      assert.ok(counts.every((count) => count >= 0));
    }),
  );
});

test('a replayed day has been forecast without itself', () => {
  const history = historyOf(40);
  const replayed = replayDays(history, { ...options, days: 5 });
  assert.deepEqual(
    replayed.map(({ forecast }) => forecast.day),
    history.slice(-5).map(({ day }) => day),
  );
  const changed = history.with(-1, { ...history.at(-1)!, counts: SHAPE.map(() => 9_999) });
  assert.deepEqual(replayDays(changed, { ...options, days: 1 })[0]!.forecast, replayed.at(-1)!.forecast);
});

test('of a surprise so much is believed as used to last', () => {
  // On every third day the whole day is 40 % up; nothing in the calendar says so.
  const lasting = replayDays(
    historyOf(80, (day) => (day % 3 === 0 ? 1.4 : 1)),
    { ...options, days: 60 },
  );
  const expected = lasting.at(-1)!.forecast.counts;
  const doubled = Array.from(expected.slice(0, 3), (count) => count * 1.4);
  const believed = updateDay(lasting, expected, doubled, 30).factor;
  assert.ok(believed > 1.25 && believed < 1.45, `factor ${believed}`);
  // Where the morning is made up for in the afternoon, nothing of it is believed.
  const made = lasting.map(({ forecast }, number) => ({
    forecast,
    counts: forecast.counts.map((count, slot) => count * (slot < 3 === (number % 2 === 0) ? 1.4 : 0.7)),
  }));
  assert.ok(updateDay(made, expected, doubled, 30).factor < 1);
});

test('an update keeps what was counted, scales the rest, and is never negative', () => {
  fc.assert(
    fc.property(anyHistory, anyCounts, fc.integer({ min: 0, max: 6 }), (history, today, slots) => {
      const replayed = replayDays(history, { ...options, days: 20 });
      const { counts } = forecastDay(history, START + 60, options);
      const update = updateDay(replayed, counts, today.slice(0, slots), 30);
      assert.deepEqual(Array.from(update.counts).slice(0, slots), today.slice(0, slots));
      for (let slot = slots; slot < 6; slot += 1) {
        assert.ok(Math.abs(update.counts[slot]! - counts[slot]! * update.factor) < 1e-9);
        assert.ok(Number.isFinite(update.counts[slot]!) && update.counts[slot]! >= 0);
      }
      if (slots === 0) assert.equal(update.factor, 1);
    }),
    { numRuns: 50 },
  );
});

test('slot intervals hold about the share they name, and widen with it', () => {
  const replayed = replayDays(
    historyOf(80, (day) => 1 + ((day * 7) % 11) / 20),
    { ...options, days: 60 },
  );
  const counts = replayed.at(-1)!.forecast.counts;
  const [narrow, wide] = [0.5, 0.9].map((level) => slotIntervals(replayed, counts, level));
  counts.forEach((_, slot) => {
    assert.ok(wide!.low[slot]! <= narrow!.low[slot]! && narrow!.high[slot]! <= wide!.high[slot]!);
  });
  const inside = replayed.flatMap(({ forecast, counts: actual }) => {
    const { low, high } = slotIntervals(replayed, forecast.counts, 0.8);
    return Array.from(actual, (count, slot) => count >= low[slot]! && count <= high[slot]!);
  });
  const share = inside.filter(Boolean).length / inside.length;
  assert.ok(share > 0.75 && share < 0.85, `share ${share}`);
});

test('a day of the volume model is spread without loss; a young branch has the network’s profile', () => {
  const network = Array.from({ length: 7 }, () => SHAPE.map((share) => share / 36));
  const profiles = learnProfiles([], { ...options, network });
  const day = {
    day: START + 100,
    value: 360,
    intervals: [{ level: 0.8, low: 300, high: 450 }],
    reasons: {
      level: 360,
      weekday: 1,
      recent: 1,
      season: 1,
      feast: 1,
      calendar: 1,
      event: 1,
      open: 1 as const,
    },
  };
  const { counts, intervals } = spreadOverDay(day, profiles);
  counts.forEach((count, slot) => assert.ok(Math.abs(count - 10 * SHAPE[slot]!) < 1e-9));
  intervals[0]!.low.forEach((low, slot) => {
    assert.ok(low >= 0 && low < counts[slot]! && intervals[0]!.high[slot]! > counts[slot]!);
    // A slot is less certain than its day.
    assert.ok(low / counts[slot]! < 300 / 360);
  });
});

test('the profile of a network is the mean of its places', () => {
  const places = [
    historyOf(28),
    historyOf(28).map(({ day, counts }) => ({ day, counts: Array.from(counts).toReversed() })),
  ];
  const average = averageProfiles(places.map((history) => learnProfiles(history, options)))!;
  for (const shares of average) {
    assert.ok(Math.abs(shares.reduce((sum, share) => sum + share, 0) - 1) < 1e-9);
    // Of a shape and its mirror image.
    assert.ok(Math.abs(shares[0]! - shares[5]!) < 1e-9 && Math.abs(shares[0]! - 9 / 72) < 1e-9);
  }
  assert.equal(averageProfiles([]), null);
});

test('closed days are 0; bad input is refused', () => {
  const shut = buildCalendar(START, START + 100, { closedDays: [START + 30] });
  const closed = forecastDay(historyOf(30), START + 30, { ...options, calendar: shut });
  assert.deepEqual([closed.total, ...closed.counts], [0, 0, 0, 0, 0, 0, 0]);
  const refused = (run: () => unknown, code: string) => assert.throws(run, { code: `forecast.${code}` });
  refused(() => forecastDay([], START, options), 'short_history');
  refused(() => forecastDay(historyOf(3), START + 3, options), 'short_history');
  refused(() => forecastDay(historyOf(10), START + 9, options), 'wrong_shape');
  refused(
    () => forecastDay([...historyOf(9), { day: START + 20, counts: [1] }], START + 30, options),
    'wrong_shape',
  );
  refused(() => forecastDay([{ day: START, counts: [1, Number.NaN] }], START + 30, options), 'not_a_number');
  refused(() => learnProfiles([], options), 'short_history');
  refused(() => slotIntervals([], [1], 0.8), 'short_history');
  refused(() => updateDay([], [1, 2], [1, 2, 3], 30), 'wrong_shape');
  refused(() => updateDay([], [1, 2], [-1], 30), 'not_a_number');
});
