import { InvalidProblem, type ProblemIssue, type Roster, type RosterProblem } from '../model/index.ts';

/** Throws `InvalidProblem` unless the roster has a row per person, an entry per day and only known shifts. */
export function expectRosterShape({ staff, shiftTypes, horizon }: RosterProblem, roster: Roster): void {
  const known = new Set<string | null>([null, ...shiftTypes.map(({ id }) => id)]);
  const issues: ProblemIssue[] = [];
  if (roster.length !== staff.length)
    issues.push({
      code: 'rosterShape',
      path: 'roster',
      message: `${roster.length} rows for ${staff.length} people`,
    });
  for (const [n, row] of roster.entries()) {
    const path = `roster[${n}]`;
    if (row.length !== horizon.days)
      issues.push({ code: 'rosterShape', path, message: `${row.length} days of ${horizon.days}` });
    for (const [day, shift] of row.entries())
      if (!known.has(shift))
        issues.push({ code: 'unknownShift', path: `${path}[${day}]`, message: `no shift type ${shift}` });
  }
  if (issues.length > 0) throw new InvalidProblem(issues);
}
