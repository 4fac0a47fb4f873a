import { holds, listRowViolations, scoreTerms, type Violation } from '../check/index.ts';
import type { Roster, RosterProblem, ShiftType, StaffMember } from '../model/index.ts';
import { relaxRules, withSkill } from './relax.ts';
import { priceOf } from './relaxation-prices.ts';
import type { Gap, RelaxationPrices, Way } from './types.ts';

/** Finds ways to fill one gap, against a roster that may already hold some of them. */
export interface WayFinder {
  /** People still missing, summed over the gap's cells. */
  missing(problem: RosterProblem, roster: Roster): number;
  /** The person's way with least in its way; null when no shift of theirs fills anything. */
  bestWay(problem: RosterProblem, roster: Roster, person: number): Way | null;
}

export function createWayFinder(whole: RosterProblem, gap: Gap, prices: RelaxationPrices): WayFinder {
  const inGap = (kind: Gap['kind'], index: number): boolean => gap.kind === kind && gap.cells.includes(index);
  /** The gap's cells alone. */
  const onlyGap = {
    shiftCover: whole.shiftCover.filter((_, index) => inGap('shiftCover', index)),
    intervalCover: whole.intervalCover.filter((_, index) => inGap('intervalCover', index)),
    jointCover: whole.jointCover.filter((_, index) => inGap('jointCover', index)),
  };
  /** All that a change of that day can move: its cover, and that of the morning after when a shift reaches into it. */
  const nearOf = (day: number, reaches: boolean) => {
    const isNear = (cover: { readonly day: number }): boolean =>
      cover.day === day || (reaches && cover.day === day + 1);
    return {
      shiftCover: whole.shiftCover.filter(isNear),
      intervalCover: whole.intervalCover.filter(isNear),
      jointCover: whole.jointCover.filter(isNear),
    };
  };
  const nears = new Map<string, ReturnType<typeof nearOf>>(
    [gap.day - 1, gap.day].flatMap((day) =>
      [false, true].map((reaches) => [`${day} ${reaches}`, nearOf(day, reaches)] as const),
    ),
  );
  /** Costs of the roster as it stands, by the same keys: asked for every way, changed by none. */
  let standing = { problem: whole, roster: [] as Roster, costs: new Map<string, number>(), missing: 0 };
  const stand = (problem: RosterProblem, roster: Roster): typeof standing => {
    if (standing.problem !== problem || standing.roster !== roster)
      standing = { problem, roster, costs: new Map(), missing: missing(problem, roster) };
    return standing;
  };
  const skills =
    gap.kind === 'jointCover'
      ? [...new Set(onlyGap.jointCover.flatMap(({ roles }) => roles.map(({ skill }) => skill)))]
      : [gap.skill];
  const missing = (problem: RosterProblem, roster: Roster): number =>
    scoreTerms({ ...problem, ...onlyGap }, roster, 'cover').reduce((sum, term) => sum + term.missing, 0);

  function wayOf(
    problem: RosterProblem,
    roster: Roster,
    person: number,
    { type, day, skill }: { type: ShiftType; day: number; skill: string | null },
  ): Way | null {
    const member = problem.staff[person]!;
    const replaces = roster[person]![day]!;
    const lacking = [...new Set([...type.requiredSkills, ...(skill === null ? [] : [skill])])].filter(
      (needed) => !holds(member, needed, day),
    );
    if (replaces === type.id && lacking.length === 0) return null;
    const trained = lacking.reduce((now, needed) => withSkill(now, person, needed, day), problem);
    const changed = roster.with(person, roster[person]!.with(day, type.id));
    const now = stand(problem, roster);
    const closes = now.missing - missing(trained, changed);
    if (closes <= 0) return null;
    const known = new Set(listRowViolations(problem, roster, person).map(keyOf));
    const inTheWay = (of: RosterProblem) =>
      listRowViolations(of, changed, person).filter((found) => !known.has(keyOf(found)));
    const first = inTheWay(trained);
    // Bending one rule can break another: a day of leave that is worked gives its credited minutes back.
    const after = first.length === 0 ? [] : inTheWay(relaxRules(trained, first));
    const obstacles = [...lacking.map((needed) => untrained(member, needed, day)), ...first, ...after];
    const reaches = [type, problem.shiftTypes.find(({ id }) => id === replaces)].some(
      (shift) => shift !== undefined && shift.endMinute > 1440,
    );
    const key = `${day} ${reaches}`;
    const near = nears.get(key)!;
    const before = now.costs.get(key) ?? costOf({ ...problem, ...near }, roster);
    now.costs.set(key, before);
    return {
      staff: member.id,
      day,
      shift: type.id,
      replaces,
      closes,
      obstacles,
      relaxationPrice: obstacles.reduce((sum, obstacle) => sum + priceOf(obstacle, prices), 0),
      costChange: costOf({ ...trained, ...near }, changed) - before,
    };
  }

  return {
    missing,
    bestWay(problem, roster, person) {
      let best: Way | null = null;
      for (const type of problem.shiftTypes)
        for (const day of [gap.day, gap.day - 1]) {
          if (day < 0 || (day < gap.day && type.endMinute <= 1440)) continue;
          for (const skill of skills) {
            const way = wayOf(problem, roster, person, { type, day, skill });
            if (way !== null && (best === null || compareWays(way, best) < 0)) best = way;
          }
        }
      return best;
    },
  };
}

/** What is easiest to ask first, then what fills most, then what costs least. */
export function compareWays(a: Way, b: Way): number {
  return a.relaxationPrice - b.relaxationPrice || b.closes - a.closes || a.costChange - b.costChange;
}

function costOf(problem: RosterProblem, roster: Roster): number {
  return scoreTerms(problem, roster, 'all').reduce((sum, { cost }) => sum + cost, 0);
}

function keyOf({ rule, other, fromDay, throughDay, subject, found }: Violation): string {
  return JSON.stringify([rule, other, fromDay, throughDay, subject, found]);
}

function untrained({ id }: StaffMember, skill: string, day: number): Violation {
  return {
    rule: 'skill',
    staff: id,
    other: null,
    fromDay: day,
    throughDay: day,
    subject: skill,
    found: null,
    limit: null,
  };
}
