import type { ShiftType } from './problem.ts';
import type { Contract, StaffMember } from './staff.ts';

/** Whether `next` may not be worked on the day after `type` under this contract. */
export function bansOf(contract: Contract, type: ShiftType, next: ShiftType): boolean {
  return (
    type.forbiddenNext.includes(next.id) || next.startMinute + 1440 - type.endMinute < contract.minRestMinutes
  );
}

/** A fixed day off or leave. */
export function isFreeByRule(member: StaffMember, day: number): boolean {
  return (
    member.daysOff.includes(day) ||
    member.leave.some(({ fromDay, throughDay }) => fromDay <= day && day <= throughDay)
  );
}

export function holdsSkill(member: StaffMember, skill: string, day: number): boolean {
  return member.skills.some(
    (held) =>
      held.skill === skill && (held.fromDay ?? -Infinity) <= day && day <= (held.throughDay ?? Infinity),
  );
}

export function lacksSkill(member: StaffMember, type: ShiftType, day: number): boolean {
  return !type.requiredSkills.every((skill) => holdsSkill(member, skill, day));
}
