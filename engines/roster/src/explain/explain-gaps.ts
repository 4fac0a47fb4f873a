import type { HardRule } from '../check/index.ts';
import type { Roster, RosterProblem } from '../model/index.ts';
import { findGaps } from './find-gaps.ts';
import { relaxRules } from './relax.ts';
import { defaultPrices } from './relaxation-prices.ts';
import type { Gap, GapExplanation, RelaxationPrices, Way } from './types.ts';
import { compareWays, createWayFinder, type WayFinder } from './ways-to-cover.ts';

/**
 * For each gap of the roster, costliest first: who could have filled it and which rule stopped each of them, and the
 * cheapest bending of rules that would close it. Looks at one change of one day per person, the rest of the roster
 * staying as it is; a rearrangement of several people is the solver's to find.
 */
export function explainGaps(
  problem: RosterProblem,
  roster: Roster,
  { prices = defaultPrices, limit = 20 }: { prices?: RelaxationPrices; limit?: number } = {},
): GapExplanation[] {
  return findGaps(problem, roster)
    .toSorted((a, b) => b.cost - a.cost)
    .slice(0, limit)
    .map((gap) => explainGap(problem, roster, gap, prices));
}

function explainGap(
  problem: RosterProblem,
  roster: Roster,
  gap: Gap,
  prices: RelaxationPrices,
): GapExplanation {
  const finder = createWayFinder(problem, gap, prices);
  const ways: Way[] = [];
  let useless = 0;
  for (const person of problem.staff.keys()) {
    const way = finder.bestWay(problem, roster, person);
    if (way === null) useless += 1;
    else ways.push(way);
  }
  ways.sort(compareWays);
  const stoppedBy: Partial<Record<HardRule, number>> = {};
  for (const { obstacles } of ways)
    for (const rule of new Set(obstacles.map((obstacle) => obstacle.rule)))
      stoppedBy[rule] = (stoppedBy[rule] ?? 0) + 1;
  return {
    gap,
    ways,
    stoppedBy,
    free: ways.filter(({ obstacles }) => obstacles.length === 0).length,
    useless,
    closing: closeGap(problem, roster, finder),
  };
}

/** One person after another, each the cheapest that still helps. */
function closeGap(problem: RosterProblem, roster: Roster, finder: WayFinder): Way[] | null {
  const chosen: Way[] = [];
  let now = { problem, roster };
  while (finder.missing(now.problem, now.roster) > 0) {
    const taken = new Set(chosen.map(({ staff }) => staff));
    let best: { way: Way; person: number } | null = null;
    for (const [person, { id }] of problem.staff.entries()) {
      if (taken.has(id)) continue;
      const way = finder.bestWay(now.problem, now.roster, person);
      if (way !== null && (best === null || compareWays(way, best.way) < 0)) best = { way, person };
    }
    if (best === null) return null;
    const { way, person } = best;
    chosen.push(way);
    now = {
      problem: relaxRules(now.problem, way.obstacles),
      roster: now.roster.with(person, now.roster[person]!.with(way.day, way.shift)),
    };
  }
  return chosen;
}
