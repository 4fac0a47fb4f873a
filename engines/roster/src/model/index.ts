export { createProblem } from './create-problem.ts';
export { InvalidProblem } from './invalid-problem.ts';
export type { ProblemIssue, ProblemIssueCode } from './invalid-problem.ts';
export type {
  Horizon,
  MinuteSpan,
  Roster,
  RosterDraft,
  RosterProblem,
  ShiftType,
  Weekday,
} from './problem.ts';
export type { IntervalCover, JointCover, JointRole, ShiftCover } from './cover.ts';
export type { Contract, Leave, SkillHeld, StaffMember } from './staff.ts';
export type {
  FairnessGroup,
  FairShare,
  Pairing,
  Pin,
  Published,
  RotationLimit,
  ShiftRequest,
} from './wishes.ts';
