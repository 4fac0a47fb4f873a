import type { Compiled } from './compile.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { RowFitter } from './fit-row.ts';

/**
 * Large-neighbourhood search by exact rows: a few people leave a window of days and return one after the other, each on
 * the cheapest legal days against all others, with a little noise; worse results are kept now and then (annealing).
 */
export interface Annealer {
  /** One move, kept or undone. */
  step(temperature: number): void;
  /** Moves that renew each day of each row once on average. */
  readonly stepsPerRenewal: number;
}

/** Days per window in long horizons; shorter horizons are taken whole. */
const longestWindow = 42;

export function createAnnealer(compiled: Compiled, plan: Plan, solver: RowFitter, random: Random): Annealer {
  const { days, types, people, weekend } = compiled;
  const values = types + 1;
  const cost = new Float64Array(days * values);
  const most = 4;
  const before = Array.from({ length: most }, () => new Int16Array(days));
  const chosen = new Int32Array(most);
  let from = 0;
  let to = days;

  function chooseWindow(): void {
    if (days <= longestWindow) return;
    const length = 14 + random.below(22);
    from = Math.max(0, random.below(days + 7) - 7);
    to = Math.min(days, from + length);
    if (days - to < 7) to = days;
    if (from > 0 && weekend[from] === 2) from--;
    if (to < days && weekend[to] === 2) to++;
  }

  function choosePeople(): number {
    const wanted = Math.min(people.length, 1 + random.below(most));
    let found = 0;
    while (found < wanted) {
      const n = random.below(people.length);
      let isNew = true;
      for (let at = 0; at < found; at++) if (chosen[at] === n) isNew = false;
      if (isNew) chosen[found++] = n;
    }
    return found;
  }

  return {
    stepsPerRenewal: Math.max(1, (people.length / (0.5 + most / 2)) * Math.max(1, days / 25)),
    step(temperature): void {
      chooseWindow();
      const size = choosePeople();
      const old = plan.cost();
      for (let at = 0; at < size; at++) {
        before[at]!.set(plan.rowOf[chosen[at]!]!);
        plan.takeOut(chosen[at]!, from, to);
      }
      const noise = random.next() < 0.5 ? 0 : temperature * 2;
      let failed = false;
      for (let at = 0; at < size; at++) {
        const n = chosen[at]!;
        plan.price(n, from, to, cost);
        if (noise > 0)
          for (let index = from * values; index < to * values; index++) cost[index]! += noise * random.next();
        else
          for (let index = from * values; index < to * values; index++) cost[index]! += 1e-3 * random.next();
        if (solver.solve(n, plan.rowOf[n]!, from, to, cost, null) === Infinity) failed = true;
        plan.putIn(n, from, to);
      }
      const change = plan.cost() - old;
      if (!failed && (change <= 0 || random.next() < Math.exp(-change / temperature))) return;
      for (let at = 0; at < size; at++) plan.takeOut(chosen[at]!, from, to);
      for (let at = 0; at < size; at++) {
        plan.rowOf[chosen[at]!]!.set(before[at]!);
        plan.putIn(chosen[at]!, from, to);
      }
    },
  };
}
