import type { Compiled } from './compile.ts';
import { createCoverRows } from './cover-rows.ts';
import type { RowFitter } from './fit-row.ts';
import { createPlan } from './plan.ts';
import type { Random } from './random.ts';

/**
 * A lower bound on every roster without a program over everybody and everything: the Lagrangian at duals that were
 * found window by window, climbed a little by averaged subgradients (the volume algorithm, Barahona & Anbil 2000).
 * Valid for any duals, since each person's row is priced exactly. `duals` (by place in `cells.table`) ends as the best.
 */
export function ascendDuals(
  compiled: Compiled,
  fitter: RowFitter,
  random: Random,
  roster: Int16Array,
  cost: number,
  duals: Float64Array,
  passes: number,
  isOver: () => boolean,
): number {
  const { days, types, people } = compiled;
  const values = types + 1;
  const places = days * types;
  const plan = createPlan(compiled);
  plan.load(roster);
  for (const n of people.keys()) plan.takeOut(n, 0, days);
  let constant = 0;
  const own = people.map((_, n) => {
    const prices = new Float64Array(days * values);
    constant += plan.priceOwn(n, 0, days, prices);
    return prices;
  });
  const everybody = people.map((_, n) => n);
  const cover = createCoverRows(compiled, plan, everybody, 0, days, own, random);
  const best = Float64Array.from(cover.placeOfRow, (place) => duals[place]!);
  cover.clamp(best);
  const at = best.slice();
  const heading = new Float64Array(cover.count);
  const counts = new Float64Array(cover.count);
  const covered = new Float64Array(cover.count);
  const prices = new Float64Array(days * values);
  const trial = new Int16Array(days);
  let bound = -Infinity;
  let theta = 0.3;
  let since = 0;
  for (let pass = 0; pass < passes && !isOver(); pass++) {
    let least = constant + cover.lagrangian(at, counts);
    covered.fill(0);
    for (const n of everybody) {
      prices.set(own[n]!);
      for (let place = 0; place < places; place++) {
        const index = Math.floor(place / types) * values + (place % types) + 1;
        if (prices[index] === Infinity) continue;
        let sum = cover.linear[n * places + place]!;
        for (let k = cover.start[n * places + place]!; k < cover.start[n * places + place + 1]!; k++)
          sum -= at[cover.rows[k]!]!;
        prices[index]! += sum;
      }
      trial.set(roster.subarray(n * days, (n + 1) * days));
      if (fitter.solve(n, trial, 0, days, prices, null) === Infinity) return -Infinity;
      least += fitter.lowerBound();
      for (let day = 0; day < days; day++) {
        if (trial[day] === 0) continue;
        const place = n * places + day * types + trial[day]! - 1;
        for (let k = cover.start[place]!; k < cover.start[place + 1]!; k++) covered[cover.rows[k]!]!++;
      }
    }
    const weight = pass === 0 ? 1 : 0.15;
    let norm = 0;
    for (let row = 0; row < cover.count; row++) {
      heading[row] = weight * (counts[row]! - covered[row]!) + (1 - weight) * heading[row]!;
      norm += heading[row]! ** 2;
    }
    if (least > bound) {
      bound = least;
      best.set(at);
      since = 0;
      theta *= 1.1;
    } else if (++since >= 10) {
      theta *= 0.6;
      since = 0;
    }
    if (norm === 0) break;
    const step = (theta * Math.max(0, cost - bound)) / norm;
    for (let row = 0; row < cover.count; row++) at[row] = best[row]! + step * heading[row]!;
    cover.clamp(at);
  }
  for (let row = 0; row < cover.count; row++) duals[cover.placeOfRow[row]!] = best[row]!;
  return bound;
}
