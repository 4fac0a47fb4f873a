import { designIssues, InvalidDesign } from './design-problem.ts';
import { designGreedily, type Headcounts } from './greedy-design.ts';
import { solveExactly } from './integer-program.ts';
import { covers, enumerateKinds, type Kind } from './patterns.ts';
import type { DesignedShift, DesignInput, ShiftDesign } from './types.ts';

/**
 * Start times, lengths and breaks that meet the demand at least cost of people, missing and surplus slots, with a bound
 * below which no design is. Exact when HiGHS ends within `seconds`, which it mostly does for a week of half hours; else
 * the best found. Blocks its thread meanwhile: on a server, run it in a worker. Throws InvalidDesign.
 */
export async function designShifts(
  input: DesignInput,
  { seconds = 10 }: { readonly seconds?: number } = {},
): Promise<ShiftDesign> {
  const issues = designIssues(input);
  if (issues.length > 0) throw new InvalidDesign(issues);
  const kinds = enumerateKinds(input);
  const quick = designGreedily(input, kinds);
  const exact = seconds > 0 ? await solveExactly(input, kinds, quick, seconds) : null;
  const lowerBound = Math.max(exact?.lowerBound ?? 0, plainBound(input, kinds));
  const designs = [quick, ...(exact === null ? [] : [exact.counts])].map((counts) =>
    describe(input, kinds, counts),
  );
  const best = designs.reduce((a, b) => (b.cost < a.cost ? b : a));
  // Rounding of the solver must not put the bound above what was found.
  const bound = Math.min(lowerBound, best.cost);
  // The solver proves to a relative millionth: what is nearer is the best.
  const isProven = best.cost - bound < 1e-6 * Math.max(1, best.cost);
  return { ...best, lowerBound: bound, gap: isProven ? 0 : (best.cost - bound) / best.cost };
}

/** Each wanted slot costs at least the cheapest minute of work, or being missed. */
function plainBound({ days, underCost, slotMinutes }: DesignInput, kinds: readonly Kind[]): number {
  const perSlot = Math.min(
    underCost,
    ...kinds.map(({ length, firstSlot, endSlot, rests }) => {
      const least = Math.min(...rests.map((rest) => rest.endSlot - rest.firstSlot));
      const covered = endSlot - firstSlot - least;
      return covered <= 0 ? Infinity : length.cost / covered;
    }),
  );
  const wanted = days.reduce((sum, { count, demand }) => sum + count * demand.reduce((a, b) => a + b, 0), 0);
  return slotMinutes > 0 ? wanted * perSlot : 0;
}

function describe(
  input: DesignInput,
  kinds: readonly Kind[],
  counts: Headcounts,
): Omit<ShiftDesign, 'lowerBound' | 'gap'> {
  const shifts: DesignedShift[] = [];
  let staffCost = 0;
  let slotCost = 0;
  const used = new Set<number>();
  const present = input.days.map(({ id, count, demand }, d) => {
    for (const [k, { start, length, rests }] of kinds.entries())
      for (const [r, { from }] of rests.entries()) {
        const people = counts[d]![k]![r]!;
        if (people === 0) continue;
        used.add(k);
        staffCost += count * people * length.cost;
        shifts.push({
          dayId: id,
          startMinute: start,
          endMinute: start + length.minutes,
          paidMinutes: length.paidMinutes,
          breakFrom: from,
          breakTo: from === null ? null : from + length.rest!.minutes,
          people,
        });
      }
    const people = demand.map((_, slot) => {
      let there = 0;
      for (const [k, kind] of kinds.entries())
        for (const [r, rest] of kind.rests.entries())
          if (covers(kind, rest, slot)) there += counts[d]![k]![r]!;
      return there;
    });
    for (const [slot, wanted] of demand.entries()) {
      const missing = Math.max(0, wanted - people[slot]!);
      const surplus = Math.max(0, people[slot]! - wanted);
      slotCost += count * (missing * input.underCost + surplus * input.overCost);
    }
    return { dayId: id, people };
  });
  return { shifts, cost: staffCost + slotCost, staffCost, present, kinds: used.size };
}
