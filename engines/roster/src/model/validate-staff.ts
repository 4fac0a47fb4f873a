import type { StaffMember } from './staff.ts';
import type { Validation } from './report-issues.ts';
import { expectCount, expectDay, expectShift, expectSkill } from './report-issues.ts';

/** Contracts that contradict themselves, days outside the horizon, unknown names. */
export function validateStaff(validation: Validation): void {
  for (const [index, member] of validation.problem.staff.entries()) {
    const path = `staff[${index}]`;
    validateContract(validation, member, `${path}.contract`);
    for (const { skill, fromDay, throughDay } of member.skills) {
      expectSkill(validation, skill, `${path}.skills`);
      for (const bound of [fromDay, throughDay])
        if (bound !== undefined && !Number.isInteger(bound))
          validation.report('badNumber', `${path}.skills`, `${bound} is not a day`);
    }
    for (const day of member.daysOff) expectDay(validation, day, `${path}.daysOff`);
    for (const { fromDay, throughDay, creditMinutesPerDay } of member.leave) {
      expectDay(validation, fromDay, `${path}.leave`);
      expectDay(validation, throughDay, `${path}.leave`);
      expectCount(validation, creditMinutesPerDay, `${path}.leave`);
      if (fromDay > throughDay)
        validation.report('badSpan', `${path}.leave`, `leave from day ${fromDay} through ${throughDay}`);
    }
    for (const shift of member.recent) expectShift(validation, shift, `${path}.recent`);
  }
}

function validateContract(validation: Validation, { id, contract }: StaffMember, path: string): void {
  expectCount(validation, contract.minMinutes, `${path}.minMinutes`);
  expectCount(validation, contract.maxMinutes, `${path}.maxMinutes`);
  expectCount(validation, contract.minConsecutiveWork, `${path}.minConsecutiveWork`);
  expectCount(validation, contract.maxConsecutiveWork, `${path}.maxConsecutiveWork`);
  expectCount(validation, contract.minConsecutiveOff, `${path}.minConsecutiveOff`);
  if (contract.maxConsecutiveOff !== null)
    expectCount(validation, contract.maxConsecutiveOff, `${path}.maxConsecutiveOff`);
  expectCount(validation, contract.maxWeekends, `${path}.maxWeekends`);
  expectCount(validation, contract.minRestMinutes, `${path}.minRestMinutes`);
  for (const [shift, cap] of Object.entries(contract.shiftCaps)) {
    expectShift(validation, shift, `${path}.shiftCaps`);
    expectCount(validation, cap, `${path}.shiftCaps.${shift}`);
  }
  const contradictory = (least: string, most: string) =>
    validation.report('contradictoryContract', path, `${id}: ${least} is above ${most}`);
  if (contract.minMinutes > contract.maxMinutes) contradictory('minMinutes', 'maxMinutes');
  if (contract.minConsecutiveWork > Math.max(1, contract.maxConsecutiveWork) && contract.minMinutes > 0)
    contradictory('minConsecutiveWork', 'maxConsecutiveWork');
  if (
    contract.maxConsecutiveOff !== null &&
    contract.minConsecutiveOff > Math.max(1, contract.maxConsecutiveOff)
  )
    contradictory('minConsecutiveOff', 'maxConsecutiveOff');
}
