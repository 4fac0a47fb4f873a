import type { Roster, RosterProblem } from '../model/index.ts';
import type { Compiled } from './compile.ts';
import type { RowFitter } from './fit-row.ts';
import type { Plan } from './plan.ts';

/**
 * Starts from a published roster: every row that is still legal stays as people know it, the others (somebody fell
 * ill, a rule changed) get the cheapest legal days against all the rest, changes priced. Returns the people for whom
 * no legal row exists.
 */
export function restore(
  { shiftTypes }: RosterProblem,
  { days, types, people }: Compiled,
  plan: Plan,
  fitter: Pick<RowFitter, 'solve'>,
  published: Roster,
): number[] {
  const values = types + 1;
  const valueOf = new Map<string | null, number>([
    [null, 0],
    ...shiftTypes.map(({ id }, s) => [id, s + 1] as const),
  ]);
  const cost = new Float64Array(days * values);
  plan.load(new Int16Array(people.length * days));
  for (const n of people.keys()) plan.takeOut(n, 0, days);
  const broken: number[] = [];
  for (const n of people.keys()) {
    // Priced so that no day but the published ones can be chosen; forbidden ones stay so.
    plan.price(n, 0, days, cost);
    for (const [day, shift] of published[n]!.entries())
      for (let value = 0; value < values; value++)
        if (value !== valueOf.get(shift)) cost[day * values + value] = Infinity;
    if (fitter.solve(n, plan.rowOf[n]!, 0, days, cost, null) < Infinity) plan.putIn(n, 0, days);
    else broken.push(n);
  }
  const impossible: number[] = [];
  for (const n of broken) {
    plan.price(n, 0, days, cost);
    if (fitter.solve(n, plan.rowOf[n]!, 0, days, cost, null) === Infinity) impossible.push(n);
    plan.putIn(n, 0, days);
  }
  return impossible;
}
