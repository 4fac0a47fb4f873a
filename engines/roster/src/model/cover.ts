import type { MinuteSpan } from './problem.ts';

/** Wanted people on one shift of one day: cost = `underCost` × missing, or `overCost` × surplus. */
export interface ShiftCover {
  readonly day: number;
  readonly shift: string;
  /** Counts only people who hold it on that day; null counts everybody. */
  readonly skill: string | null;
  readonly required: number;
  readonly underCost: number;
  readonly overCost: number;
}

/**
 * Wanted people present during a part of a day, mostly half an hour. Present is who works a shift that spans all of
 * it without a break touching it; a shift of the day before that ends after midnight counts too. The span may not
 * pass midnight itself. Skills are judged on the day of the shift.
 */
export interface IntervalCover extends MinuteSpan {
  readonly day: number;
  readonly skill: string | null;
  readonly required: number;
  readonly underCost: number;
  readonly overCost: number;
}

export interface JointRole {
  readonly skill: string;
  readonly count: number;
}

/**
 * Roles to be filled at once by different people (two vault keepers; a keeper of forms and another of seals): at most
 * four roles, one skill each. Missing = people missing in the best filling, where each person fills one role at most;
 * cost = `underCost` × missing. By Hall's theorem missing is the largest, over sets of roles, of the count these roles
 * want less the people present who hold any of their skills, or 0.
 */
export interface JointCover extends MinuteSpan {
  /** Names the rule in explanations: `vault`, `formAndSeal`, `lunch`. */
  readonly rule: string;
  readonly day: number;
  readonly roles: readonly JointRole[];
  readonly underCost: number;
}
