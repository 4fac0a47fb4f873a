import { InvalidProblem } from './invalid-problem.ts';
import type { RosterDraft, RosterProblem, ShiftType } from './problem.ts';
import type { Validation } from './report-issues.ts';
import { expectCount, expectShift, expectSkill, expectUnique, openValidation } from './report-issues.ts';
import { validateCover } from './validate-cover.ts';
import { validateStaff } from './validate-staff.ts';
import { validateWishes } from './validate-wishes.ts';

/** Two years of 1,000 people: above this a plan is cut into branches first. */
const maxCells = 1000 * 731;

/** The problem with its missing lists empty. Throws `InvalidProblem` with every issue found. */
export function createProblem(draft: RosterDraft): RosterProblem {
  const problem: RosterProblem = {
    skills: [],
    shiftCover: [],
    intervalCover: [],
    jointCover: [],
    requests: [],
    pairings: [],
    pins: [],
    fairness: [],
    rotation: [],
    published: null,
    ...draft,
  };
  const validation = openValidation(problem);
  validateHorizon(validation);
  if (problem.staff.length === 0) validation.report('noStaff', 'staff', 'nobody to plan');
  if (problem.shiftTypes.length === 0) validation.report('noShiftTypes', 'shiftTypes', 'nothing to work');
  const ids = { staff: problem.staff, shiftTypes: problem.shiftTypes };
  for (const [path, list] of Object.entries(ids)) {
    expectUnique(
      validation,
      list.map(({ id }) => id),
      path,
    );
  }
  for (const [index, type] of problem.shiftTypes.entries())
    validateShiftType(validation, type, `shiftTypes[${index}]`);
  validateStaff(validation);
  validateCover(validation);
  validateWishes(validation);
  if (validation.issues.length > 0) throw new InvalidProblem(validation.issues);
  return problem;
}

function validateHorizon(validation: Validation): void {
  const { horizon, staff } = validation.problem;
  expectCount(validation, horizon.days, 'horizon.days', 1);
  if (!Number.isInteger(horizon.firstWeekday) || horizon.firstWeekday < 0 || horizon.firstWeekday > 6)
    validation.report('badNumber', 'horizon.firstWeekday', `${horizon.firstWeekday} is not in 0…6`);
  if (horizon.days * staff.length > maxCells)
    validation.report('tooLarge', 'horizon', `more than ${maxCells} person-days`);
}

function validateShiftType(validation: Validation, type: ShiftType, path: string): void {
  expectCount(validation, type.startMinute, `${path}.startMinute`);
  expectCount(validation, type.endMinute, `${path}.endMinute`);
  expectCount(validation, type.paidMinutes, `${path}.paidMinutes`);
  if (
    type.startMinute > 1439 ||
    type.endMinute <= type.startMinute ||
    type.endMinute > type.startMinute + 1440
  )
    validation.report('badSpan', path, `${type.id} is from ${type.startMinute} to ${type.endMinute}`);
  for (const { fromMinute, toMinute } of type.breaks)
    if (!(fromMinute >= type.startMinute && fromMinute < toMinute && toMinute <= type.endMinute))
      validation.report('badSpan', `${path}.breaks`, `${fromMinute}…${toMinute} is not inside ${type.id}`);
  for (const skill of type.requiredSkills) expectSkill(validation, skill, `${path}.requiredSkills`);
  for (const shift of type.forbiddenNext) expectShift(validation, shift, `${path}.forbiddenNext`);
}
