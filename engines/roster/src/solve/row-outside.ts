import type { Automaton } from './automaton.ts';

/** What the fixed days of a row leave for a window: the rule node it starts from, and what is used up outside. */
export interface Outside {
  /** −1 when the days before already break a rule. */
  node: number;
  units: number;
  weekends: number;
}

export function createOutside(): Outside {
  return { node: 0, units: 0, weekends: 0 };
}

/** `units` by rule symbol. The window `from … to−1` cuts no weekend. */
export function measureOutside(
  { start, next, groupOf, groups }: Automaton,
  row: Int16Array,
  from: number,
  to: number,
  weekend: Uint8Array,
  units: Int32Array,
  outside: Outside,
): void {
  const symbols = groups + 1;
  let node = start;
  let used = 0;
  let weekends = 0;
  for (let day = 0; day < row.length; day++) {
    if (day === from) {
      day = to - 1;
      continue;
    }
    const value = row[day]!;
    const symbol = value === 0 ? 0 : groupOf[value - 1]! + 1;
    if (day < from && node >= 0) node = next[node * symbols + symbol]!;
    used += units[symbol]!;
    if (value > 0 && weekend[day] !== 0) {
      const isSecond = weekend[day] === 2 && day > 0 && row[day - 1]! > 0 && day !== to;
      if (!isSecond) weekends++;
    }
  }
  outside.node = node;
  outside.units = used;
  outside.weekends = weekends;
}

/** Marks the nodes from which the fixed days after the window break a rule: walks until they meet the row's own walk. */
export function markDeadEnds(
  { start, next, groupOf, groups, nodes }: Automaton,
  row: Int16Array,
  to: number,
  isDead: Uint8Array,
): void {
  const symbols = groups + 1;
  const step = (node: number, day: number) => {
    const value = row[day]!;
    return next[node * symbols + (value === 0 ? 0 : groupOf[value - 1]! + 1)]!;
  };
  let own = start;
  for (let day = 0; day < to && own >= 0; day++) own = step(own, day);
  for (let last = 0; last < nodes; last++) {
    let node = last;
    let reference = own;
    for (let day = to; day < row.length && node >= 0 && node !== reference; day++) {
      node = step(node, day);
      if (reference >= 0) reference = step(reference, day);
    }
    isDead[last] = node < 0 ? 1 : 0;
  }
}

/** Weekends a window could use up: one whose Saturday is before it and worked is used up already. */
export function weekendsIn(row: Int16Array, from: number, to: number, weekend: Uint8Array): number {
  let count = 0;
  for (let day = from; day < to; day++) {
    const opens = weekend[day] === 2 && day === from && (from === 0 || row[from - 1] === 0);
    if (weekend[day] === 1 || opens) count++;
  }
  return count;
}
