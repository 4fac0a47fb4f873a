import type { Compiled } from './compile.ts';

/**
 * The symbols a person's row is written in: 0 = free, one for each group of types, and one more for each tracked type,
 * which is counted. Scratch that the row solver reads.
 */
export interface RowSymbols {
  /** Paid minutes in the person's unit. */
  readonly units: Int32Array;
  /** The rule automaton's symbol. */
  readonly ruleSymbol: Int32Array;
  /** What a use adds to the mixed-radix count of tracked types (0: not counted), and the radix of its place. */
  readonly countStep: Int32Array;
  readonly countLimit: Int32Array;
  /** `[(day − from) * symbols + symbol]`: cheapest type of the symbol and its cost. */
  readonly groupCost: Float64Array;
  readonly groupType: Int16Array;
  /** Sets the symbols up for a person; returns the number of different counts. */
  prepare(person: number, tracked: readonly number[], room: Int32Array): number;
  priceDays(person: number, tracked: readonly number[], from: number, to: number, cost: Float64Array): void;
}

export function createRowSymbols({ days, types, people }: Compiled): RowSymbols {
  const values = types + 1;
  const mostGroups = people.reduce((most, { automaton }) => Math.max(most, automaton.groups), 1);
  const mostSymbols = mostGroups + 1 + types;
  const groupCost = new Float64Array(days * mostSymbols);
  const groupType = new Int16Array(days * mostSymbols);
  const units = new Int32Array(mostSymbols);
  const ruleSymbol = new Int32Array(mostSymbols);
  const countStep = new Int32Array(mostSymbols);
  const countLimit = new Int32Array(mostSymbols).fill(1);
  const symbolOf = new Int32Array(types);

  return {
    units,
    ruleSymbol,
    countStep,
    countLimit,
    groupCost,
    groupType,
    prepare(person, tracked, room) {
      const { automaton, minuteUnit } = people[person]!;
      const { groups, groupOf, groupMinutes } = automaton;
      units[0] = 0;
      for (let symbol = 0; symbol <= groups; symbol++) {
        if (symbol > 0) units[symbol] = Math.round(groupMinutes[symbol - 1]! / minuteUnit);
        ruleSymbol[symbol] = symbol;
        countStep[symbol] = 0;
      }
      let counts = 1;
      for (const [index, type] of tracked.entries()) {
        const symbol = groups + 1 + index;
        ruleSymbol[symbol] = groupOf[type]! + 1;
        units[symbol] = units[groupOf[type]! + 1]!;
        countStep[symbol] = counts;
        countLimit[symbol] = Math.max(0, room[type]!) + 1;
        counts *= countLimit[symbol]!;
      }
      return counts;
    },
    priceDays(person, tracked, from, to, cost) {
      const { groups, groupOf } = people[person]!.automaton;
      const symbols = groups + 1 + tracked.length;
      for (let type = 0; type < types; type++) symbolOf[type] = groupOf[type]! + 1;
      for (const [index, type] of tracked.entries()) symbolOf[type] = groups + 1 + index;
      for (let day = from; day < to; day++) {
        const first = (day - from) * symbols;
        groupCost[first] = cost[day * values]!;
        groupType[first] = 0;
        for (let symbol = 1; symbol < symbols; symbol++) groupCost[first + symbol] = Infinity;
        for (let type = 0; type < types; type++) {
          const at = first + symbolOf[type]!;
          const price = cost[day * values + type + 1]!;
          if (price >= groupCost[at]!) continue;
          groupCost[at] = price;
          groupType[at] = type + 1;
        }
      }
    },
  };
}
