import type { Roster } from './problem.ts';

/**
 * `on`: costs `weight` unless the person works `shift` (null: any shift) that day.
 * `off`: costs `weight` when the person works `shift` (null: any shift) that day.
 */
export interface ShiftRequest {
  readonly kind: 'on' | 'off';
  readonly staff: string;
  readonly day: number;
  readonly shift: string | null;
  readonly weight: number;
}

/**
 * `apart`: each day on which both work the same shift type is a breach.
 * `together`: each day on which the follower (`staff[1]`) works a shift type the leader (`staff[0]`) does not work is one.
 */
export interface Pairing {
  readonly kind: 'apart' | 'together';
  readonly staff: readonly [string, string];
  /** Cost of a breach; null: a hard rule. */
  readonly weight: number | null;
}

/** Hard: this person does exactly this on this day; null for free. */
export interface Pin {
  readonly staff: string;
  readonly day: number;
  readonly shift: string | null;
}

/**
 * Spreads a burden over people and over time. For each member: x = carried + days of this horizon on one of `shifts`
 * (only those on Saturdays and Sundays with `weekendsOnly`); cost = `weight` × (x − target)².
 */
export interface FairnessGroup {
  readonly id: string;
  /** Null: any shift. */
  readonly shifts: readonly string[] | null;
  readonly weekendsOnly: boolean;
  readonly weight: number;
  readonly members: readonly FairShare[];
}

export interface FairShare {
  readonly staff: string;
  /** Count from earlier horizons. */
  readonly carried: number;
  readonly target: number;
}

/** Hard, for everybody: at most `maxConsecutive` days in a row on one of `shifts`; days of `recent` count. */
export interface RotationLimit {
  readonly id: string;
  readonly shifts: readonly string[];
  readonly maxConsecutive: number;
}

/** A roster that people already know: every (person, day) that differs costs `changeCost`. */
export interface Published {
  readonly roster: Roster;
  readonly changeCost: number;
}
