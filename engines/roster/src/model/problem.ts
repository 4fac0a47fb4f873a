import type { ShiftCover, IntervalCover, JointCover } from './cover.ts';
import type { StaffMember } from './staff.ts';
import type { FairnessGroup, Pairing, Pin, Published, RotationLimit, ShiftRequest } from './wishes.ts';

/** 0 = Monday … 6 = Sunday. Saturday and Sunday make one weekend. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export interface Horizon {
  /** Days are numbered from 0. */
  readonly days: number;
  /** Weekday of day 0; day `d` is weekday `(firstWeekday + d) % 7`. */
  readonly firstWeekday: Weekday;
}

/** Minutes from a day's midnight; an end after midnight is above 1440. The start is in, the end is not. */
export interface MinuteSpan {
  readonly fromMinute: number;
  readonly toMinute: number;
}

export interface ShiftType {
  readonly id: string;
  /** 0…1439. */
  readonly startMinute: number;
  /** Above `startMinute`, at most `startMinute + 1440`. */
  readonly endMinute: number;
  /** Inside the shift; who is on a break covers no interval that the break touches. */
  readonly breaks: readonly MinuteSpan[];
  /** Minutes that count toward a contract; often, not always, the length without breaks. */
  readonly paidMinutes: number;
  /** Hard: who works this shift holds all of these skills on its day. */
  readonly requiredSkills: readonly string[];
  /** Hard: shift types nobody works on the day after this one. Rest minutes are the contract's affair. */
  readonly forbiddenNext: readonly string[];
}

/**
 * Who, when, what for: everything a roster is made from. Hard rules are those of contracts, leave, skills, shift
 * types, pins, hard pairings and rotation limits; cover, requests, fairness, soft pairings and changes to a published
 * roster cost. The cost of a roster is the plain sum of all of these terms; costs and weights are never negative.
 */
export interface RosterProblem {
  readonly horizon: Horizon;
  /** Every skill or certificate that may be named below. */
  readonly skills: readonly string[];
  readonly shiftTypes: readonly ShiftType[];
  readonly staff: readonly StaffMember[];
  readonly shiftCover: readonly ShiftCover[];
  readonly intervalCover: readonly IntervalCover[];
  readonly jointCover: readonly JointCover[];
  readonly requests: readonly ShiftRequest[];
  readonly pairings: readonly Pairing[];
  readonly pins: readonly Pin[];
  readonly fairness: readonly FairnessGroup[];
  readonly rotation: readonly RotationLimit[];
  readonly published: Published | null;
}

/** Lists left out are empty. */
export type RosterDraft = Pick<RosterProblem, 'horizon' | 'shiftTypes' | 'staff'> & Partial<RosterProblem>;

/** One row per person in the problem's order, one entry per day: a shift type's id, or null for a free day. */
export type Roster = readonly (readonly (string | null)[])[];
