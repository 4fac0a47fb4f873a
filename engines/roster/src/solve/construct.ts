import type { Compiled, Person } from './compile.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { RowFitter } from './fit-row.ts';
import type { Pace } from './row-solver.ts';

/** Horizons above this are built under a pace, which keeps states few. */
const pacedFrom = 60;

/**
 * A first legal roster: people one after the other, each with the row that is cheapest against those before. Returns
 * the people for whom no legal row exists (or was found).
 */
export function construct(compiled: Compiled, plan: Plan, solver: RowFitter, random: Random): number[] {
  const { days, types, people } = compiled;
  const cost = new Float64Array(days * (types + 1));
  const order = people.map((_, n) => n);
  for (let last = order.length - 1; last > 0; last--) {
    const pick = random.below(last + 1);
    [order[last], order[pick]] = [order[pick]!, order[last]!];
  }
  plan.load(new Int16Array(people.length * days));
  for (const n of order) plan.takeOut(n, 0, days);
  const impossible: number[] = [];
  for (const n of order) {
    plan.price(n, 0, days, cost);
    if (!buildRow(compiled, solver, n, plan.rowOf[n]!, cost)) impossible.push(n);
    plan.putIn(n, 0, days);
  }
  return impossible;
}

/** A whole row; long ones are tried at an even pace first, and with more freedom while none is found. */
function buildRow(
  compiled: Compiled,
  solver: RowFitter,
  n: number,
  row: Int16Array,
  cost: Float64Array,
): boolean {
  if (compiled.days >= pacedFrom)
    for (const freedom of [1, 2, 4, 8])
      if (solver.solve(n, row, 0, compiled.days, cost, createPace(compiled, n, cost, freedom)) < Infinity)
        return true;
  return solver.solve(n, row, 0, compiled.days, cost, null) < Infinity;
}

/** `freedom` in shifts above and below an even pace over the days the person may work. */
function createPace(compiled: Compiled, n: number, cost: Float64Array, freedom: number): Pace {
  const { days, types, people, weekend } = compiled;
  const { minUnits, maxUnits, maxWeekends, automaton, minuteUnit }: Person = people[n]!;
  const canWork = new Float64Array(days + 1);
  const weekends = new Float64Array(days + 1);
  for (let day = 0; day < days; day++) {
    let isOpen = 0;
    for (let value = 1; value <= types; value++) if (cost[day * (types + 1) + value] !== Infinity) isOpen = 1;
    canWork[day + 1] = canWork[day]! + isOpen;
    weekends[day + 1] = weekends[day]! + (weekend[day] === 1 ? isOpen : 0);
  }
  const longest = automaton.groupMinutes.reduce((most, minutes) => Math.max(most, minutes), 0) / minuteUnit;
  const slack = Math.ceil(longest * (1 + freedom));
  const shareOf = (day: number) => canWork[day]! / Math.max(1, canWork[days]!);
  const array = (value: (day: number) => number) =>
    Int32Array.from({ length: days + 1 }, (_, day) => value(day));
  return {
    leastUnits: array((day) => Math.floor(minUnits * shareOf(day) - slack)),
    mostUnits: array((day) => Math.ceil(maxUnits * shareOf(day) + slack)),
    mostWeekends: array((day) =>
      Math.min(
        maxWeekends,
        Math.ceil((maxWeekends * weekends[day]!) / Math.max(1, weekends[days]!)) + freedom,
      ),
    ),
    weekendSlack: 1 + 2 * freedom,
  };
}
