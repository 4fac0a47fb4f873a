import type { StrategyDocument } from '@huiting/contracts/queue';

export interface StrategyChange {
  readonly part: 'rule' | 'class' | 'profile';
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly id: string;
  /** Which of its fields, when it changed. */
  readonly fields: readonly string[];
}

/** What another version does differently, thing by thing. */
export function diffOf(before: StrategyDocument, after: StrategyDocument): StrategyChange[] {
  return [
    ...listDiff('rule', before.rules, after.rules, ({ id }) => id, true),
    ...listDiff('class', before.classes, after.classes, ({ code }) => code, false),
    ...listDiff('profile', before.profiles, after.profiles, ({ code }) => code, false),
  ];
}

function listDiff<T extends object>(
  part: StrategyChange['part'],
  before: readonly T[],
  after: readonly T[],
  idOf: (one: T) => string,
  ordered: boolean,
): StrategyChange[] {
  const changes: StrategyChange[] = [];
  const old = new Map(before.map((one) => [idOf(one), one]));
  for (const one of before) {
    if (!after.some((other) => idOf(other) === idOf(one)))
      changes.push({ part, kind: 'removed', id: idOf(one), fields: [] });
  }
  for (const one of after) {
    const held = old.get(idOf(one));
    if (held === undefined) {
      changes.push({ part, kind: 'added', id: idOf(one), fields: [] });
      continue;
    }
    const names = [...new Set([...Object.keys(held), ...Object.keys(one)])] as (keyof T & string)[];
    const fields = names.filter((name) => JSON.stringify(held[name]) !== JSON.stringify(one[name]));
    if (fields.length > 0) changes.push({ part, kind: 'changed', id: idOf(one), fields });
  }
  if (ordered) changes.push(...movedOf(part, before.map(idOf), after.map(idOf)));
  return changes;
}

/** Those that stand at another place among the ones both have: the fewest moves that explain the new order. */
function movedOf(part: StrategyChange['part'], before: string[], after: string[]): StrategyChange[] {
  const place = new Map(before.map((id, at) => [id, at]));
  const common = after.filter((id) => place.has(id));
  const kept = new Set(longestRising(common.map((id) => place.get(id)!)));
  return common
    .filter((id) => !kept.has(place.get(id)!))
    .map((id) => ({ part, kind: 'moved' as const, id, fields: [] }));
}

/** Longest rising subsequence; lists are short. */
function longestRising(values: readonly number[]): number[] {
  const best: number[][] = [];
  for (const [at, value] of values.entries()) {
    const before = best
      .slice(0, at)
      .filter((run) => run.at(-1)! < value)
      .reduce<number[]>((long, run) => (run.length > long.length ? run : long), []);
    best.push([...before, value]);
  }
  return best.reduce<number[]>((long, run) => (run.length > long.length ? run : long), []);
}
