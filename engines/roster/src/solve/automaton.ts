import type { Contract, RosterProblem } from '../model/index.ts';
import { bansOf } from '../model/rules.ts';

/**
 * The rules on sequences of days as a finite automaton: a node is everything the past says about tomorrow (free for
 * k days, or k days into a stretch that ends on this kind of shift, k days into each rotation limit). Minutes,
 * weekends and caps are counted beside it. Symbols: 0 = free, g + 1 = a shift of group g.
 */
export interface Automaton {
  /** Shift types alike in every sequence rule and in paid minutes form a group; group of each type. */
  readonly groupOf: Int32Array;
  readonly groups: number;
  /** Paid minutes of each group. */
  readonly groupMinutes: Int32Array;
  readonly nodes: number;
  readonly start: number;
  /** `next[node * (groups + 1) + symbol]`, −1 where a rule forbids it. */
  readonly next: Int32Array;
  /** 1 where the node's day is worked. */
  readonly isWork: Uint8Array;
}

interface Node {
  /** Class of the last shift, −1 when free. */
  last: number;
  run: number;
  /** The run touches the first day known and is below its minimum: the minimum is waived. */
  touchesStart: boolean;
  /** Days into each rotation limit. */
  rotation: readonly number[];
}

export function createAutomaton(
  problem: RosterProblem,
  contract: Contract,
  recent: readonly (string | null)[],
): Automaton {
  const { shiftTypes, rotation } = problem;
  const bans = shiftTypes.map((type) => shiftTypes.map((next) => bansOf(contract, type, next)));
  const inLimits = shiftTypes.map(({ id }) => rotation.map(({ shifts }) => shifts.includes(id)));
  const keyOf = (parts: unknown[]) => JSON.stringify(parts);
  const { indexOf: groupIndex, first: groupFirst } = classify(
    shiftTypes.map((type, s) => keyOf([bans[s], bans.map((row) => row[s]), inLimits[s], type.paidMinutes])),
  );
  const groups = groupFirst.length;
  const { indexOf: classOfGroup, first: classFirst } = classify(
    groupFirst.map((s) => keyOf([bans[s], inLimits[s]])),
  );

  const nodes: Node[] = [];
  const known = new Map<string, number>();
  const enter = (node: Node): number => {
    const key = keyOf([node.last, node.run, node.touchesStart, node.rotation]);
    let index = known.get(key);
    if (index === undefined) {
      index = nodes.length;
      known.set(key, index);
      nodes.push(node);
    }
    return index;
  };
  const { minConsecutiveOff, maxConsecutiveOff, minConsecutiveWork, maxConsecutiveWork } = contract;
  const longestOff = maxConsecutiveOff ?? Math.max(1, minConsecutiveOff);
  const zeros = rotation.map(() => 0);

  /** `lenient` takes a past that broke rules at its word and only stops it from getting worse. */
  const follow = (node: Node | null, symbol: number, lenient: boolean): Node | null => {
    const begins = node === null || node.last < 0 !== (symbol === 0);
    if (node !== null && begins && !lenient) {
      const least = node.last < 0 ? minConsecutiveOff : minConsecutiveWork;
      if (node.run < least && !node.touchesStart) return null;
    }
    const run = begins ? 1 : node.run + 1;
    const touchesStart = node === null || (!begins && node.touchesStart);
    if (symbol === 0) {
      if (maxConsecutiveOff !== null && run > maxConsecutiveOff && !lenient) return null;
      return {
        last: -1,
        run: Math.min(run, Math.max(1, longestOff)),
        touchesStart: touchesStart && run < minConsecutiveOff,
        rotation: zeros,
      };
    }
    const group = symbol - 1;
    const type = groupFirst[group]!;
    if (!lenient) {
      if (run > maxConsecutiveWork) return null;
      if (!begins && bans[groupFirst[classFirst[node!.last]!]!]![type]) return null;
    }
    const limits = rotation.map(({ maxConsecutive }, limit) => {
      const days = inLimits[type]![limit] ? (node?.rotation[limit] ?? 0) + 1 : 0;
      return lenient ? Math.min(days, maxConsecutive) : days;
    });
    if (!lenient && limits.some((days, limit) => days > rotation[limit]!.maxConsecutive)) return null;
    return {
      last: classOfGroup[group]!,
      run: Math.min(run, Math.max(1, maxConsecutiveWork)),
      touchesStart: touchesStart && run < minConsecutiveWork,
      rotation: limits,
    };
  };

  const typeIndex = new Map(shiftTypes.map(({ id }, s) => [id, s]));
  let eve: Node | null = null;
  for (const shift of recent)
    eve = follow(eve, shift === null ? 0 : groupIndex[typeIndex.get(shift)!]! + 1, true);
  // A horizon without a past starts from a node of its own, which no day leads back to.
  const start = eve === null ? enter({ last: -2, run: 0, touchesStart: true, rotation: zeros }) : enter(eve);
  const next: number[] = [];
  for (let index = 0; index < nodes.length; index++) {
    const from = nodes[index]!.last === -2 ? null : nodes[index]!;
    for (let symbol = 0; symbol <= groups; symbol++) {
      const to = follow(from, symbol, false);
      next[index * (groups + 1) + symbol] = to === null ? -1 : enter(to);
    }
  }
  return {
    groupOf: Int32Array.from(groupIndex),
    groups,
    groupMinutes: Int32Array.from(groupFirst, (s) => shiftTypes[s]!.paidMinutes),
    nodes: nodes.length,
    start,
    next: Int32Array.from(next),
    isWork: Uint8Array.from(nodes, ({ last }) => (last >= 0 ? 1 : 0)),
  };
}

/** Numbers equal keys alike, in order of first appearance. */
function classify(keys: readonly string[]): { indexOf: number[]; first: number[] } {
  const seen = new Map<string, number>();
  const first: number[] = [];
  const indexOf = keys.map((key, position) => {
    const known = seen.get(key);
    if (known !== undefined) return known;
    seen.set(key, first.length);
    first.push(position);
    return first.length - 1;
  });
  return { indexOf, first };
}
