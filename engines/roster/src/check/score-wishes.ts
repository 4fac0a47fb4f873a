import type { Roster, RosterProblem } from '../model/index.ts';
import { isWeekend } from './facts.ts';
import type { SoftTerm, Violation } from './types.ts';

const nothing = { day: null, staff: null, missing: 0, surplus: 0 } as const;

export function scoreWishes(problem: RosterProblem, roster: Roster): SoftTerm[] {
  return [
    ...scoreRequests(problem, roster),
    ...scorePairings(problem, roster),
    ...scoreFairness(problem, roster),
    ...scoreChanges(problem, roster),
  ];
}

function rowIndex({ staff }: RosterProblem): ReadonlyMap<string, number> {
  return new Map(staff.map(({ id }, n) => [id, n]));
}

function scoreRequests(problem: RosterProblem, roster: Roster): SoftTerm[] {
  const rows = rowIndex(problem);
  return problem.requests.map(({ kind, staff, day, shift, weight }, index) => {
    const works = roster[rows.get(staff)!]![day]!;
    const isWorked = shift === null ? works !== null : works === shift;
    const isBroken = kind === 'on' ? !isWorked : isWorked;
    return {
      ...nothing,
      kind: 'request',
      index,
      day,
      staff,
      missing: isBroken ? 1 : 0,
      cost: isBroken ? weight : 0,
    };
  });
}

/** Days on which a pairing is broken. */
function brokenDays(problem: RosterProblem, roster: Roster, index: number): number[] {
  const rows = rowIndex(problem);
  const { kind, staff } = problem.pairings[index]!;
  const leader = roster[rows.get(staff[0])!]!;
  const follower = roster[rows.get(staff[1])!]!;
  return [...follower.keys()].filter(
    (day) => follower[day] !== null && (leader[day] === follower[day]) === (kind === 'apart'),
  );
}

/** Hard pairings, a violation a day. */
export function checkPairings(problem: RosterProblem, roster: Roster): Violation[] {
  return problem.pairings.flatMap(({ staff: [leader, follower], weight }, index) =>
    weight !== null
      ? []
      : brokenDays(problem, roster, index).map((day) => ({
          rule: 'pairing' as const,
          staff: follower,
          other: leader,
          fromDay: day,
          throughDay: day,
          subject: null,
          found: null,
          limit: null,
        })),
  );
}

function scorePairings(problem: RosterProblem, roster: Roster): SoftTerm[] {
  return problem.pairings.flatMap(({ staff, weight }, index) =>
    weight === null
      ? []
      : brokenDays(problem, roster, index).map((day) => ({
          ...nothing,
          kind: 'pairing' as const,
          index,
          day,
          staff: staff[1],
          missing: 1,
          cost: weight,
        })),
  );
}

function scoreFairness(problem: RosterProblem, roster: Roster): SoftTerm[] {
  const rows = rowIndex(problem);
  return problem.fairness.flatMap(({ shifts, weekendsOnly, weight, members }, index) =>
    members.map(({ staff, carried, target }) => {
      const days = roster[rows.get(staff)!]!.filter(
        (shift, day) =>
          shift !== null &&
          (shifts === null || shifts.includes(shift)) &&
          (!weekendsOnly || isWeekend(problem.horizon, day)),
      ).length;
      const distance = carried + days - target;
      return {
        ...nothing,
        kind: 'fairness' as const,
        index,
        staff,
        missing: Math.max(0, -distance),
        surplus: Math.max(0, distance),
        cost: weight * distance ** 2,
      };
    }),
  );
}

function scoreChanges({ published, staff }: RosterProblem, roster: Roster): SoftTerm[] {
  if (published === null) return [];
  return roster.flatMap((row, index) =>
    [...row.keys()]
      .filter((day) => row[day] !== published.roster[index]![day])
      .map((day) => ({
        ...nothing,
        kind: 'change' as const,
        index,
        day,
        staff: staff[index]!.id,
        missing: 1,
        cost: published.changeCost,
      })),
  );
}
