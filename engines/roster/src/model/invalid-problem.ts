export type ProblemIssueCode =
  | 'badNumber'
  | 'badSpan'
  | 'contradictoryContract'
  | 'dayOutsideHorizon'
  | 'duplicate'
  | 'noShiftTypes'
  | 'noStaff'
  | 'pinBreaksRule'
  | 'rosterShape'
  | 'tooLarge'
  | 'unknownShift'
  | 'unknownSkill'
  | 'unknownStaff'
  /** Found by the solver: no sequence of shifts satisfies all hard rules of this person. */
  | 'noLegalRow'
  /** Found by the solver: each person alone could be planned, but no roster was found that keeps the hard pairings. */
  | 'pairingsUnmet';

export interface ProblemIssue {
  readonly code: ProblemIssueCode;
  /** Where, as in `staff[3].contract`. */
  readonly path: string;
  /** For people and logs, in English. Names ids, never people's names. */
  readonly message: string;
}

/** The problem as stated has no roster, or cannot be understood; `issues` has every reason found. */
export class InvalidProblem extends Error {
  readonly issues: readonly ProblemIssue[];

  constructor(issues: readonly ProblemIssue[]) {
    super(issues.map(({ path, code, message }) => `${path}: ${code}: ${message}`).join('\n'));
    this.name = 'InvalidProblem';
    this.issues = issues;
  }
}
