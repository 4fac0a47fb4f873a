import type { MinuteSpan } from './problem.ts';
import type { Validation } from './report-issues.ts';
import {
  expectCost,
  expectCount,
  expectDay,
  expectShift,
  expectSkill,
  expectUnique,
} from './report-issues.ts';

/** More roles in one joint cover would make their sets (2^roles) costly to count. */
const maxJointRoles = 4;

export function validateCover(validation: Validation): void {
  const { shiftCover, intervalCover, jointCover } = validation.problem;
  for (const [index, cover] of shiftCover.entries()) {
    const path = `shiftCover[${index}]`;
    expectShift(validation, cover.shift, path);
    validateWanted(validation, cover, path);
  }
  for (const [index, cover] of intervalCover.entries()) {
    const path = `intervalCover[${index}]`;
    validateWithinDay(validation, cover, path);
    validateWanted(validation, cover, path);
  }
  for (const [index, { day, roles, underCost, ...span }] of jointCover.entries()) {
    const path = `jointCover[${index}]`;
    expectDay(validation, day, path);
    validateWithinDay(validation, span, path);
    expectCost(validation, underCost, `${path}.underCost`);
    if (roles.length === 0 || roles.length > maxJointRoles)
      validation.report(
        'tooLarge',
        `${path}.roles`,
        `${roles.length} roles; 1…${maxJointRoles} are possible`,
      );
    expectUnique(
      validation,
      roles.map(({ skill }) => skill),
      `${path}.roles`,
    );
    for (const { skill, count } of roles) {
      expectSkill(validation, skill, `${path}.roles`);
      expectCount(validation, count, `${path}.roles`);
    }
  }
}

interface Wanted {
  readonly day: number;
  readonly skill: string | null;
  readonly required: number;
  readonly underCost: number;
  readonly overCost: number;
}

function validateWanted(validation: Validation, wanted: Wanted, path: string): void {
  expectDay(validation, wanted.day, path);
  expectSkill(validation, wanted.skill, path);
  expectCount(validation, wanted.required, `${path}.required`);
  expectCost(validation, wanted.underCost, `${path}.underCost`);
  expectCost(validation, wanted.overCost, `${path}.overCost`);
}

function validateWithinDay(validation: Validation, { fromMinute, toMinute }: MinuteSpan, path: string): void {
  if (!(fromMinute >= 0 && fromMinute < toMinute && toMinute <= 1440))
    validation.report('badSpan', path, `${fromMinute}…${toMinute} is not within one day`);
}
