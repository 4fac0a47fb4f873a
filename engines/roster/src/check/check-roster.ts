import type { Roster, RosterProblem } from '../model/index.ts';
import { checkRow } from './check-row.ts';
import { expectRosterShape } from './read-roster.ts';
import { scoreCover } from './score-cover.ts';
import { checkPairings, scoreWishes } from './score-wishes.ts';
import type { RosterCheck, SoftKind, SoftTerm, Violation } from './types.ts';

/**
 * Judges a roster from the problem alone: every broken hard rule with person and day, and every soft term with its
 * cost. Shares no code with the solver, by intent plain rather than fast. Throws `InvalidProblem` (`rosterShape`,
 * `unknownShift`) when the roster is not one of this problem at all.
 */
export function checkRoster(problem: RosterProblem, roster: Roster): RosterCheck {
  const violations = listViolations(problem, roster);
  const terms = scoreTerms(problem, roster, 'all').filter(({ cost }) => cost !== 0);
  const costByKind: Record<SoftKind, number> = {
    shiftCover: 0,
    intervalCover: 0,
    jointCover: 0,
    request: 0,
    pairing: 0,
    fairness: 0,
    change: 0,
  };
  for (const { kind, cost } of terms) costByKind[kind] += cost;
  const cost = Object.values(costByKind).reduce((sum, part) => sum + part, 0);
  return { isLegal: violations.length === 0, violations, cost, costByKind, terms };
}

/** Every soft term, those of cost 0 too: of cover alone, or all. */
export function scoreTerms(problem: RosterProblem, roster: Roster, which: 'cover' | 'all'): SoftTerm[] {
  return [...scoreCover(problem, roster), ...(which === 'all' ? scoreWishes(problem, roster) : [])];
}

/** Hard rules that one person's row breaks, pairings with others included. */
export function listRowViolations(problem: RosterProblem, roster: Roster, person: number): Violation[] {
  const member = problem.staff[person]!;
  const pairings = checkPairings(problem, roster).filter(
    ({ staff, other }) => staff === member.id || other === member.id,
  );
  return [...checkRow(problem, member, roster[person]!), ...pairings];
}

/** The broken hard rules alone. */
export function listViolations(problem: RosterProblem, roster: Roster): Violation[] {
  expectRosterShape(problem, roster);
  return [
    ...problem.staff.flatMap((member, n) => checkRow(problem, member, roster[n]!)),
    ...checkPairings(problem, roster),
  ];
}
