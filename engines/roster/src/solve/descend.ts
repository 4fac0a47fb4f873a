import { rounding } from './board.ts';
import type { Compiled } from './compile.ts';
import type { RowFitter } from './fit-row.ts';
import type { Plan } from './plan.ts';

/** Each of the crew in turn on the days that are cheapest against all others, while that helps. */
export function descend(
  { days, types }: Compiled,
  plan: Plan,
  fitter: RowFitter,
  crew: readonly number[],
  from: number,
  to: number,
): void {
  const prices = new Float64Array(days * (types + 1));
  for (let helped = true; helped;) {
    helped = false;
    for (const n of crew) {
      const cost = plan.cost();
      const row = plan.rowOf[n]!.slice();
      plan.takeOut(n, from, to);
      plan.price(n, from, to, prices);
      fitter.solve(n, plan.rowOf[n]!, from, to, prices, null);
      plan.putIn(n, from, to);
      if (plan.cost() < cost - rounding) helped = true;
      else if (plan.cost() > cost + rounding) {
        plan.takeOut(n, from, to);
        plan.rowOf[n]!.set(row);
        plan.putIn(n, from, to);
      }
    }
  }
}
