import type { Compiled } from './compile.ts';
import { createPace } from './pace.ts';
import type { Plan } from './plan.ts';
import type { Random } from './random.ts';
import type { RowFitter } from './fit-row.ts';

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
