import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { buildCalendar, dateOf, dayOf, monthlyDays, weekdayOf, type Day } from './calendar/index.ts';
import { amountsFromErrors, cashOutlook, netNeed, planOrders } from './cash/index.ts';
import { reconcile } from './hierarchy/index.ts';
import { learnProfiles, spreadOverDay } from './intraday/index.ts';
import { forecastSeries, learnModel, type DayForecast } from './volume/index.ts';

/** The example of README.md: every number it shows is computed here, and looked for there. */
const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
const shows = (line: string) => assert.ok(readme.includes(line), `README.md does not show:\n${line}`);
const digits = (value: number, count = 1) => value.toFixed(count);

const from = dayOf('2025-06-02');
const origin = dayOf('2026-03-02');
const isWorkday = (day: Day) => weekdayOf(day) < 5;
const payDays = monthlyDays({ from: from - 31, to: origin + 60, dayOfMonth: 10, shift: 'before', isWorkday });
const calendar = buildCalendar(from - 400, origin + 60, {
  closedWeekdays: [5, 6],
  recurrences: [{ code: 'payDay', days: payDays, before: 0, after: 0, counting: 'openDays' }],
});

/** Three branches: Mondays 120, other days 100, pay days half as much again, ±5 by a fixed rule. */
const branches = [1, 2, 3].map((size) => ({
  id: `branch-${size}`,
  start: from,
  values: Array.from({ length: origin - from }, (_, t) => {
    const day = from + t;
    const usual = weekdayOf(day) === 0 ? 120 : 100;
    return size * (usual * (payDays.includes(day) ? 1.5 : 1) + ((t * (size + 4)) % 11) - 5);
  }),
}));
const model = learnModel(() => branches, { calendar, historyFrom: from, origin, horizon: 14 });
const forecast = forecastSeries(model, branches[0]!, { levels: [0.8] });

test('volume: a Monday, a Tuesday that is pay day, a Wednesday, with their reasons', () => {
  const row = ({ day, value, intervals: [interval], reasons }: DayForecast) =>
    `| ${[
      dateOf(day),
      digits(reasons.level),
      ...[reasons.weekday, reasons.recent, reasons.calendar].map((factor) => digits(factor, 3)),
      `**${digits(value)}**`,
      `${digits(interval!.low)} – ${digits(interval!.high)}`,
    ].join(' | ')} |`;
  const wanted = ['2026-03-09', '2026-03-10', '2026-03-11'].map(dayOf);
  const rows = forecast.days.filter(({ day }) => wanted.includes(day)).map(row);
  shows(rows.join('\n'));
});

test('inside the day: the Monday over four slots', () => {
  const days = [0, 1, 2, 3, 4].map((t) => ({ day: origin - 7 + t, counts: [40, 30, 20, 10] }));
  const { counts } = spreadOverDay(forecast.days[7]!, learnProfiles(days, { calendar, slotMinutes: 120 }));
  shows(`slots ${Array.from(counts, (count) => digits(count)).join(', ')}`);
});

test('hierarchy: 100 against 60 + 30', () => {
  const result = reconcile([
    { id: 'branch', parentId: null, value: 100, variance: 10 },
    { id: 'cash', parentId: 'branch', value: 60, variance: 20 },
    { id: 'loans', parentId: 'branch', value: 30, variance: 10 },
  ]);
  shows(`branch ${result.get('branch')}, cash ${result.get('cash')}, loans ${result.get('loans')}`);
});

test('cash: a machine over five days', () => {
  // Errors of ±10 % and ±30 %, withdrawals 100 (thousand yuan) a day, deposits 20.
  const errors = [-0.3, -0.1, 0.1, 0.3];
  const need = netNeed(amountsFromErrors(100, errors, 4), amountsFromErrors(20, errors, 4), 'together');
  const needs = [need, need, need, need, need];
  shows(`net need ${Array.from(need, (amount) => digits(amount)).join(', ')}`);
  const outlook = cashOutlook({ stock: 200, capacity: 400, needs, levels: 401 });
  shows(
    `empty by day 1–5: ${outlook.map(({ emptyByChance }) => `${digits(100 * emptyByChance, 0)} %`).join(', ')}`,
  );
  const plan = planOrders({
    stock: 60,
    capacity: 400,
    needs,
    costs: { order: 5, holding: 0.02, shortage: 1 },
    levels: 401,
  });
  const [first] = plan.days;
  shows(
    `s = ${digits(first!.reorderBelow!, 0)}, S = ${digits(first!.orderUpTo!, 0)}, first order ${digits(plan.firstOrder, 0)}, expected cost ${digits(plan.expectedCost)} instead of ${digits(plan.costWithoutOrders)}`,
  );
});
