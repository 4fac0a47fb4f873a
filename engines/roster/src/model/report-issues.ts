import type { ProblemIssue, ProblemIssueCode } from './invalid-problem.ts';
import type { RosterProblem } from './problem.ts';

/** What validators share: a list to report to, and the names the problem knows. */
export interface Validation {
  readonly problem: RosterProblem;
  readonly shifts: ReadonlySet<string>;
  readonly skills: ReadonlySet<string>;
  readonly staff: ReadonlySet<string>;
  report(code: ProblemIssueCode, path: string, message: string): void;
  readonly issues: readonly ProblemIssue[];
}

export function openValidation(problem: RosterProblem): Validation {
  const issues: ProblemIssue[] = [];
  return {
    problem,
    shifts: new Set(problem.shiftTypes.map(({ id }) => id)),
    skills: new Set(problem.skills),
    staff: new Set(problem.staff.map(({ id }) => id)),
    report: (code, path, message) => void issues.push({ code, path, message }),
    issues,
  };
}

export function expectDay(validation: Validation, day: number, path: string): void {
  if (Number.isInteger(day) && day >= 0 && day < validation.problem.horizon.days) return;
  validation.report(
    'dayOutsideHorizon',
    path,
    `day ${day} is not in 0…${validation.problem.horizon.days - 1}`,
  );
}

export function expectShift(validation: Validation, shift: string | null, path: string): void {
  if (shift !== null && !validation.shifts.has(shift))
    validation.report('unknownShift', path, `no shift type ${shift}`);
}

export function expectSkill(validation: Validation, skill: string | null, path: string): void {
  if (skill !== null && !validation.skills.has(skill))
    validation.report('unknownSkill', path, `no skill ${skill}`);
}

export function expectStaff(validation: Validation, staff: string, path: string): void {
  if (!validation.staff.has(staff)) validation.report('unknownStaff', path, `no person ${staff}`);
}

/** A count: an integer of at least `least`. */
export function expectCount(validation: Validation, value: number, path: string, least = 0): void {
  if (!Number.isSafeInteger(value) || value < least)
    validation.report('badNumber', path, `${value} is not a whole number of at least ${least}`);
}

/** A cost: finite and not negative; far above any use, sums would lose their pence. */
export function expectCost(validation: Validation, value: number, path: string): void {
  if (!(value >= 0 && value <= 1e9)) validation.report('badNumber', path, `${value} is not in 0…1e9`);
}

export function expectUnique(validation: Validation, ids: readonly string[], path: string): void {
  const seen = new Set<string>();
  for (const id of ids) {
    if (seen.has(id)) validation.report('duplicate', path, `${id} appears twice`);
    seen.add(id);
  }
}
