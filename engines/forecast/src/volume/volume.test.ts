import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dayOf, type CalendarFacts, type Day, type UserEvent } from '../calendar/index.ts';
import { forecastSeries } from './forecast-series.ts';
import { learnModel } from './learn-model.ts';
import type { DailySeries } from './series.ts';
import { calendarOf, makeBranches, SPRING_FESTIVALS, START, usualDay } from './volume.fixture.ts';

const DAYS = 735;
const ORIGIN = START + DAYS;

function forecastAt(
  origin: Day,
  series: readonly DailySeries[],
  wanted: DailySeries,
  facts: CalendarFacts = {},
  events: readonly UserEvent[] = [],
) {
  const model = learnModel(() => series, {
    calendar: calendarOf(facts),
    historyFrom: START,
    origin,
    horizon: 56,
    events,
  });
  return forecastSeries(model, wanted);
}

const near = (actual: number, expected: number, share: number, message: string) =>
  assert.ok(Math.abs(actual / expected - 1) <= share, `${message}: ${actual} against ${expected}`);

test('what repeats every week is forecast as it is', () => {
  const series = makeBranches({ count: 5, days: DAYS });
  const { basis, days } = forecastAt(ORIGIN, series, series[2]!);
  assert.equal(basis, 'own');
  assert.deepEqual(
    days.map(({ day }) => day),
    Array.from({ length: 56 }, (_, step) => ORIGIN + step),
  );
  for (const { day, value } of days) near(value, usualDay(2, day), 0.01, `day ${day}`);
});

test('a feast comes with its lunar date, not with last year’s', () => {
  const feast = { code: 'springFestival', days: SPRING_FESTIVALS, before: 7, after: 7 };
  // A quarter of the usual volume on the feast's eight days, wherever in the year they fall.
  const effect = (day: Day) => (SPRING_FESTIVALS.some((main) => day >= main && day < main + 8) ? 0.25 : 1);
  const origin = dayOf('2026-01-10');
  const series = makeBranches({ count: 30, days: origin - START, spread: 0.05, effect });
  const knowing = forecastAt(origin, series, series[9]!, { feasts: [feast] }).days;
  const inFeast = knowing.filter(({ day }) => effect(day) < 1);
  assert.equal(inFeast.length, 8);
  for (const { day, value, reasons } of inFeast) {
    near(value, usualDay(9, day) * 0.25, 0.2, `feast day ${day}`);
    assert.ok(reasons.feast < 0.35);
  }
  // Without being told, the model cannot know that the feast comes later this year.
  const unknowing = forecastAt(origin, series, series[9]!).days.filter(({ day }) => effect(day) < 1);
  assert.ok(unknowing.every(({ day, value }) => value > usualDay(9, day) * 0.6));
  // And last year's feast does not stray into ordinary days of this year.
  const ordinary = knowing.find(({ day }) => day === dayOf('2026-01-29'))!;
  near(ordinary.value, usualDay(9, ordinary.day), 0.1, 'last year’s date');
});

test('pay days lift the forecast by what they used to', () => {
  const payDays = Array.from({ length: 27 }, (_, month) =>
    dayOf(`${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-10`),
  );
  const effect = (day: Day) => (payDays.includes(day) ? 1.5 : 1);
  const series = makeBranches({ count: 20, days: DAYS, spread: 0.05, effect });
  const facts: CalendarFacts = {
    recurrences: [{ code: 'payDay', days: payDays, before: 0, after: 0, counting: 'calendarDays' }],
  };
  const payDay = forecastAt(ORIGIN, series, series[3]!, facts).days.find(({ day }) => payDays.includes(day))!;
  near(payDay.value, usualDay(3, payDay.day) * 1.5, 0.12, 'pay day');
  assert.ok(payDay.reasons.calendar > 1.3);
});

test('a closed day is 0 and says so; a made-up Sunday works like the day it counts as', () => {
  const sunday = dayOf('2026-01-18');
  const series = makeBranches({ count: 5, days: DAYS });
  const { days } = forecastAt(ORIGIN, series, series[0]!, {
    closedDays: [dayOf('2026-01-15')],
    makeUpWorkdays: [{ day: sunday, countsAs: 4 }],
  });
  const on = (day: Day) => days.find((one) => one.day === day)!;
  assert.equal(on(dayOf('2026-01-15')).value, 0);
  assert.deepEqual(on(dayOf('2026-01-15')).intervals[0], { level: 0.8, low: 0, high: 0 });
  assert.equal(on(dayOf('2026-01-15')).reasons.open, 0);
  near(on(sunday).value, 50 * 1.1, 0.01, 'made-up Sunday');
});

test('an event multiplies the days it covers, and a past one is not learned as usual', () => {
  const past = { from: ORIGIN - 40, to: ORIGIN - 1, factor: 2, reason: 'the neighbour branch is rebuilt' };
  const coming = { from: ORIGIN, to: ORIGIN + 6, factor: 1.3, reason: 'fair', seriesIds: ['branch-1'] };
  const effect = (day: Day) => (day >= past.from ? 2 : 1);
  const series = makeBranches({ count: 5, days: DAYS, effect });
  const told = forecastAt(ORIGIN, series, series[1]!, {}, [past, coming]).days;
  near(told[0]!.value, usualDay(1, ORIGIN) * 1.3, 0.02, 'first day of the fair');
  near(told[7]!.value, usualDay(1, ORIGIN + 7), 0.02, 'after the fair');
  assert.equal(told[0]!.reasons.event, 1.3);
  const other = forecastAt(ORIGIN, series, series[2]!, {}, [past, coming]).days;
  near(other[0]!.value, usualDay(2, ORIGIN), 0.02, 'a branch the fair does not concern');
});

test('a branch with a fortnight of history has its own level and the network’s week', () => {
  const series = makeBranches({ count: 20, days: DAYS, spread: 0.1 });
  const young: DailySeries = {
    id: 'young',
    start: ORIGIN - 14,
    values: Array.from({ length: 14 }, (_, t) => usualDay(0, ORIGIN - 14 + t) * 3),
  };
  const { basis, days } = forecastAt(ORIGIN, [...series, young], young);
  assert.equal(basis, 'networkAndLevel');
  for (const { day, value } of days) near(value, usualDay(0, day) * 3, 0.2, `day ${day}`);
  const months = {
    ...young,
    start: ORIGIN - 60,
    values: Array.from({ length: 60 }, (_, t) => usualDay(0, ORIGIN - 60 + t) * 3),
  };
  assert.equal(forecastAt(ORIGIN, [...series, months], months).basis, 'ownAndNetwork');
});

test('a branch without history has the level it is expected to have, or none at all', () => {
  const series = makeBranches({ count: 20, days: DAYS, spread: 0.1 });
  const planned: DailySeries = { id: 'planned', start: ORIGIN, values: [], expectedLevel: 80 };
  const { basis, days } = forecastAt(ORIGIN, series, planned);
  assert.equal(basis, 'expectedLevel');
  near(days.slice(0, 28).reduce((sum, { value }) => sum + value, 0) / 28, 80 * 0.9, 0.15, 'mean day');
  assert.ok(days[0]!.intervals[0]!.low < days[0]!.value && days[0]!.value < days[0]!.intervals[0]!.high);
  assert.throws(() => forecastAt(ORIGIN, series, { id: 'unknown', start: ORIGIN, values: [null, 4] }), {
    code: 'forecast.no_level',
  });
});

test('services asked for a few times a week are forecast by their mean, not by a median of 0', () => {
  const rare: DailySeries = {
    id: 'rare',
    start: START,
    values: Array.from({ length: DAYS }, (_, t) => (t % 3 === 0 ? 3 : 0)),
  };
  const { days } = forecastAt(ORIGIN, [rare], rare);
  near(days.reduce((sum, { value }) => sum + value, 0) / 56, 1, 0.25, 'mean day');
});

test('a shifted level is followed within weeks', () => {
  const effect = (day: Day) => (day >= ORIGIN - 28 ? 1.5 : 1);
  const series = makeBranches({ count: 5, days: DAYS });
  const moved = { ...makeBranches({ count: 1, days: DAYS, effect })[0]!, id: 'moved' };
  const { days } = forecastAt(ORIGIN, [...series, moved], moved);
  assert.ok(days[1]!.value > usualDay(0, days[1]!.day) * 1.2);
});

test('bad input is refused with a code before anything is computed', () => {
  const series = makeBranches({ count: 2, days: 200 });
  const options = { calendar: calendarOf(), historyFrom: START, origin: START + 200, horizon: 28 };
  const refused = (change: object, code: string, list: readonly DailySeries[] = series) =>
    assert.throws(() => learnModel(() => list, { ...options, ...change }), { code });
  refused({ horizon: 0 }, 'forecast.out_of_range');
  refused({ origin: START }, 'forecast.out_of_range');
  refused({ horizon: 5_000 }, 'forecast.outside_calendar');
  refused({ events: [{ from: 2, to: 1, factor: 1, reason: 'r' }] }, 'forecast.out_of_range');
  refused({ events: [{ from: 1, to: 2, factor: Number.NaN, reason: 'r' }] }, 'forecast.not_a_number');
  refused({}, 'forecast.not_a_number', [{ id: 'a', start: START, values: [1, -1] }]);
  refused({}, 'forecast.not_a_number', [{ id: 'a', start: START, values: [Number.POSITIVE_INFINITY] }]);
  const model = learnModel(() => series, options);
  assert.throws(() => forecastSeries(model, series[0]!, { levels: [1] }), { code: 'forecast.out_of_range' });
});
