import type { RosterDraft, ShiftType } from './problem.ts';
import type { Contract, StaffMember } from './staff.ts';

/** 40 hours a week, five days at most, two days' rest. */
export function contract(changes: Partial<Contract> = {}): Contract {
  return {
    minMinutes: 0,
    maxMinutes: 2400,
    minConsecutiveWork: 1,
    maxConsecutiveWork: 5,
    minConsecutiveOff: 1,
    maxConsecutiveOff: null,
    maxWeekends: 1,
    minRestMinutes: 660,
    shiftCaps: {},
    ...changes,
  };
}

export function person(id: string, changes: Partial<StaffMember> = {}): StaffMember {
  return { id, contract: contract(), skills: [], daysOff: [], leave: [], recent: [], ...changes };
}

export function shiftType(id: string, startMinute: number, endMinute: number): ShiftType {
  const paidMinutes = endMinute - startMinute;
  return { id, startMinute, endMinute, paidMinutes, breaks: [], requiredSkills: [], forbiddenNext: [] };
}

/** One week from a Monday, an early and a late shift, two people. */
export function smallDraft(changes: Partial<RosterDraft> = {}): RosterDraft {
  return {
    horizon: { days: 7, firstWeekday: 0 },
    skills: ['cash', 'vault'],
    shiftTypes: [shiftType('early', 480, 960), shiftType('late', 720, 1200)],
    staff: [person('a'), person('b')],
    ...changes,
  };
}
