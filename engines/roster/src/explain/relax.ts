import type { Violation } from '../check/index.ts';
import type { Contract, RosterProblem, StaffMember } from '../model/index.ts';

/**
 * The problem with its rules bent as far as these violations need, and no further: for solving again, or to show what
 * would have to be allowed. `forbiddenNext` and `rotation` belong to everybody, so bending them does too.
 */
export function relaxRules(problem: RosterProblem, violations: readonly Violation[]): RosterProblem {
  return violations.reduce(relaxOne, problem);
}

function relaxOne(problem: RosterProblem, violation: Violation): RosterProblem {
  const { rule, staff, fromDay, subject, found, limit } = violation;
  const person = problem.staff.findIndex(({ id }) => id === staff);
  const day = fromDay ?? 0;
  const change = (edit: (member: StaffMember) => Partial<StaffMember>): RosterProblem => {
    const member = problem.staff[person]!;
    return { ...problem, staff: problem.staff.with(person, { ...member, ...edit(member) }) };
  };
  const bend = (key: keyof Contract): RosterProblem =>
    change(({ contract }) => ({ contract: { ...contract, [key]: furthest(contract[key], found!, limit!) } }));
  switch (rule) {
    case 'skill':
      return withSkill(problem, person, subject!, day);
    case 'dayOff':
      return change(({ daysOff }) => ({ daysOff: daysOff.filter((off) => off !== day) }));
    case 'leave':
      return change(({ leave }) => ({ leave: leave.flatMap((span) => cutLeave(span, day)) }));
    case 'minMinutes':
    case 'maxMinutes':
    case 'minConsecutiveWork':
    case 'maxConsecutiveWork':
    case 'minConsecutiveOff':
    case 'maxConsecutiveOff':
    case 'maxWeekends':
      return bend(rule);
    case 'minRest':
      return bend('minRestMinutes');
    case 'shiftCap':
      return change(({ contract }) => ({
        contract: { ...contract, shiftCaps: { ...contract.shiftCaps, [subject!]: found! } },
      }));
    case 'forbiddenNext':
      return {
        ...problem,
        shiftTypes: problem.shiftTypes.map((type) => ({
          ...type,
          forbiddenNext: type.forbiddenNext.filter((next) => next !== subject),
        })),
      };
    case 'pin':
      return { ...problem, pins: problem.pins.filter((pin) => pin.staff !== staff || pin.day !== day) };
    case 'pairing':
      return {
        ...problem,
        pairings: problem.pairings.filter(
          ({ weight, staff: pair }) =>
            weight !== null || !pair.includes(staff) || !pair.includes(violation.other!),
        ),
      };
    case 'rotation':
      return {
        ...problem,
        rotation: problem.rotation.map((limited) =>
          limited.id === subject
            ? { ...limited, maxConsecutive: Math.max(limited.maxConsecutive, found!) }
            : limited,
        ),
      };
  }
}

/** Several breaches of one limit bend it to the worst of them. */
function furthest(now: Contract[keyof Contract], found: number, limit: number): number {
  if (typeof now !== 'number') return found;
  return found > limit ? Math.max(now, found) : Math.min(now, found);
}

type Span = StaffMember['leave'][number];

/** The leave without that day, credit of the other days kept. */
function cutLeave(span: Span, day: number): Span[] {
  if (day < span.fromDay || day > span.throughDay) return [span];
  return [
    { ...span, throughDay: day - 1 },
    { ...span, fromDay: day + 1 },
  ].filter(({ fromDay, throughDay }) => fromDay <= throughDay);
}

/** The person has the skill on that day. */
export function withSkill(problem: RosterProblem, person: number, skill: string, day: number): RosterProblem {
  const member = problem.staff[person]!;
  const skills = [...member.skills, { skill, fromDay: day, throughDay: day }];
  return { ...problem, staff: problem.staff.with(person, { ...member, skills }) };
}
