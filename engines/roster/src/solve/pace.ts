import type { Compiled, Person } from './compile.ts';

/** Keeps long horizons even: bounds on units and weekends after each day, to make few states of many. */
export interface Pace {
  /** Indexed by day + 1; what was worked through that day. */
  readonly leastUnits: Int32Array;
  readonly mostUnits: Int32Array;
  readonly mostWeekends: Int32Array;
  /** Weekends below `mostWeekends` that stay possible. */
  readonly weekendSlack: number;
}

/** `freedom` in shifts above and below an even pace over the days the person may work. */
export function createPace(compiled: Compiled, n: number, cost: Float64Array, freedom: number): Pace {
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
