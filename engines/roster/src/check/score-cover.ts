import type { JointRole, MinuteSpan, Roster, RosterProblem, StaffMember } from '../model/index.ts';
import { holds } from './facts.ts';
import type { SoftTerm } from './types.ts';

/** Somebody at work during a span, with the day whose skills count: the day their shift began. */
interface Present {
  readonly member: StaffMember;
  readonly day: number;
}

interface Wanted {
  readonly required: number;
  readonly underCost: number;
  readonly overCost: number;
}

export function scoreCover(problem: RosterProblem, roster: Roster): SoftTerm[] {
  const presentIn = createAttendance(problem, roster);
  const terms: SoftTerm[] = [];
  for (const [index, cover] of problem.shiftCover.entries()) {
    const count = problem.staff.filter(
      (member, n) =>
        roster[n]![cover.day] === cover.shift &&
        (cover.skill === null || holds(member, cover.skill, cover.day)),
    ).length;
    terms.push(coverTerm('shiftCover', index, cover.day, cover, count));
  }
  for (const [index, cover] of problem.intervalCover.entries()) {
    const { skill } = cover;
    const present = presentIn(cover.day, cover);
    const count =
      skill === null ? present.length : present.filter(({ member, day }) => holds(member, skill, day)).length;
    terms.push(coverTerm('intervalCover', index, cover.day, cover, count));
  }
  for (const [index, { day, roles, underCost, ...span }] of problem.jointCover.entries()) {
    const missing = missingRoles(roles, presentIn(day, span));
    terms.push({
      kind: 'jointCover',
      index,
      day,
      staff: null,
      missing,
      surplus: 0,
      cost: missing * underCost,
    });
  }
  return terms;
}

function coverTerm(
  kind: 'shiftCover' | 'intervalCover',
  index: number,
  day: number,
  { required, underCost, overCost }: Wanted,
  count: number,
): SoftTerm {
  const missing = Math.max(0, required - count);
  const surplus = Math.max(0, count - required);
  return { kind, index, day, staff: null, missing, surplus, cost: missing * underCost + surplus * overCost };
}

/** Who is there during all of a span of a day, on a shift of that day or one of the day before that goes past midnight. */
function createAttendance(
  problem: RosterProblem,
  roster: Roster,
): (day: number, span: MinuteSpan) => Present[] {
  const types = new Map(problem.shiftTypes.map((type) => [type.id, type]));
  return (day, span) => {
    const present: Present[] = [];
    for (const [n, member] of problem.staff.entries()) {
      for (const [began, offset] of [
        [day, 0],
        [day - 1, 1440],
      ] as const) {
        const type = types.get(roster[n]![began] ?? '');
        if (type === undefined) continue;
        const from = span.fromMinute + offset;
        const to = span.toMinute + offset;
        if (from < type.startMinute || to > type.endMinute) continue;
        if (type.breaks.some((pause) => pause.fromMinute < to && from < pause.toMinute)) continue;
        present.push({ member, day: began });
        break;
      }
    }
    return present;
  };
}

/** Places left empty in the best filling: a largest matching of places and people by augmenting paths. */
function missingRoles(roles: readonly JointRole[], present: readonly Present[]): number {
  const places = roles.flatMap(({ skill, count }) => Array.from({ length: count }, () => skill));
  const placeOf = new Map<number, number>();
  const fill = (place: number, tried: Set<number>): boolean =>
    present.some(({ member, day }, p) => {
      if (tried.has(p) || !holds(member, places[place]!, day)) return false;
      tried.add(p);
      const other = placeOf.get(p);
      if (other !== undefined && !fill(other, tried)) return false;
      placeOf.set(p, place);
      return true;
    });
  return places.filter((_, place) => !fill(place, new Set())).length;
}
